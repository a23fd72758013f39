using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Catalogue;

/// <summary>What was found in a version's data, by rule.</summary>
static class ShowFindings
{
    const int PageSize = 50;
    const int ApiPageSize = 1000;

    public static async Task<RazorComponentResult<VersionFindingsPage>> Page(DatasetScope scope, VersionFindings findings, HttpContext context, string? rule, Severity? severity, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Max(1, page);
        var groups = scope.Version is null ? [] : await findings.GroupsAsync(scope.Version, cancel);
        var group = groups.FirstOrDefault(group => group.Rule == rule && (severity is null || group.Severity == severity));
        return new RazorComponentResult<VersionFindingsPage>(new
        {
            Scope = scope,
            Groups = groups,
            Group = group,
            Findings = group is null ? [] : await findings.PageAsync(scope.Version!, group, (page - 1L) * PageSize, PageSize, cancel),
            Page = page,
            PageSize,
            Path = context.Request.Path.ToString(),
        });
    }

    /// <returns>A page of 1,000 findings of one rule, or of all: errors first, then by rule.</returns>
    public static async Task<IResult> Handle(DatasetScope scope, VersionFindings findings, HttpContext context, string? rule, int page = 1, CancellationToken cancel = default)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        var groups = (await findings.GroupsAsync(version, cancel)).Where(group => rule is null || group.Rule == rule).ToList();
        page = Math.Max(1, page);
        var skip = (page - 1L) * ApiPageSize;
        var items = new List<Finding>();
        foreach (var group in groups)
        {
            if (items.Count < ApiPageSize && skip < group.Count)
            {
                items.AddRange(await findings.PageAsync(version, group, skip, ApiPageSize - items.Count, cancel));
            }

            skip = Math.Max(0, skip - group.Count);
        }

        return TypedResults.Ok(new PageOf<Finding>(groups.Sum(group => group.Count), page, ApiPageSize, items));
    }
}
