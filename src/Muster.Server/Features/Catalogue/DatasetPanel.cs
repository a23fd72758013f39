using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Catalogue;

/// <summary>Datasets on the operation's page: how many, the newest, and what a response should have but does not.</summary>
sealed class DatasetPanel(MusterDb db, IStringLocalizer<CatalogueText> text) : OperationPanelSource
{
    const int Shown = 6;

    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        var seen = await ListDatasets.SeenAsync(scope, db, cancel);
        var newest = seen.OrderByDescending(dataset => dataset.UpdatedAt).Take(Shown).Select(dataset => new OperationPanelItem(
            dataset.Title, $"{scope.Path}/datasets/{dataset.Slug}", dataset.Rows is { } rows ? text["rows-count", PageContext.Number(rows)] : text["no-version-short"], dataset.UpdatedAt));
        var missing = Missing(seen).Select(kind => text["missing-" + kind].Value).ToList();
        var lacking = scope.Operation.CountryCodes.Count > 0 && !await HasBoundariesAsync(scope, cancel) ? missing.Prepend(text["missing-boundaries"]) : missing;
        var empty = seen.Count == 0 ? text["no-datasets"].Value : "";
        return new OperationPanel(10, text["datasets"], scope.Path + "/datasets", seen.Count, empty, [.. newest, .. lacking.Select(sentence => new OperationPanelItem(sentence, scope.Path + (scope.MayContribute ? "/imports/new" : "/datasets"), null, null))])
        {
            Action = scope.MayContribute ? (text["upload"], scope.Path + "/imports/new") : null,
        };
    }

    /// <summary>The reference data of a response that no dataset seen holds (cod.md 1): <c>population</c>, <c>displaced</c>.</summary>
    internal static IReadOnlyList<string> Missing(IReadOnlyList<DatasetLine> seen)
    {
        var concepts = seen.SelectMany(dataset => JsonSerializer.Deserialize<IReadOnlyList<TableColumn>>(dataset.ColumnsJson, TableColumn.Json) ?? []).Select(column => column.Meaning.Concept).ToHashSet();
        return [.. new[] { (Concept.Population, "population"), (Concept.Displaced, "displaced") }.Where(kind => !concepts.Contains(kind.Item1)).Select(kind => kind.Item2)];
    }

    async Task<bool> HasBoundariesAsync(OperationScope scope, CancellationToken cancel)
    {
        var countries = scope.Operation.CountryCodes;
        return await db.Set<GazetteerEdition>().AsNoTracking().AnyAsync(edition => edition.IsCurrent && countries.Contains(edition.Country), cancel);
    }
}
