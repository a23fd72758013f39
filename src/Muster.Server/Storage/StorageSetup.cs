using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace Muster.Server.Storage;

/// <summary>Chooses the database and the file store by the settings.</summary>
static class StorageSetup
{
    public static void AddStorage(this IServiceCollection services, MusterSettings settings)
    {
        Directory.CreateDirectory(settings.DataFolder);
        if (settings.Database is { } connection)
        {
            services.AddDbContext<PostgresDb>(options => options.UseNpgsql(connection));
            services.AddScoped<MusterDb>(provider => provider.GetRequiredService<PostgresDb>());
        }
        else
        {
            services.AddDbContext<SqliteDb>(options => options.UseSqlite(SqliteDb.ConnectionString(settings.DataFolder)));
            services.AddScoped<MusterDb>(provider => provider.GetRequiredService<SqliteDb>());
        }

        if (settings.Files is { } bucket)
        {
            services.AddSingleton<IFileStore>(provider => new S3FileStore(bucket, Path.Combine(settings.DataFolder, "cache")));
        }
        else
        {
            services.AddSingleton<IFileStore>(_ => new DiskFileStore(Path.Combine(settings.DataFolder, "files")));
        }

        // Keys in the database: a second node, or a restart, still reads yesterday's cookies.
        services.AddDataProtection().SetApplicationName("Muster").PersistKeysToDbContext<MusterDb>();
    }

    /// <summary>Brings the database to the newest form.</summary>
    public static async Task MigrateAsync(this IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        if (db is SqliteDb)
        {
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode=WAL;", cancel);
        }

        await db.Database.MigrateAsync(cancel);
    }
}
