namespace Muster.Server.Features.Jobs;

/// <summary>Long work with progress. Each feature registers its handlers; there is no page of its own, the thing worked on shows its job.</summary>
static class JobsFeature
{
    public static void AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobSignal>();
        services.AddHostedService<JobRunner>();
    }
}
