using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Access;

public sealed class EveryRouteStatesItsVerdictTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public void Every_registered_route_carries_exactly_one_access_rule()
    {
        var routes = muster.Services.GetRequiredService<EndpointDataSource>().Endpoints.Where(route => route.DisplayName?.StartsWith("Fallback {**path:file}", StringComparison.Ordinal) != true).ToList();

        Assert.NotEmpty(routes);
        Assert.All(routes, route => Assert.Single(route.Metadata.GetOrderedMetadata<AccessRule>()));
    }
}
