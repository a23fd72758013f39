using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Jobs;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Jobs;

public sealed class JobRunnerTests : IAsyncLifetime
{
    readonly ProbeHandler probe = new();
    readonly RunningMuster muster;

    public JobRunnerTests() => muster = new RunningMuster { AddServices = services => services.AddSingleton<JobHandler>(probe) };

    public ValueTask InitializeAsync() => muster.InitializeAsync();

    public ValueTask DisposeAsync() => muster.DisposeAsync();

    [Fact]
    public async Task A_saved_job_is_run_once_and_ends_as_done()
    {
        var job = await EnqueueAsync();

        var ended = await EndedAsync(job.Id);

        Assert.Equal(JobState.Done, ended.State);
        Assert.Equal(1, ended.Progress);
        Assert.Equal([job.SubjectId], probe.Runs);
    }

    [Fact]
    public async Task A_refused_job_fails_with_its_sentence_and_tells_the_thing_it_is_about()
    {
        probe.Work = _ => throw new JobRefusedException("The file is gone.");

        var ended = await EndedAsync((await EnqueueAsync()).Id);

        Assert.Equal((JobState.Failed, "The file is gone."), (ended.State, ended.Error));
        Assert.Equal(["The file is gone."], probe.Failures);
    }

    [Fact]
    public async Task A_failure_tells_a_trace_and_not_its_cause()
    {
        probe.Work = _ => throw new InvalidOperationException("secret path");

        var ended = await EndedAsync((await EnqueueAsync()).Id);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.DoesNotContain("secret", ended.Error, StringComparison.Ordinal);
        Assert.Contains(ended.Id.ToString(), ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_under_another_nodes_lease_waits_and_is_begun_again_when_the_lease_has_passed()
    {
        var now = TimeProvider.System.GetUtcNow();
        var job = new Job { Kind = probe.Kind, SubjectId = Guid.NewGuid(), CreatedAt = now, Holder = Guid.NewGuid(), LeaseUntil = now.AddSeconds(4), Attempts = 1 };
        await SaveAsync(job);

        var ended = await EndedAsync(job.Id);

        Assert.Equal(JobState.Done, ended.State);
        Assert.Equal(2, ended.Attempts);
        Assert.True(ended.FinishedAt >= job.LeaseUntil);
    }

    [Fact]
    public async Task Work_cut_off_by_a_stop_is_begun_again_after_the_start()
    {
        var begun = new TaskCompletionSource();
        probe.Work = async cancel =>
        {
            begun.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancel);
        };
        var job = await EnqueueAsync();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(30));
        probe.Work = _ => Task.CompletedTask;

        await muster.RestartAsync();
        var ended = await EndedAsync(job.Id);

        Assert.Equal(JobState.Done, ended.State);
        Assert.Equal(2, probe.Runs.Count);
    }

    [Fact]
    public async Task A_job_that_never_comes_to_an_end_is_given_up()
    {
        var job = new Job { Kind = probe.Kind, SubjectId = Guid.NewGuid(), CreatedAt = DateTimeOffset.UnixEpoch, Attempts = 5 };
        await SaveAsync(job);

        var ended = await EndedAsync(job.Id);

        Assert.Equal(JobState.Failed, ended.State);
        Assert.Empty(probe.Runs);
    }

    async Task<Job> EnqueueAsync()
    {
        var job = new Job { Kind = probe.Kind, SubjectId = Guid.NewGuid(), CreatedAt = DateTimeOffset.UnixEpoch };
        await SaveAsync(job);
        return job;
    }

    async Task SaveAsync(Job job)
    {
        await muster.SaveAsync(job);
        muster.Services.GetRequiredService<JobSignal>().Wake();
    }

    async Task<Job> EndedAsync(Guid id)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            var job = await muster.WithDbAsync(db => db.Set<Job>().AsNoTracking().SingleAsync(job => job.Id == id));
            if (job.State != JobState.Waiting)
            {
                return job;
            }

            await Task.Delay(50, patience.Token);
        }
    }

    sealed class ProbeHandler : JobHandler
    {
        public ConcurrentQueue<Guid> Runs { get; } = [];

        public ConcurrentQueue<string> Failures { get; } = [];

        public Func<CancellationToken, Task> Work { get; set; } = _ => Task.CompletedTask;

        public override string Kind => "probe";

        public override Task RunAsync(JobRun run, CancellationToken cancel)
        {
            Runs.Enqueue(run.SubjectId);
            return Work(cancel);
        }

        public override Task FailedAsync(JobRun run, string reason, CancellationToken cancel)
        {
            Failures.Enqueue(reason);
            return Task.CompletedTask;
        }
    }
}
