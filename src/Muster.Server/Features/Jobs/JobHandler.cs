namespace Muster.Server.Features.Jobs;

/// <summary>Does one kind of job. It may be begun again after a crash: running it twice must end in the same state as once.</summary>
abstract class JobHandler
{
    /// <summary>Matches <see cref="Job.Kind"/>.</summary>
    public abstract string Kind { get; }

    public abstract Task RunAsync(JobRun run, CancellationToken cancel);

    /// <summary>Called once when the job has failed for good, so that the thing it is about can say so.</summary>
    public virtual Task FailedAsync(JobRun run, string reason, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>One run of a job under a lease.</summary>
/// <param name="Id">Job.</param>
/// <param name="SubjectId">What it is about.</param>
/// <param name="OperationId">In which operation.</param>
sealed record JobRun(Guid Id, Guid SubjectId, Guid? OperationId)
{
    /// <summary>Latest share and stage; the runner writes them with the lease, about once a second.</summary>
    internal (double Share, string? Stage) Latest { get; private set; }

    /// <summary>Says how far the work is.</summary>
    /// <param name="share">0 to 1.</param>
    /// <param name="stage">Resource key.</param>
    public void Report(double share, string stage) => Latest = (Math.Clamp(share, 0, 1), stage);
}

/// <summary>A job that cannot succeed by trying again; the message is for people.</summary>
sealed class JobRefusedException(string message) : Exception(message);
