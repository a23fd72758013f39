using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace Muster.Server.Storage;

/// <summary>PostgreSQL, or an engine that speaks its protocol: several server nodes on one database.</summary>
sealed class PostgresDb(DbContextOptions<PostgresDb> options) : MusterDb(options)
{
    public override bool IsDuplicate(DbUpdateException failure) =>
        failure.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresDb>
    {
        public PostgresDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=design").Options);
    }
}
