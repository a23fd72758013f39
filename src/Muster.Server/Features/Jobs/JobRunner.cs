using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;

namespace Muster.Server.Features.Jobs;

/// <summary>Takes waiting jobs by lease and runs them, one at a time on each node: imports are heavy and a field server is small.</summary>
sealed class JobRunner(IServiceScopeFactory scopes, JobSignal signal, TimeProvider clock, ILogger<JobRunner> log, MusterSettings settings) : BackgroundService
{
    const int MostAttempts = 5;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);
    static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    readonly Guid node = Guid.NewGuid();

    /// <summary>Frees the leases before anything else can save or take a job.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Database is null)
        {
            await FreeLeasesAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await RunNextAsync(stoppingToken))
                {
                    await signal.WaitAsync(TimeSpan.FromSeconds(2), stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Taking the next job failed; trying again.");
                await Task.Delay(TimeSpan.FromSeconds(5), clock, stoppingToken);
            }
        }
    }

    /// <summary>The embedded database has one node only: after a crash its leases are nobody's, and work goes on at once.</summary>
    async Task FreeLeasesAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        await db.Set<Job>().Where(job => job.State == JobState.Waiting && job.Holder != null)
            .ExecuteUpdateAsync(set => set.SetProperty(job => job.Holder, (Guid?)null).SetProperty(job => job.LeaseUntil, (DateTimeOffset?)null), cancel);
    }

    async Task<bool> RunNextAsync(CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        var now = clock.GetUtcNow();
        var job = await db.Set<Job>().AsNoTracking()
            .Where(job => job.State == JobState.Waiting && (job.LeaseUntil == null || job.LeaseUntil < now))
            .OrderBy(job => job.CreatedAt).FirstOrDefaultAsync(stopping);
        if (job is null)
        {
            return false;
        }

        // The condition is repeated in the update: of two nodes that saw the row, one changes it and the other changes none.
        var taken = await db.Set<Job>()
            .Where(row => row.Id == job.Id && row.State == JobState.Waiting && (row.LeaseUntil == null || row.LeaseUntil < now))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, node).SetProperty(row => row.LeaseUntil, now + Lease).SetProperty(row => row.Attempts, row => row.Attempts + 1), stopping);
        if (taken == 1)
        {
            await RunAsync(scope.ServiceProvider, db, job, stopping);
        }

        return true;
    }

    async Task RunAsync(IServiceProvider services, MusterDb db, Job job, CancellationToken stopping)
    {
        var run = new JobRun(job.Id, job.SubjectId, job.OperationId);
        var handler = services.GetServices<JobHandler>().SingleOrDefault(handler => handler.Kind == job.Kind);
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var ended = new CancellationTokenSource();
        var beating = KeepLeaseAsync(run, lost, ended.Token);
        string? error = null;
        try
        {
            if (handler is null)
            {
                throw new JobRefusedException($"This version of Muster does not know jobs of the kind \"{job.Kind}\".");
            }

            if (job.Attempts >= MostAttempts)
            {
                throw new JobRefusedException("The work was begun five times and never came to an end.");
            }

            await handler.RunAsync(run, lost.Token);
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested)
        {
            // Stopped, or the lease went to another node: the row stays waiting and is begun again.
            await ended.CancelAsync();
            await beating;
            await ReleaseAsync(job.Id);
            return;
        }
        catch (JobRefusedException refusal)
        {
            error = refusal.Message;
        }
        catch (Exception failure)
        {
            log.LogError(failure, "Job {Job} of kind {Kind} failed.", job.Id, job.Kind);
            error = $"The server failed at this work. Trace: job {job.Id}.";
        }

        await ended.CancelAsync();
        await beating;
        if (error is not null && handler is not null)
        {
            await handler.FailedAsync(run, error, stopping);
        }

        db.ChangeTracker.Clear();
        await db.Set<Job>().Where(row => row.Id == job.Id && row.Holder == node).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, error is null ? JobState.Done : JobState.Failed)
                .SetProperty(row => row.Error, error)
                .SetProperty(row => row.Progress, row => error == null ? 1 : row.Progress)
                .SetProperty(row => row.FinishedAt, clock.GetUtcNow())
                .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
            stopping);
    }

    /// <summary>Renews the lease and writes the progress; cancels the work when another node has taken it.</summary>
    async Task KeepLeaseAsync(JobRun run, CancellationTokenSource lost, CancellationToken ended)
    {
        var written = (0.0, (string?)null);
        var renewed = clock.GetUtcNow();
        try
        {
            while (true)
            {
                await Task.Delay(Beat, clock, ended);
                var latest = run.Latest;
                var now = clock.GetUtcNow();
                if (latest == written && now - renewed < Lease / 3)
                {
                    continue;
                }

                await using var scope = scopes.CreateAsyncScope();
                var held = await scope.ServiceProvider.GetRequiredService<MusterDb>().Set<Job>()
                    .Where(row => row.Id == run.Id && row.Holder == node)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, now + Lease).SetProperty(row => row.Progress, latest.Share).SetProperty(row => row.Stage, latest.Stage), ended);
                (written, renewed) = (latest, now);
                if (held == 0)
                {
                    await lost.CancelAsync();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Renewing the lease of job {Job} failed.", run.Id);
        }
    }

    async Task ReleaseAsync(Guid id)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MusterDb>().Set<Job>()
            .Where(row => row.Id == id && row.Holder == node)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Holder, (Guid?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null).SetProperty(row => row.Attempts, row => row.Attempts - 1));
    }
}

/// <summary>Wakes the runner of this node when a job was saved; other nodes find it within two seconds.</summary>
sealed class JobSignal : IDisposable
{
    readonly SemaphoreSlim waiting = new(0, 1);

    /// <summary>Call after the job's row is saved.</summary>
    public void Wake()
    {
        try
        {
            waiting.Release();
        }
        catch (SemaphoreFullException)
        {
        }
    }

    public Task WaitAsync(TimeSpan timeout, CancellationToken cancel) => waiting.WaitAsync(timeout, cancel);

    public void Dispose() => waiting.Dispose();
}
