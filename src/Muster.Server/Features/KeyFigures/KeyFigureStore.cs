using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.KeyFigures;

/// <summary>The register of an operation as one viewer sees it: a figure taken from a dataset is hidden from who does not see the dataset, and a line of which nothing is left does not exist for them.</summary>
sealed class KeyFigureStore(MusterDb db, TimeProvider clock)
{
    /// <summary>Every line, in the order of the field's indicators and then of places.</summary>
    public async Task<IReadOnlyList<KeyFigureLine>> LinesAsync(OperationScope scope, CancellationToken cancel)
    {
        var figures = await db.Set<KeyFigure>().AsNoTracking().Where(figure => figure.OperationId == scope.Operation.Id).ToListAsync(cancel);
        return figures.Count == 0 ? [] : await LinesAsync(scope, figures, cancel);
    }

    /// <summary>One line with all that was reported; null where it does not exist for the viewer.</summary>
    public async Task<KeyFigureLine?> FindAsync(OperationScope scope, Guid id, CancellationToken cancel)
    {
        var figure = await db.Set<KeyFigure>().AsNoTracking().SingleOrDefaultAsync(figure => figure.Id == id && figure.OperationId == scope.Operation.Id, cancel);
        return figure is null ? null : (await LinesAsync(scope, [figure], cancel)).SingleOrDefault();
    }

    /// <summary>Adds what was reported, on its line or on a new one. What stands there already, word for word, is not added again.</summary>
    /// <returns>The line, and false where it was there.</returns>
    public async Task<(KeyFigure Line, bool IsNew)> AddAsync(OperationScope scope, NewFigure added, CancellationToken cancel)
    {
        var (area, code) = await PlaceAsync(scope, added.Area, added.PlaceCode, cancel);
        var key = Indicators.KeyOf(added.Indicator);
        var placeKey = code ?? (area.Length == 0 ? "" : "~" + Fold.Text(area));
        var line = await LineAsync(scope, key, placeKey, added.Unit, cancel);
        if (line is null)
        {
            line = new KeyFigure
            {
                OperationId = scope.Operation.Id,
                Indicator = added.Indicator.Trim(),
                IndicatorKey = key,
                Area = area,
                PlaceCode = code,
                PlaceKey = placeKey,
                Unit = added.Unit,
                SearchText = Fold.Text($"{added.Indicator.Replace('_', ' ')} {key.Replace('-', ' ')} {area} {code}"),
            };
            db.Add(line);
        }

        var reported = added.On(line.Id, scope.Viewer.AccountId, clock.GetUtcNow());
        var there = await db.Set<ReportedFigure>().Where(figure => figure.KeyFigureId == line.Id && figure.AsOf == reported.AsOf && figure.WithdrawnAt == null).ToListAsync(cancel);
        if (there.Exists(reported.SaysTheSame))
        {
            return (line, false);
        }

        db.Add(reported);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Somebody made the same line a moment ago: the figure goes onto theirs.
            db.ChangeTracker.Clear();
            return await AddAsync(scope, added, cancel);
        }

        return (line, true);
    }

    /// <summary>Unknown codes of places, judged by the current editions of the operation's countries; true where no edition is loaded.</summary>
    public async Task<bool> KnowsPlaceAsync(OperationScope scope, string code, CancellationToken cancel)
    {
        var editions = await EditionsAsync(scope, cancel);
        var wanted = code.Trim().ToUpperInvariant();
        return editions.Count == 0 || await db.Set<PlaceRow>().AnyAsync(place => editions.Contains(place.EditionId) && place.Code == wanted, cancel);
    }

    /// <summary>Names of the first two levels of the operation's countries, for suggestions.</summary>
    public async Task<IReadOnlyList<PlaceSuggestion>> PlacesAsync(OperationScope scope, CancellationToken cancel)
    {
        var editions = await EditionsAsync(scope, cancel);
        return await db.Set<PlaceRow>().AsNoTracking().Where(place => editions.Contains(place.EditionId) && place.Level <= 1).OrderBy(place => place.Level).ThenBy(place => place.Name)
            .Select(place => new PlaceSuggestion(place.Code, place.Name)).Take(500).ToListAsync(cancel);
    }

    Task<KeyFigure?> LineAsync(OperationScope scope, string key, string placeKey, string unit, CancellationToken cancel) =>
        db.Set<KeyFigure>().SingleOrDefaultAsync(figure => figure.OperationId == scope.Operation.Id && figure.IndicatorKey == key && figure.PlaceKey == placeKey && figure.Unit == unit, cancel);

    /// <summary>The place as the gazetteer names it. A name without a code gets one only where exactly one unit of the highest level bears it.</summary>
    async Task<(string Area, string? Code)> PlaceAsync(OperationScope scope, string? area, string? code, CancellationToken cancel)
    {
        var editions = await EditionsAsync(scope, cancel);
        var (name, wanted) = (area?.Trim() ?? "", code?.Trim().ToUpperInvariant() ?? "");
        if (wanted.Length > 0)
        {
            var named = await db.Set<PlaceRow>().AsNoTracking().Where(place => editions.Contains(place.EditionId) && place.Code == wanted).Select(place => place.Name).FirstOrDefaultAsync(cancel);
            return (named ?? (name.Length > 0 ? name : wanted), wanted);
        }

        if (name.Length == 0)
        {
            return ("", null);
        }

        var folded = Fold.Text(name);
        var candidates = await db.Set<PlaceRow>().AsNoTracking().Where(place => editions.Contains(place.EditionId) && place.SearchText.Contains(folded)).Select(place => new { place.Code, place.Name, place.Level }).Take(500).ToListAsync(cancel);
        var same = candidates.Where(place => Fold.Text(place.Name) == folded).ToList();
        var highest = same.Where(place => place.Level == same.Min(other => other.Level)).ToList();
        return highest is [{ } one] ? (one.Name, one.Code) : (name, null);
    }

    async Task<List<Guid>> EditionsAsync(OperationScope scope, CancellationToken cancel)
    {
        var countries = scope.Operation.CountryCodes;
        return await db.Set<GazetteerEdition>().AsNoTracking().Where(edition => edition.IsCurrent && countries.Contains(edition.Country)).Select(edition => edition.Id).ToListAsync(cancel);
    }

    async Task<IReadOnlyList<KeyFigureLine>> LinesAsync(OperationScope scope, IReadOnlyList<KeyFigure> figures, CancellationToken cancel)
    {
        var ids = figures.Select(figure => figure.Id).ToList();
        var reported = ids.Count == 1
            ? await db.Set<ReportedFigure>().AsNoTracking().Where(figure => figure.KeyFigureId == ids[0]).ToListAsync(cancel)
            : await db.Set<ReportedFigure>().AsNoTracking().Where(figure => db.Set<KeyFigure>().Any(line => line.Id == figure.KeyFigureId && line.OperationId == scope.Operation.Id)).ToListAsync(cancel);
        var sources = reported.Select(figure => figure.DatasetId).OfType<Guid>().Distinct().ToList();
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(dataset => sources.Contains(dataset.Id)).ToDictionaryAsync(dataset => dataset.Id, cancel);
        var seen = reported.Where(figure => IsSeen(scope, figure, datasets)).ToLookup(figure => figure.KeyFigureId);
        return [.. figures.Where(figure => seen[figure.Id].Any())
            .Select(figure => new KeyFigureLine(figure, [.. seen[figure.Id].OrderByDescending(value => value.AsOf).ThenByDescending(value => value.CreatedAt)], datasets))
            .Where(line => scope.MayContribute || line.Standing.Count > 0)
            .OrderBy(line => Indicators.OrderOf(line.Figure.IndicatorKey)).ThenBy(line => line.Figure.IndicatorKey, StringComparer.Ordinal)
            .ThenBy(line => line.Figure.PlaceCode?.Length ?? 0).ThenBy(line => Fold.Text(line.Figure.Area), StringComparer.Ordinal).ThenBy(line => line.Figure.Unit, StringComparer.Ordinal)];
    }

    // Nobody can tell any more who saw a dataset that was deleted: what was taken from it is left to the officers.
    static bool IsSeen(OperationScope scope, ReportedFigure figure, Dictionary<Guid, Dataset> datasets) =>
        figure.DatasetId is not { } id || (datasets.TryGetValue(id, out var dataset) ? DatasetGate.Sees(scope.Viewer, dataset) : scope.MaySteer);
}

/// <summary>A line of the register with all that was reported for it, newest first.</summary>
/// <param name="Figure">The line.</param>
/// <param name="Reported">What was reported; withdrawn ones too.</param>
/// <param name="Datasets">Datasets that cells were taken from.</param>
sealed record KeyFigureLine(KeyFigure Figure, IReadOnlyList<ReportedFigure> Reported, IReadOnlyDictionary<Guid, Dataset> Datasets)
{
    /// <summary>Those that were not withdrawn.</summary>
    public IReadOnlyList<ReportedFigure> Standing { get; } = [.. Reported.Where(figure => !figure.IsWithdrawn)];

    /// <summary>The one a person chose; null where nobody did, or it was withdrawn.</summary>
    public ReportedFigure? Anchor => Standing.FirstOrDefault(figure => figure.Id == Figure.AnchorId);

    /// <summary>The newest one with a value.</summary>
    public ReportedFigure? Latest => Standing.FirstOrDefault(figure => figure.Value is not null);

    /// <summary>What lists show: the anchor, else the newest, which is then named as such.</summary>
    public ReportedFigure? Shown => Anchor ?? Latest ?? (Standing.Count > 0 ? Standing[0] : null);

    /// <summary>Different values of the same day, or a newer one than the anchor: somebody should look.</summary>
    public bool IsInDoubt =>
        Standing.Where(figure => figure.Value is not null).GroupBy(figure => figure.AsOf).Any(day => day.Select(figure => figure.Value).Distinct().Count() > 1)
        || (Anchor is { } anchor && Latest is { } latest && latest.AsOf > anchor.AsOf && latest.Value != anchor.Value);

    /// <summary>Smallest and largest value that stand; null where there is none.</summary>
    public (decimal Least, decimal Most)? Range => Standing.Any(figure => figure.Value is not null) ? (Standing.Min(figure => figure.Value)!.Value, Standing.Max(figure => figure.Value)!.Value) : null;
}

/// <summary>A reported figure on its way into the register.</summary>
public sealed record NewFigure(string Indicator, string? Area, string? PlaceCode, string Unit, DateOnly AsOf, decimal? Value, string ValueText, string Source, string? Url, string? Note)
{
    /// <summary>Cell it is taken from; null for one entered by hand.</summary>
    public CellLink? Cell { get; init; }

    public ReportedFigure On(Guid line, Guid? account, DateTimeOffset now) => new()
    {
        KeyFigureId = line,
        AsOf = AsOf,
        Value = Value,
        ValueText = ValueText,
        Source = Source,
        Url = Url,
        Note = Note,
        DatasetId = Cell?.DatasetId,
        VersionNumber = Cell?.VersionNumber,
        RowNumber = Cell?.RowNumber,
        ColumnHeader = Cell?.Header,
        CreatedBy = account,
        CreatedAt = now,
    };
}

/// <summary>A cell of a dataset's version.</summary>
/// <param name="DatasetId">Dataset.</param>
/// <param name="VersionNumber">Version, from 1.</param>
/// <param name="RowNumber">Row in the source, from 1.</param>
/// <param name="Header">Header of the column.</param>
public sealed record CellLink(Guid DatasetId, int VersionNumber, int RowNumber, string Header);

/// <summary>A place to choose in the form.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
public sealed record PlaceSuggestion(string Code, string Name);
