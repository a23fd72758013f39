using Microsoft.AspNetCore.Http.HttpResults;

namespace Muster.Server.Features.Operations;

/// <summary>The operation's page: what is here, new and missing, one click from each.</summary>
static class ShowOperation
{
    public static async Task<RazorComponentResult<OperationPage>> Page(OperationScope scope, IEnumerable<OperationPanelSource> sources, TimeProvider clock, CancellationToken cancel)
    {
        var panels = new List<OperationPanel>();
        foreach (var source in sources)
        {
            if (await source.DescribeAsync(scope, cancel) is { } panel)
            {
                panels.Add(panel);
            }
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(scope.Operation.Zone)).DateTime);
        var isOver = scope.Operation is { Status: OperationStatus.Active, ExpectedEnd: { } end } && ExpectedEnd.TryParse(end, out var range) && range.Last < today;
        return new RazorComponentResult<OperationPage>(new { Scope = scope, Panels = (IReadOnlyList<OperationPanel>)[.. panels.OrderBy(panel => panel.Order)], IsOver = isOver });
    }

    /// <returns>The operation.</returns>
    public static Ok<OperationAnswer> Handle(OperationScope scope) => TypedResults.Ok(OperationAnswer.Of(scope.Operation));
}
