using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Pages;
using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>Makes a figure of any kind from its settings: reads and sums, chooses what was not asked for, and says what is not in it. What each kind needs beyond that stands in <see cref="AreaFigures"/>, <see cref="ChartFigures"/> and <see cref="PointFigures"/>.</summary>
sealed class FigureMaker(FigureData data, AreaFigures areas, ChartFigures charts, PointFigures points, FigureCache cache, TimeProvider clock)
{
    /// <summary>Tag of what a request asks for: equal tags, equal figures. It changes with the day, as a figure says when it was drawn.</summary>
    public async Task<string> TagAsync(FigureRequest request, string form, CancellationToken cancel)
    {
        var second = request.Second is { } joined ? FigureCache.Tag("second", joined, await data.EditionAsync(joined, cancel), "") : "";
        return FigureCache.Tag("figure " + form, request.Main, await data.EditionAsync(request.Main, cancel), $"{request.Key} {second} {Today(request.Main)} {CultureInfo.CurrentUICulture.Name}");
    }

    /// <summary>The figure; throws <see cref="FigureException"/> where the data has none.</summary>
    public Task<FigureModel> MakeAsync(FigureRequest request, CancellationToken cancel) => FigureLanguage.InAsync(request.Settings.Language, async () =>
        await cache.GetAsync(await TagAsync(request, "model", cancel), () => ReadAsync(request, cancel), model => 20_000 + (model.Table.Rows.Count * 400L)));

    /// <summary>The figure as SVG on the sheet of a page, drawn once.</summary>
    public Task<string> DrawAsync(FigureRequest request, SheetShape shape, CancellationToken cancel) => FigureLanguage.InAsync(request.Settings.Language, async () =>
        await cache.GetAsync(await TagAsync(request, "svg " + shape, cancel), async () => (await MakeAsync(request, cancel)).Body.Draw("figure", shape), svg => svg.Length * 2L));

    Task<FigureModel> ReadAsync(FigureRequest request, CancellationToken cancel) => request.Kind switch
    {
        FigureKind.Map or FigureKind.Symbols or FigureKind.Multiples or FigureKind.Table => areas.MakeAsync(request, Today(request.Main), cancel),
        FigureKind.Points => points.MakeAsync(request, Today(request.Main), cancel),
        _ => charts.MakeAsync(request, Today(request.Main), cancel),
    };

    DateOnly Today(DatasetScope scope) => FigureContext.Day(clock.GetUtcNow(), scope);
}

/// <summary>What every kind of figure needs: edition, units, words, sums of one dataset.</summary>
sealed class FigureContext(FigureData data, IStringLocalizer<FiguresText> text)
{
    /// <summary>Most different values of a column that bars or lines are grouped by.</summary>
    const int MostValues = 40;

    public IStringLocalizer<FiguresText> Text => text;

    /// <summary>Edition and units of a dataset; refused where none are loaded.</summary>
    public async Task<(GazetteerEdition Edition, Gazetteer Gazetteer)> PlacesAsync(DatasetScope scope, CancellationToken cancel) =>
        await TryPlacesAsync(scope, cancel) ?? throw FigureProblems.NoBoundaries(text, string.Join(", ", scope.Operation.Operation.CountryCodes));

    public async Task<(GazetteerEdition Edition, Gazetteer Gazetteer)?> TryPlacesAsync(DatasetScope scope, CancellationToken cancel) =>
        await data.EditionAsync(scope, cancel) is { } edition && await data.GazetteerAsync(edition, cancel) is { } loaded ? (edition, loaded.Gazetteer) : null;

    /// <summary>Text columns of few values, as people group by them.</summary>
    public static IReadOnlyList<(string Key, string Label)> GroupColumns(IReadOnlyList<TableColumn> columns) =>
        [.. columns.Where(column => column.Profile is { Distinct: > 1 and <= MostValues, Filled: > 0 } && column.Meaning.Concept is not (Concept.PlaceCode or Concept.Latitude or Concept.Longitude or Concept.CountryCode) && !column.Meaning.CountsPeople
            && (column.Profile.Type == ColumnType.Text || column.Meaning.Concept is Concept.Category or Concept.Sector or Concept.Organisation or Concept.Round or Concept.Year)).Select(column => ("c" + column.Index.ToString(CultureInfo.InvariantCulture), column.Header))];

    /// <summary>The column that a key such as <c>c5</c> names.</summary>
    public TableColumn Column(string name, string key, IReadOnlyList<TableColumn> columns) =>
        key.StartsWith('c') && int.TryParse(key.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) && columns.FirstOrDefault(column => column.Index == index) is { } found ? found
            : throw FigureProblems.Parameter(text, name, key, string.Join(", ", GroupColumns(columns).Select(column => $"{column.Key} ({column.Label})")));

    /// <summary>Words around the figure: title, what is shown, in a sentence, sources of all its data with their age.</summary>
    public FigureText Words(FigureRequest request, DateOnly today, IEnumerable<string?> subtitle, string description, IEnumerable<string> notes, GazetteerEdition? edition, bool hasWorld)
    {
        var (main, second) = (new FigureWords(request.Main, text), request.Second is { } joined ? new FigureWords(joined, text) : null);
        var foot = new List<string>();
        if (request.Settings.Note is { } note)
        {
            foot.Add(note);
        }

        foot.AddRange(notes);
        foot.AddRange(main.Foot());
        foot.AddRange(second?.Foot() ?? []);
        if (edition is not null)
        {
            foot.Add(main.Boundaries(edition));
        }

        if (hasWorld)
        {
            foot.Add(text["world-source"]);
        }

        if (edition is not null)
        {
            foot.Add(text["disclaimer"]);
        }

        foot.Add(text["age", main.Numbers.Day(DataDay(request.Main)), main.Numbers.Day(today)]);
        return new FigureText(request.Title ?? request.Main.Dataset.Title, request.Settings.Subtitle ?? FigureWords.Subtitle(subtitle), description, foot, main.Numbers);
    }

    /// <summary>Day that the figures speak of: the end of the dataset's period, else the day of the version.</summary>
    public static DateOnly DataDay(DatasetScope scope) => scope.Dataset.PeriodEnd ?? Day(scope.Version!.CreatedAt, scope);

    public static DateOnly Day(DateTimeOffset at, DatasetScope scope) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(scope.Operation.Operation.Zone)).DateTime);

    /// <summary>Sea and neighbours, where the figure wants them.</summary>
    public static MapWorld? World(FigureRequest request, GazetteerEdition? edition) => request.Settings.HideWorld ? null
        : new MapWorld(WorldLayer.Loaded, request.Operation.Operation.CountryCodes.Concat(edition is null ? [] : [edition.Country]).ToHashSet(StringComparer.Ordinal), CountryNames.Of);

    /// <summary>Name of a unit in the language of the figure's labels.</summary>
    public static string NameOf(string code, string name, Gazetteer gazetteer, FigureSettings settings) =>
        (settings.LabelLanguage ?? settings.Language) is { } language && gazetteer.Find(code) is { } place && place.Names.TryGetValue(language, out var own) && own.Length > 0 ? own : name;

    public FigureCell Number(decimal? value, NumberText numbers) => value is { } number ? new(numbers.Of(number), number) : new(text["no-data"], null);
}
