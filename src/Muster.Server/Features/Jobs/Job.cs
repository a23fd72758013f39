using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Muster.Server.Features.Jobs;

/// <summary>State of a job.</summary>
public enum JobState
{
    /// <summary>Waits, or runs under a lease.</summary>
    Waiting,

    /// <summary>Ended well.</summary>
    Done,

    /// <summary>Ended badly; <see cref="Job.Error"/> says why.</summary>
    Failed,
}

/// <summary>Work that outlives a request: a row, saved in the same transaction as what it is about, taken by lease (product decision 11).</summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Names the <see cref="JobHandler"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the thing worked on.</summary>
    public Guid SubjectId { get; init; }

    public Guid? OperationId { get; init; }
    public JobState State { get; set; }
    public DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>The node that holds it, while <see cref="LeaseUntil"/> lies ahead.</summary>
    public Guid? Holder { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    /// <summary>Times it was begun; a job begun five times without an end fails (it brings the server down).</summary>
    public int Attempts { get; set; }

    /// <summary>Share done, 0 to 1.</summary>
    public double Progress { get; set; }

    /// <summary>Stage as a resource key of the feature, for example <c>examining</c>.</summary>
    public string? Stage { get; set; }

    public string? Error { get; set; }

    sealed class Configuration : IEntityTypeConfiguration<Job>
    {
        public void Configure(EntityTypeBuilder<Job> builder)
        {
            builder.ToTable("Jobs");
            builder.Property(job => job.Kind).HasMaxLength(60);
            builder.HasIndex(job => new { job.State, job.LeaseUntil });
            builder.HasIndex(job => job.SubjectId);
        }
    }
}
