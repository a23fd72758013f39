using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Accounts;

/// <summary>A token for scripts. The token itself is UUID-shaped, shown once and never stored; only its SHA-256 is.</summary>
public sealed class ApiToken
{
    public Guid Id { get; init; }
    public Guid AccountId { get; init; }

    /// <summary>What it is for; 1 to 100 characters.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the token's text in lower case, hexadecimal.</summary>
    public required string Hash { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }

    /// <summary>A new token with its text, which is not kept.</summary>
    public static (ApiToken Token, string Text) New(Guid account, string name, DateTimeOffset now, DateTimeOffset? expiresAt)
    {
        // A version-4 UUID from Guid.NewGuid is 122 random bits of the system's cryptographic generator.
        var text = Guid.NewGuid().ToString("D");
        return (new ApiToken { Id = Guid.NewGuid(), AccountId = account, Name = name, Hash = HashOf(text), CreatedAt = now, ExpiresAt = expiresAt }, text);
    }

    public static string HashOf(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim().ToLowerInvariant())));

    sealed class Configuration : IEntityTypeConfiguration<ApiToken>
    {
        public void Configure(EntityTypeBuilder<ApiToken> builder)
        {
            builder.ToTable("ApiTokens");
            builder.Property(token => token.Name).HasMaxLength(100);
            builder.Property(token => token.Hash).HasMaxLength(64);
            builder.HasIndex(token => token.Hash).IsUnique();
            builder.HasOne<Account>().WithMany().HasForeignKey(token => token.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
