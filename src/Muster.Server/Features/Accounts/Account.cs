using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Accounts;

/// <summary>Somebody who can sign in.</summary>
public sealed class Account : IdentityUser<Guid>
{
    /// <summary>Name shown, as the person writes it; 1 to 200 characters.</summary>
    public required string DisplayName { get; set; }

    /// <summary>May do everything on this server.</summary>
    public bool IsAdministrator { get; set; }

    /// <summary>UI language, <c>en</c> or <c>fr</c>; null follows the browser.</summary>
    public string? Language { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>When an administrator or a list's manager vouched for the person; null where nobody did (coordination.md 1.6).</summary>
    public DateTimeOffset? VerifiedAt { get; set; }

    public Guid? VerifiedBy { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<Account>
    {
        public void Configure(EntityTypeBuilder<Account> builder) => builder.Property(account => account.DisplayName).HasMaxLength(200);
    }
}
