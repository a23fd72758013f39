using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Storage;

/// <summary>The relational database: who, what and when. Field data lies in Parquet files, not here (product decision 4).</summary>
/// <remarks>Each feature configures its own entities beside them; two subclasses carry the migrations of the two databases.</remarks>
abstract class MusterDb(DbContextOptions options) : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(MusterDb).Assembly);
    }

    /// <summary>True when the failure is a broken unique index: the caller answers "already taken".</summary>
    public abstract bool IsDuplicate(DbUpdateException failure);
}
