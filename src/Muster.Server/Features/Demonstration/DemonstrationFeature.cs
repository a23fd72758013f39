using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Demonstration;

/// <summary>The demonstration operation: loaded at the first start, told at each, wiped in one action. It has no pages of its own.</summary>
static class DemonstrationFeature
{
    public static void AddDemonstration(this IServiceCollection services)
    {
        services.AddSingleton<DemonstrationLoader>();
        services.AddScoped<DemonstrationAccounts>();
        services.AddScoped<AfterWipe, DemonstrationWiped>();
    }
}

/// <summary>With the operation go the accounts that were only for it, and their passwords.</summary>
sealed class DemonstrationWiped(DemonstrationAccounts accounts) : AfterWipe
{
    public override Task RunAsync(CancellationToken cancel) => accounts.RemoveAsync(cancel);
}
