namespace Muster.Server.Features.Imports.Uploading;

/// <summary>Throws away uploads that nobody went on with, once an hour.</summary>
sealed class UploadSweep(IServiceScopeFactory scopes, TimeProvider clock, ILogger<UploadSweep> log) : BackgroundService
{
    static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Pause, clock, stoppingToken);
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<UploadDesk>().ClearAsync(null, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogWarning(failure, "Clearing unfinished uploads failed; trying again in an hour.");
            }
        }
    }
}
