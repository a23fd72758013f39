using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>The datasets of an operation that the viewer may see, searched, narrowed and sorted.</summary>
static class ListDatasets
{
    const int PageSize = 25;
    const int ApiPageSize = 100;

    public static async Task<RazorComponentResult<DatasetsPage>> Page(OperationScope scope, MusterDb db, [AsParameters] DatasetChoice choice, CancellationToken cancel)
    {
        var seen = await SeenAsync(scope, db, cancel);
        var found = choice.Apply(seen);
        var page = Math.Max(1, choice.Page ?? 1);
        return new RazorComponentResult<DatasetsPage>(new
        {
            Scope = scope,
            Choice = choice,
            Datasets = (IReadOnlyList<DatasetLine>)[.. found.Skip((page - 1) * PageSize).Take(PageSize)],
            Total = found.Count,
            SeenCount = seen.Count,
            Sources = Facets(choice with { Source = null }, seen, line => line.Source ?? ""),
            Sensitivities = scope.MayContribute ? Facets(choice with { Sensitivity = null }, seen, line => line.Sensitivity.ToString()) : [],
            Missing = DatasetPanel.Missing(seen),
            PageSize,
        });
    }

    /// <returns>A page of 100; the newest first unless sorted otherwise.</returns>
    public static async Task<Ok<PageOf<DatasetLine>>> Handle(OperationScope scope, MusterDb db, [AsParameters] DatasetChoice choice, CancellationToken cancel)
    {
        var found = choice.Apply(await SeenAsync(scope, db, cancel));
        var page = Math.Max(1, choice.Page ?? 1);
        return TypedResults.Ok(new PageOf<DatasetLine>(found.Count, page, ApiPageSize, [.. found.Skip((page - 1) * ApiPageSize).Take(ApiPageSize)]));
    }

    /// <summary>Everything of the operation that the viewer may see. An operation holds hundreds, not millions: the rule that decides stays in one place, in C#.</summary>
    internal static async Task<IReadOnlyList<DatasetLine>> SeenAsync(OperationScope scope, MusterDb db, CancellationToken cancel)
    {
        var all = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == scope.Operation.Id).ToListAsync(cancel);
        var seen = all.Where(dataset => DatasetGate.Sees(scope.Viewer, dataset)).ToList();
        var current = await db.Set<DatasetVersion>().AsNoTracking()
            .Where(version => db.Set<Dataset>().Any(dataset => dataset.OperationId == scope.Operation.Id && dataset.CurrentVersionId == version.Id))
            .Select(version => new VersionCounts(version.DatasetId, version.Number, version.Rows, version.Errors, version.Warnings, version.CreatedAt, version.ColumnsJson))
            .ToDictionaryAsync(version => version.DatasetId, cancel);
        return [.. seen.Select(dataset => DatasetLine.Of(dataset, current.GetValueOrDefault(dataset.Id)))];
    }

    static IReadOnlyList<DatasetFacet> Facets(DatasetChoice choice, IReadOnlyList<DatasetLine> seen, Func<DatasetLine, string> value) =>
        [.. choice.Apply(seen).GroupBy(value).Where(group => group.Key.Length > 0).Select(group => new DatasetFacet(group.Key, group.Count())).OrderByDescending(facet => facet.Count).ThenBy(facet => facet.Value, StringComparer.CurrentCultureIgnoreCase).Take(20)];

    internal sealed record VersionCounts(Guid DatasetId, int Number, long Rows, int Errors, int Warnings, DateTimeOffset CreatedAt, string ColumnsJson);
}

/// <summary>How the list is narrowed and sorted.</summary>
/// <param name="Q">Words, accents and letter case aside; all must be there.</param>
/// <param name="Source">Exactly this source.</param>
/// <param name="Sensitivity">Exactly this sensitivity.</param>
/// <param name="Sort"><c>title</c>, <c>rows</c>, <c>source</c> or <c>updated</c> (the default: newest first).</param>
/// <param name="Page">From 1.</param>
public sealed record DatasetChoice(string? Q, string? Source, string? Sensitivity, string? Sort, int? Page)
{
    internal IReadOnlyList<DatasetLine> Apply(IReadOnlyList<DatasetLine> datasets)
    {
        var words = Fold.Text(Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var found = datasets.Where(dataset =>
            words.All(word => dataset.SearchText.Contains(word, StringComparison.Ordinal))
            && (string.IsNullOrEmpty(Source) || dataset.Source == Source)
            && (string.IsNullOrEmpty(Sensitivity) || string.Equals(dataset.Sensitivity.ToString(), Sensitivity, StringComparison.OrdinalIgnoreCase)));
        return [.. Sort switch
        {
            "title" => found.OrderBy(dataset => Fold.Text(dataset.Title), StringComparer.Ordinal),
            "rows" => found.OrderByDescending(dataset => dataset.Rows ?? -1).ThenBy(dataset => Fold.Text(dataset.Title), StringComparer.Ordinal),
            "source" => found.OrderBy(dataset => dataset.Source is null).ThenBy(dataset => Fold.Text(dataset.Source ?? ""), StringComparer.Ordinal).ThenBy(dataset => Fold.Text(dataset.Title), StringComparer.Ordinal),
            _ => found.OrderByDescending(dataset => dataset.UpdatedAt).ThenBy(dataset => Fold.Text(dataset.Title), StringComparer.Ordinal),
        }];
    }

    /// <summary>The address of this choice below a path.</summary>
    public string Address(string path) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["q"] = Filled(Q),
        ["source"] = Filled(Source),
        ["sensitivity"] = Filled(Sensitivity),
        ["sort"] = Filled(Sort),
        ["page"] = Page is > 1 ? Page.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
    }.Where(part => part.Value is not null));

    static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

/// <summary>A value to narrow the list by.</summary>
/// <param name="Value">Value.</param>
/// <param name="Count">Datasets with it that the viewer sees.</param>
public sealed record DatasetFacet(string Value, int Count);

/// <summary>A dataset in a list.</summary>
/// <param name="Slug">Short name in addresses.</param>
/// <param name="Title">Title.</param>
/// <param name="Source">Source, or null.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="Sensitivity">Sensitivity.</param>
/// <param name="Audience">Audience.</param>
/// <param name="PeriodStart">First day the figures speak of.</param>
/// <param name="PeriodEnd">Last day.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="Version">Number of the newest version; null before the first.</param>
/// <param name="Rows">Its rows.</param>
/// <param name="Errors">Its errors.</param>
/// <param name="Warnings">Its warnings.</param>
public sealed record DatasetLine(string Slug, string Title, string? Source, string? Description, Sensitivity Sensitivity, Audience Audience, DateOnly? PeriodStart, DateOnly? PeriodEnd, DateTimeOffset UpdatedAt, int? Version, long? Rows, int? Errors, int? Warnings)
{
    internal string SearchText { get; private init; } = "";

    internal string ColumnsJson { get; private init; } = "[]";

    internal static DatasetLine Of(Dataset dataset, ListDatasets.VersionCounts? version) => new(
        dataset.Slug, dataset.Title, dataset.Source, dataset.Description, dataset.Sensitivity, dataset.Audience, dataset.PeriodStart, dataset.PeriodEnd, dataset.UpdatedAt, version?.Number, version?.Rows, version?.Errors, version?.Warnings)
    {
        SearchText = dataset.SearchText + " " + Fold.Text(dataset.Title),
        ColumnsJson = version?.ColumnsJson ?? "[]",
    };
}
