using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Combinations;

/// <summary>Where a version came from and where it went, as far as a viewer may know: a source that they do not see is not named, nor counted.</summary>
/// <param name="Kind">How it was made; null for an upload.</param>
/// <param name="MadeFrom">Its sources.</param>
/// <param name="UsedIn">Datasets made of this one.</param>
/// <param name="Recipe">How a join or append was made.</param>
public sealed record LineageView(DerivationKind? Kind, IReadOnlyList<LineageSource> MadeFrom, IReadOnlyList<LineageUse> UsedIn, CombinationForm? Recipe)
{
    /// <summary>A source has a newer version than the one that went in.</summary>
    public bool IsStale => MadeFrom.Any(source => source.Newest > source.Version);

    /// <summary>It can be made again from the newest versions.</summary>
    public bool MayBeRefreshed => Kind is DerivationKind.Join or DerivationKind.Append && MadeFrom.Count == 2;
}

/// <summary>A source.</summary>
/// <param name="Title">Title of the dataset, or name of the file.</param>
/// <param name="Path">Address.</param>
/// <param name="Version">Number of the version that went in; null for a file.</param>
/// <param name="Newest">Number of its newest version.</param>
/// <param name="Slug">Short name of the dataset; null for a file.</param>
public sealed record LineageSource(string Title, string Path, int? Version, int? Newest, string? Slug);

/// <summary>A dataset made of this one.</summary>
/// <param name="Title">Title.</param>
/// <param name="Path">Address.</param>
/// <param name="Kind">How.</param>
/// <param name="FromVersion">Version of this dataset that went in.</param>
public sealed record LineageUse(string Title, string Path, DerivationKind Kind, int FromVersion);

/// <summary>Reads lineages.</summary>
sealed class Lineage(MusterDb db)
{
    public async Task<LineageView> OfAsync(DatasetScope scope, CancellationToken cancel)
    {
        var derivation = scope.Version is null ? null : await db.Set<Derivation>().AsNoTracking().SingleOrDefaultAsync(row => row.ImportId == scope.Version.ImportId, cancel);
        return new LineageView(
            derivation?.Kind,
            derivation is null ? [] : await SourcesAsync(scope, derivation, cancel),
            await UsesAsync(scope, cancel),
            derivation is { Kind: DerivationKind.Join or DerivationKind.Append } ? CombinationForm.Of(derivation) : null);
    }

    async Task<IReadOnlyList<LineageSource>> SourcesAsync(DatasetScope scope, Derivation derivation, CancellationToken cancel)
    {
        var rows = await (
            from source in db.Set<DerivationSource>().AsNoTracking()
            where source.ImportId == derivation.ImportId
            orderby source.Order
            select new
            {
                Dataset = db.Set<Dataset>().FirstOrDefault(dataset => dataset.Id == source.DatasetId),
                Number = db.Set<DatasetVersion>().Where(version => version.Id == source.VersionId).Select(version => (int?)version.Number).FirstOrDefault(),
                Newest = db.Set<DatasetVersion>().Where(version => version.DatasetId == source.DatasetId).Max(version => (int?)version.Number),
                Import = db.Set<Import>().FirstOrDefault(import => import.Id == source.SourceImportId),
            }).ToListAsync(cancel);
        var viewer = scope.Operation.Viewer;
        // A dataset's earlier rounds are its own versions: those are not newer sources of it.
        return
        [
            .. rows.Where(row => row.Dataset is not null && row.Number is not null && DatasetGate.Sees(viewer, row.Dataset))
                .Select(row => new LineageSource(row.Dataset!.Title, $"{scope.Operation.Path}/datasets/{row.Dataset.Slug}/versions/{row.Number}", row.Number, row.Dataset.Id == scope.Dataset.Id ? row.Number : row.Newest, row.Dataset.Slug)),
            .. rows.Where(row => row.Import is not null && ImportGate.Sees(viewer, row.Import))
                .Select(row => new LineageSource(row.Import!.FileName, $"{scope.Operation.Path}/imports/{row.Import.Id:D}", null, null, null)),
        ];
    }

    async Task<IReadOnlyList<LineageUse>> UsesAsync(DatasetScope scope, CancellationToken cancel)
    {
        var rows = await (
            from source in db.Set<DerivationSource>().AsNoTracking()
            join derivation in db.Set<Derivation>() on source.ImportId equals derivation.ImportId
            join version in db.Set<DatasetVersion>() on derivation.ImportId equals version.ImportId
            join dataset in db.Set<Dataset>() on version.DatasetId equals dataset.Id
            join own in db.Set<DatasetVersion>() on source.VersionId equals own.Id
            where source.DatasetId == scope.Dataset.Id && dataset.Id != scope.Dataset.Id
            select new { dataset, derivation.Kind, own.Number, version = version.Number }).ToListAsync(cancel);
        return [.. rows.Where(row => DatasetGate.Sees(scope.Operation.Viewer, row.dataset)).GroupBy(row => row.dataset.Id).Select(group => group.MaxBy(row => row.version)!)
            .OrderBy(row => row.dataset.Title, StringComparer.CurrentCulture).Select(row => new LineageUse(row.dataset.Title, $"{scope.Operation.Path}/datasets/{row.dataset.Slug}", row.Kind, row.Number))];
    }
}

/// <summary>"Made from" and "used in" on the dataset's page.</summary>
sealed class LineageAside(Lineage lineage, IStringLocalizer<CombinationsText> text) : DatasetAsideSource
{
    public override async Task<IReadOnlyList<DatasetAside>> DescribeAsync(DatasetScope scope, CancellationToken cancel)
    {
        var view = await lineage.OfAsync(scope, cancel);
        var asides = new List<DatasetAside>();
        if (view.MadeFrom.Count > 0)
        {
            asides.Add(new DatasetAside(text["made-from-" + view.Kind], view.IsStale ? text["stale"].Value : null,
                [.. view.MadeFrom.Select(source => new DatasetAsideLine(source.Title, source.Path, source.Version is { } number ? Said(number, source.Newest) : null))],
                view is { IsStale: true, MayBeRefreshed: true } && scope.Operation.MaySteer ? (text["make-again"], scope.Path + "/lineage") : null));
        }

        if (view.UsedIn.Count > 0)
        {
            asides.Add(new DatasetAside(text["used-in"], null, [.. view.UsedIn.Select(use => new DatasetAsideLine(use.Title, use.Path, text["use-" + use.Kind, use.FromVersion]))], null));
        }

        return asides;
    }

    string Said(int number, int? newest) => newest > number ? text["version-newer", number, newest] : text["version-number", number];
}
