using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Muster.Server.Storage;

/// <summary>The embedded database: one file in the data folder, write-ahead log, one writer at a time.</summary>
sealed class SqliteDb(DbContextOptions<SqliteDb> options) : MusterDb(options)
{
    public static string ConnectionString(string dataFolder) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(dataFolder, "muster.db"),
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    public override bool IsDuplicate(DbUpdateException failure) =>
        failure.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <summary>SQLite has no instant type: stored as UTC ticks so that it sorts and compares.</summary>
    protected override void ConfigureConventions(ModelConfigurationBuilder builder) =>
        builder.Properties<DateTimeOffset>().HaveConversion<InstantAsTicks>();

    sealed class InstantAsTicks() : ValueConverter<DateTimeOffset, long>(at => at.UtcTicks, ticks => new DateTimeOffset(ticks, TimeSpan.Zero));

    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteDb>
    {
        public SqliteDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=design.db").Options);
    }
}
