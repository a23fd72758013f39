using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Accounts;

/// <summary>A person's role in one operation.</summary>
public sealed class Membership
{
    public Guid OperationId { get; init; }
    public Guid AccountId { get; init; }
    public OperationRole Role { get; set; }
    public DateTimeOffset Since { get; init; }

    sealed class Configuration : IEntityTypeConfiguration<Membership>
    {
        public void Configure(EntityTypeBuilder<Membership> builder)
        {
            builder.ToTable("Memberships");
            builder.HasKey(membership => new { membership.OperationId, membership.AccountId });
            builder.HasOne<Account>().WithMany().HasForeignKey(membership => membership.AccountId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
