using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Figures;

/// <summary>Figures of places: shaded maps, circles, small maps and tables, of one dataset or of two joined by place.</summary>
sealed class AreaFigures(FigureContext context, FigureData data, FigureGroups groups, BoundaryStore boundaries, MapMaker maps)
{
    /// <summary>Most small maps of one figure; of more rounds the newest are shown.</summary>
    const int MostMaps = 12;

    /// <summary>Rate where none is stated: per hundred.</summary>
    const int StandardPer = 100;

    public async Task<FigureModel> MakeAsync(FigureRequest request, DateOnly today, CancellationToken cancel)
    {
        var (edition, gazetteer) = await context.PlacesAsync(request.Main, cancel);
        var main = await ReadAsync(request.Main, request.Settings.Value, request.Settings.Round, gazetteer, cancel);
        var second = request.Second is { } joined ? await ReadAsync(joined, request.Settings.SecondValue, request.Settings.SecondRound, gazetteer, cancel) : null;
        var levels = maps.Levels(await data.LevelsAsync(edition, cancel), main.Sums, edition, edition.Country);
        var level = ChooseLevel(request.Settings, levels, gazetteer);
        var shapes = await boundaries.LevelAsync(edition.Id, level, request.Settings.Within, cancel);
        if (shapes.Count == 0)
        {
            throw FigureProblems.Parameter(context.Text, "within", request.Settings.Within ?? "", context.Text["place-of-edition", edition.Name]);
        }

        var places = Join(request, shapes, level, gazetteer, main, second);
        var choices = new FigureChoices(main.Measures, second?.Measures ?? [], levels, main.Round, second?.Round, FigureContext.GroupColumns(main.Version.Columns));
        var notes = maps.MapNotes(main.Sums, main.Measure, level).Concat(second is null ? [] : maps.MapNotes(second.Sums, second.Measure, level)).ToList();
        var made = new Made(request, today, edition, gazetteer, level, places, main, second, choices, notes);
        return request.Kind switch
        {
            FigureKind.Table => Table(made),
            FigureKind.Multiples => await MultiplesAsync(made, cancel),
            _ => await MapAsync(made, cancel),
        };
    }

    async Task<Source> ReadAsync(DatasetScope scope, string? measureKey, string? asked, Gazetteer gazetteer, CancellationToken cancel)
    {
        var version = data.VersionOf(scope);
        var placeColumn = FigureData.PlaceColumn(version.Columns) ?? throw FigureProblems.NoPlaces(context.Text);
        var measures = Measure.Of(version.Columns, context.Text);
        var measure = maps.Choose(measures, measureKey);
        var round = await data.RoundAsync(version, placeColumn, asked, cancel);
        return new Source(scope, version, placeColumn, measures, measure, round, await data.SumAsync(version, placeColumn, measure.Columns, round, gazetteer, cancel));
    }

    /// <summary>The level asked for, else the deepest; of a unit at that level or below it, the level under it where there is one.</summary>
    int ChooseLevel(FigureSettings settings, IReadOnlyList<MapLevel> levels, Gazetteer gazetteer)
    {
        var within = settings.Within is { } code ? gazetteer.Find(code) ?? throw FigureProblems.Parameter(context.Text, "within", code, context.Text["place-of-edition", gazetteer.Edition]) : null;
        if (settings.Level is { } asked)
        {
            return levels.Any(known => known.Level == asked) && asked >= (within?.Level ?? 0) ? asked : throw FigureProblems.Parameter(context.Text, "level", $"{asked}", string.Join(", ", levels.Select(known => known.Level)));
        }

        return Math.Max(levels[0].Level, within?.Level ?? 0);
    }

    static IReadOnlyList<Joined> Join(FigureRequest request, IReadOnlyList<PlaceBoundary> shapes, int level, Gazetteer gazetteer, Source main, Source? second)
    {
        var (values, others) = (MapMaker.ValuesAt(main.Sums, level, gazetteer), second is null ? null : MapMaker.ValuesAt(second.Sums, level, gazetteer));
        return [.. shapes.Select(shape =>
        {
            var (value, other) = (values.GetValueOrDefault(shape.Code), others?.GetValueOrDefault(shape.Code));
            var rate = value is not null && other is not (null or 0) ? value / other * (request.Settings.Per ?? StandardPer) : null;
            return new Joined(shape, FigureContext.NameOf(shape.Code, shape.Name, gazetteer, request.Settings), value, other, rate is { } number ? decimal.Round(number, 2) : null);
        })];
    }

    async Task<FigureModel> MapAsync(Made made, CancellationToken cancel)
    {
        var (request, settings) = (made.Request, made.Request.Settings);
        var hasSymbols = request.Kind == FigureKind.Symbols;
        var (shading, label) = Shading(made, hasSymbols);
        IReadOnlyList<MapArea> areas = [.. made.Places.Select(place => Area(place, shading?.Invoke(place)))];
        var values = ThematicMap.Classed(areas.Select(area => area.Value));
        var breaks = shading is null ? null : Breaks(settings, values);
        var words = new FigureWords(request.Main, context.Text);
        var world = FigureContext.World(request, made.Edition);
        var text = context.Words(request, made.Today, [label ?? made.Main.Measure.Label, hasSymbols && label is not null ? made.Main.Measure.Label : null, words.Level(made.Level), words.Round(made.Main.Round), Within(made)],
            breaks is null ? Describe(made, made.Places.Select(place => (place.Name, place.Value))) : words.Describe(areas, breaks), made.Notes, made.Edition, world is not null);
        var mapWords = words.Map(label ?? "", breaks?.Count ?? 0, settings.ClassMethod) with { Symbols = made.Main.Measure.Label };
        var map = new ThematicMap(areas, breaks, settings.Colours, text, mapWords)
        {
            Symbols = hasSymbols ? [.. made.Places.Select(place => place.Value)] : null,
            World = world,
            Context = await ContextAsync(made, cancel),
            HasLabels = !settings.HideLabels,
        };
        return new(request, map, TableOf(made, map), made.Choices, made.Level, made.Edition, await LocatorAsync(made, cancel));
    }

    /// <summary>What shades the areas, and its name: the measure; a rate of two; under circles the second measure, or nothing.</summary>
    (Func<Joined, decimal?>? Shading, string? Label) Shading(Made made, bool hasSymbols) => (hasSymbols, made.Second, made.Request.Settings.Per) switch
    {
        (false, null, _) => (place => place.Value, made.Main.Measure.Label),
        (true, null, _) => (null, null),
        (true, { } second, null) => (place => place.Other, second.Measure.Label),
        (_, { }, _) => (place => place.Rate, RateLabel(made)),
    };

    string RateLabel(Made made) => context.Text["rate-of", made.Main.Measure.Label, made.Request.Settings.Per ?? StandardPer, made.Second!.Measure.Label];

    ClassBreaks Breaks(FigureSettings settings, IReadOnlyCollection<double> values) =>
        settings.ClassMethod == ClassMethod.Manual ? ClassBreaks.At(settings.LimitValues(context.Text), values) : ClassBreaks.Cut(settings.ClassMethod, values, settings.Classes);

    static MapArea Area(Joined place, decimal? value) => new(place.Shape.Code, place.Name, place.Shape.ParentCode, place.Shape.Geometry, value);

    static string? Within(Made made) => made.Request.Settings.Within is { } code && made.Gazetteer.Find(code) is { } place ? FigureContext.NameOf(place.Code, place.Name, made.Gazetteer, made.Request.Settings) : null;

    /// <summary>Units around a map of a part, at the level at which the part is one of them.</summary>
    async Task<IReadOnlyList<MapArea>> ContextAsync(Made made, CancellationToken cancel)
    {
        if (made.Request.Settings.Within is not { } code || made.Gazetteer.Find(code) is not { } place)
        {
            return [];
        }

        var level = await boundaries.LevelAsync(made.Edition.Id, Math.Max(1, place.Level), null, cancel);
        return [.. level.Where(shape => shape.Code != code).Select(shape => new MapArea(shape.Code, shape.Name, shape.ParentCode, shape.Geometry, null))];
    }

    async Task<PaperLocator?> LocatorAsync(Made made, CancellationToken cancel) => made.Request.Settings.Within is null ? null
        : new PaperLocator([.. (await boundaries.LevelAsync(made.Edition.Id, 1, null, cancel)).Select(shape => shape.Geometry)], [.. made.Places.Select(place => place.Shape.Geometry)]);

    async Task<FigureModel> MultiplesAsync(Made made, CancellationToken cancel)
    {
        var (request, settings) = (made.Request, made.Request.Settings);
        var words = new FigureWords(request.Main, context.Text);
        var maps = (await SplitAsync(made, words, cancel)).Where(map => map.Values.Any(value => value is not null)).ToList();
        if (maps.Count == 0)
        {
            throw FigureProblems.NoParts(context.Text, made.Main.Measure.Label);
        }

        IReadOnlyList<MapArea> areas = [.. made.Places.Select(place => Area(place, null))];
        var breaks = Breaks(settings, ThematicMap.Classed(maps.SelectMany(map => map.Values)));
        var all = maps.SelectMany(map => made.Places.Zip(map.Values, (place, value) => ($"{place.Name}, {map.Title}", value)));
        var text = context.Words(request, made.Today, [made.Main.Measure.Label, words.Level(made.Level), Within(made)], Describe(made, all), made.Notes, made.Edition, hasWorld: false);
        var body = new SmallMaps(areas, maps, breaks, settings.Colours, text, words.Map(made.Main.Measure.Label, breaks.Count, settings.ClassMethod));
        FigureColumn[] columns = [new("name", context.Text["area"]), new("code", context.Text["code"]), .. maps.Select(map => new FigureColumn(map.Title, map.Title, IsNumber: true))];
        var rows = made.Places.Select((place, index) => (IReadOnlyList<FigureCell>)[new(place.Name, place.Name), new(place.Shape.Code, place.Shape.Code), .. maps.Select(map => context.Number(map.Values[index], words.Numbers))]);
        return new(request, body, new FigureTable(columns, [.. rows]), made.Choices, made.Level, made.Edition, null);
    }

    async Task<IReadOnlyList<SmallMap>> SplitAsync(Made made, FigureWords words, CancellationToken cancel)
    {
        var (settings, main) = (made.Request.Settings, made.Main);
        var split = settings.Split ?? (main.Round is null ? "sex" : "round");
        if (split == "round")
        {
            var round = main.Round ?? throw FigureProblems.NoRounds(context.Text);
            var shown = new List<SmallMap>();
            foreach (var value in round.Values.Take(MostMaps).Reverse())
            {
                var sums = await data.SumAsync(main.Version, main.PlaceColumn, main.Measure.Columns, round with { Chosen = value }, made.Gazetteer, cancel);
                shown.Add(Small(words.RoundValue(round, value), made, MapMaker.ValuesAt(sums, made.Level, made.Gazetteer)));
            }

            return shown;
        }

        IReadOnlyList<TableFilter> filters = main.Round?.Filters ?? [];
        if (split is "sex" or "age")
        {
            var parts = FigurePart.Of(main.Version.Columns, main.Measure, split, context.Text).Take(MostMaps).ToList();
            var read = await groups.ReadAsync(main.Version, [], [.. parts.SelectMany(part => part.Columns)], filters, main.PlaceColumn, made.Gazetteer, null, cancel);
            return [.. parts.Select(part => Small(part.Name, made, ByPlace(read, made, group => FigureGroups.Total(group.Sums.Where(sum => part.Columns.Contains(sum.Column))))))];
        }

        var column = context.Column("split", split, main.Version.Columns);
        var grouped = await groups.ReadAsync(main.Version, [column.Index], main.Measure.Columns, filters, main.PlaceColumn, made.Gazetteer, null, cancel);
        return [.. grouped.GroupBy(group => group.Keys[0] ?? context.Text["not-stated"].Value, StringComparer.CurrentCulture).OrderByDescending(group => FigureGroups.Total(group.SelectMany(part => part.Sums)) ?? 0).Take(MostMaps)
            .Select(group => Small(group.Key, made, ByPlace([.. group], made, part => FigureGroups.Total(part.Sums))))];
    }

    static Dictionary<string, decimal?> ByPlace(IReadOnlyList<FigureGroup> read, Made made, Func<FigureGroup, decimal?> value) =>
        read.Where(group => group.Place is { } place && place.Level >= made.Level).GroupBy(group => made.Gazetteer.Ancestor(group.Place!.Code, made.Level)?.Code ?? "", StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Select(value).Aggregate((decimal?)null, (sum, part) => part is null ? sum : (sum ?? 0) + part), StringComparer.Ordinal);

    static SmallMap Small(string title, Made made, Dictionary<string, decimal?> values) => new(title, [.. made.Places.Select(place => values.GetValueOrDefault(place.Shape.Code))]);

    FigureModel Table(Made made)
    {
        var words = new FigureWords(made.Request.Main, context.Text);
        var table = TableOf(made, null);
        table = table with { Rows = [.. table.Rows.Take(made.Request.Settings.Top ?? int.MaxValue)] };
        var text = context.Words(made.Request, made.Today, [made.Main.Measure.Label, words.Level(made.Level), words.Round(made.Main.Round), Within(made)], Describe(made, made.Places.Select(place => (place.Name, place.Value))), made.Notes, null, hasWorld: false);
        var body = new TableBody([.. table.Columns.Select(column => new TableBodyColumn(column.Header, column.IsNumber))], [.. table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => cell.Shown)])], text, context.Text["more-lines"]);
        return new(made.Request, body, table, made.Choices, made.Level, made.Edition, null);
    }

    /// <summary>Name, code, what was counted, what it is set against, the rate, the class; greatest first.</summary>
    FigureTable TableOf(Made made, ThematicMap? map)
    {
        var numbers = new FigureWords(made.Request.Main, context.Text).Numbers;
        var hasRate = made.Second is not null && (made.Request.Kind != FigureKind.Symbols || made.Request.Settings.Per is not null);
        var legend = map?.Legend ?? [];
        var columns = new List<FigureColumn> { new("name", context.Text["area"]), new("code", context.Text["code"]), new("value", made.Main.Measure.Label, IsNumber: true) };
        if (made.Second is { } second)
        {
            columns.Add(new("second_value", second.Measure.Label, IsNumber: true));
        }

        if (hasRate)
        {
            columns.Add(new("rate", RateLabel(made), IsNumber: true));
        }

        if (legend.Count > 0)
        {
            columns.Add(new("class", context.Text["class"]));
        }

        var rows = made.Places.Select((place, index) => (place, index)).OrderByDescending(row => Sorted(row.place).HasValue).ThenByDescending(row => Sorted(row.place)).ThenBy(row => row.place.Name, StringComparer.CurrentCulture);
        return new FigureTable(columns, [.. (made.Request.Settings.ByName ? rows.OrderBy(row => row.place.Name, StringComparer.CurrentCulture) : rows).Select(row => Row(row.place, row.index))]);

        decimal? Sorted(Joined place) => hasRate ? place.Rate : place.Value;

        IReadOnlyList<FigureCell> Row(Joined place, int index)
        {
            var cells = new List<FigureCell> { new(place.Name, place.Name), new(place.Shape.Code, place.Shape.Code), context.Number(place.Value, numbers) };
            if (made.Second is not null)
            {
                cells.Add(context.Number(place.Other, numbers));
            }

            if (hasRate)
            {
                cells.Add(context.Number(place.Rate, numbers));
            }

            if (legend.Count > 0)
            {
                var label = legend.FirstOrDefault(entry => entry.Fill == map!.Fill(map.Areas[index].Value))?.Label ?? "";
                cells.Add(new(label, label));
            }

            return cells;
        }
    }

    string Describe(Made made, IEnumerable<(string Name, decimal? Value)> values)
    {
        var known = values.Where(value => value.Value is not null).OrderBy(value => value.Value).ToList();
        var numbers = new FigureWords(made.Request.Main, context.Text).Numbers;
        return known.Count == 0 ? context.Text["describe-nothing"] : context.Text["describe-values", made.Main.Measure.Label, known.Count, known[^1].Name, numbers.Of(known[^1].Value!.Value), known[0].Name, numbers.Of(known[0].Value!.Value)];
    }

    /// <summary>One dataset's share of the figure.</summary>
    sealed record Source(DatasetScope Scope, DatasetVersion Version, TableColumn PlaceColumn, IReadOnlyList<Measure> Measures, Measure Measure, RoundChoice? Round, PlacedSums Sums);

    /// <summary>A unit with the figures of both datasets.</summary>
    sealed record Joined(PlaceBoundary Shape, string Name, decimal? Value, decimal? Other, decimal? Rate);

    /// <summary>What was read, for whichever kind draws it.</summary>
    sealed record Made(FigureRequest Request, DateOnly Today, GazetteerEdition Edition, Gazetteer Gazetteer, int Level, IReadOnlyList<Joined> Places, Source Main, Source? Second, FigureChoices Choices, IReadOnlyList<string> Notes);
}
