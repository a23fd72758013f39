using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Registry;

/// <summary>What a coordination group is (coordination.md 2.1).</summary>
public enum ClusterKind
{
    /// <summary>Cluster.</summary>
    Cluster,

    /// <summary>Area of responsibility inside a cluster.</summary>
    AreaOfResponsibility,

    /// <summary>Sector, where clusters are not activated.</summary>
    Sector,

    /// <summary>Working group.</summary>
    WorkingGroup,
}

/// <summary>A cluster, sector or working group of an operation.</summary>
public sealed class Cluster
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }
    public ClusterKind Kind { get; set; }
    public required string Name { get; set; }
    public string? Acronym { get; set; }

    /// <summary>Code of the global sector, <c>WSH</c> (coordination.md 3.2), or null.</summary>
    public string? Code { get; set; }

    /// <summary>The cluster it belongs to, or null.</summary>
    public Guid? ParentId { get; set; }

    public int Revision { get; set; }

    public string Title => string.IsNullOrEmpty(Acronym) ? Name : $"{Name} ({Acronym})";

    sealed class Configuration : IEntityTypeConfiguration<Cluster>
    {
        public void Configure(EntityTypeBuilder<Cluster> builder)
        {
            builder.ToTable("Clusters");
            builder.Property(cluster => cluster.Name).HasMaxLength(200);
            builder.Property(cluster => cluster.Acronym).HasMaxLength(40);
            builder.Property(cluster => cluster.Code).HasMaxLength(20);
            builder.Property(cluster => cluster.Revision).IsConcurrencyToken();
            builder.HasIndex(cluster => new { cluster.OperationId, cluster.Name }).IsUnique();
            builder.HasOne<Operation>().WithMany().HasForeignKey(cluster => cluster.OperationId).OnDelete(DeleteBehavior.Cascade);
            builder.Ignore(cluster => cluster.Title);
        }
    }
}

/// <summary>An organisation that leads a cluster.</summary>
public sealed class ClusterLead
{
    public Guid ClusterId { get; init; }
    public Guid OrganisationId { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<ClusterLead>
    {
        public void Configure(EntityTypeBuilder<ClusterLead> builder)
        {
            builder.ToTable("ClusterLeads");
            builder.HasKey(lead => new { lead.ClusterId, lead.OrganisationId });
            builder.HasOne<Cluster>().WithMany().HasForeignKey(lead => lead.ClusterId).OnDelete(DeleteBehavior.Cascade);
            builder.HasOne<Organisation>().WithMany().HasForeignKey(lead => lead.OrganisationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}

/// <summary>A coordination hub or office of an operation.</summary>
public sealed class Hub
{
    public Guid Id { get; init; } = Guid.NewGuid();
    public Guid OperationId { get; init; }
    public required string Name { get; set; }

    /// <summary>P-code of where it is, or null.</summary>
    public string? PlaceCode { get; set; }

    public string? Address { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public int Revision { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<Hub>
    {
        public void Configure(EntityTypeBuilder<Hub> builder)
        {
            builder.ToTable("Hubs");
            builder.Property(hub => hub.Name).HasMaxLength(200);
            builder.Property(hub => hub.PlaceCode).HasMaxLength(40);
            builder.Property(hub => hub.Address).HasMaxLength(400);
            builder.Property(hub => hub.Phone).HasMaxLength(40);
            builder.Property(hub => hub.Email).HasMaxLength(320);
            builder.Property(hub => hub.Revision).IsConcurrencyToken();
            builder.HasIndex(hub => new { hub.OperationId, hub.Name }).IsUnique();
            builder.HasOne<Operation>().WithMany().HasForeignKey(hub => hub.OperationId).OnDelete(DeleteBehavior.Cascade);
        }
    }
}
