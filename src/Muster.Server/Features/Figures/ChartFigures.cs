using System.Globalization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>Charts of one dataset: bars, lines over time, pyramids.</summary>
sealed class ChartFigures(FigureContext context, FigureData data, FigureGroups groups, PyramidMaker pyramids, MapMaker maps)
{
    const int StandardBars = 25;
    const int StandardLines = 6;

    public async Task<FigureModel> MakeAsync(FigureRequest request, DateOnly today, CancellationToken cancel)
    {
        if (request.Kind == FigureKind.Pyramid)
        {
            return await PyramidAsync(request, today, cancel);
        }

        var version = data.VersionOf(request.Main);
        var measures = Measure.Of(version.Columns, context.Text);
        var measure = maps.Choose(measures, request.Settings.Value);
        var placeColumn = FigureData.PlaceColumn(version.Columns);
        var places = await context.TryPlacesAsync(request.Main, cancel);
        var round = await data.RoundAsync(version, placeColumn, request.Kind == FigureKind.Line ? null : request.Settings.Round, cancel);
        IReadOnlyList<MapLevel> levels = places is null || placeColumn is null ? [] : [.. places.Value.Gazetteer.Places.Where(place => place.Level <= (placeColumn.Meaning.Level ?? 5)).GroupBy(place => place.Level).OrderByDescending(level => level.Key).Select(level => new MapLevel(level.Key, level.Count()))];
        var choices = new FigureChoices(measures, [], levels, round, null, FigureContext.GroupColumns(version.Columns));
        var made = new Made(request, today, version, measure, placeColumn, places?.Edition, places?.Gazetteer, round, choices);
        return request.Kind == FigureKind.Line ? await LineAsync(made, cancel) : await BarsAsync(made, cancel);
    }

    async Task<FigureModel> PyramidAsync(FigureRequest request, DateOnly today, CancellationToken cancel)
    {
        var settings = request.Settings;
        var model = await pyramids.MakeAsync(request.Main, new PyramidQuery { Places = settings.Within is { } code ? [code] : [], Unit = settings.Percent ? PyramidUnit.Percent : PyramidUnit.People, Round = settings.Round }, cancel);
        var words = new FigureWords(request.Main, context.Text);
        var text = context.Words(request, today, [model.Pyramid.Text.Subtitle], model.Pyramid.Text.Description, model.Notes, null, hasWorld: false);
        FigureColumn[] columns = [new("age", context.Text["age-group"]), new("male", context.Text["male"], IsNumber: true), new("female", context.Text["female"], IsNumber: true), new("total", context.Text["both"], IsNumber: true)];
        var rows = model.Pyramid.Data.Bands.Reverse().Select(band => (IReadOnlyList<FigureCell>)
            [new(Measure.Band(band.Age, context.Text), band.Age.ToString()), context.Number(band.Male, words.Numbers), context.Number(band.Female, words.Numbers), context.Number(band.Male + band.Female, words.Numbers)]);
        return new(request, model.Pyramid with { Text = text }, new FigureTable(columns, [.. rows]), FigureChoices.None with { Round = model.Round }, null, null, null);
    }

    async Task<FigureModel> BarsAsync(Made made, CancellationToken cancel)
    {
        var (settings, columns) = (made.Request.Settings, made.Version.Columns);
        var by = settings.By is { } key && key != "place" ? context.Column("by", key, columns) : null;
        var stack = settings.Split is { } split and not ("sex" or "age") ? context.Column("split", split, columns) : null;
        var parts = FigurePart.Of(columns, made.Measure, stack is null ? settings.Split : null, context.Text);
        int[] keys = [.. new[] { by, stack }.OfType<TableColumn>().Select(column => column.Index)];
        var read = await groups.ReadAsync(made.Version, keys, [.. parts.SelectMany(part => part.Columns)], made.Round?.Filters ?? [], made.PlaceColumn, made.Gazetteer, settings.Within, cancel);
        var level = by is null ? Level(made) : (int?)null;
        var names = stack is null ? [.. parts.Select(part => part.Name)] : read.GroupBy(group => group.Keys[^1] ?? context.Text["not-stated"].Value).OrderByDescending(group => FigureGroups.Total(group.SelectMany(one => one.Sums)) ?? 0).Select(group => group.Key).ToList();
        var (kept, hasOthers) = names.Count > CategoryColours.Most && stack is not null ? (names.Take(CategoryColours.Most - 1).ToList(), true) : (names, false);
        var bars = read.GroupBy(group => by is null ? PlaceName(group, level!.Value, made) : group.Keys[0] ?? context.Text["not-stated"].Value, StringComparer.Ordinal).Where(group => group.Key.Length > 0)
            .Select(group => new Bar(group.Key, stack is null ? [.. parts.Select(part => FigureGroups.Total(group.SelectMany(one => one.Sums).Where(sum => part.Columns.Contains(sum.Column))))] : Stacked([.. group], kept, hasOthers))).ToList();
        var sorted = (settings.ByName ? bars.OrderBy(bar => bar.Label, StringComparer.CurrentCulture) : bars.OrderByDescending(bar => bar.Total.HasValue).ThenByDescending(bar => bar.Total)).ToList();
        var most = settings.Top ?? StandardBars;
        var notes = new List<string>();
        if (sorted.Count > most)
        {
            notes.Add(context.Text["note-bars-left-out", sorted.Count - most, sorted.Count]);
        }

        if (stack is null && settings.Split is not null && Unstacked(made, read, parts) is { } left)
        {
            notes.Add(left);
        }

        BarPart[] barParts = [.. stack is null ? parts.Select(part => new BarPart(part.Name, part.Fill)) : kept.Select(name => new BarPart(name)), .. hasOthers ? [new BarPart(context.Text["other"], "#6b7982")] : Array.Empty<BarPart>()];
        return Bars(made, sorted, [.. sorted.Take(most)], barParts, level, notes);
    }

    FigureModel Bars(Made made, IReadOnlyList<Bar> all, IReadOnlyList<Bar> shown, BarPart[] parts, int? level, IReadOnlyList<string> notes)
    {
        var words = new FigureWords(made.Request.Main, context.Text);
        var text = context.Words(made.Request, made.Today, [made.Measure.Label, level is { } number ? words.Level(number) : null, words.Round(made.Round), Within(made)], Describe(made, all.Select(bar => (bar.Label, bar.Total))), notes, null, hasWorld: false);
        var body = new Bars(shown, parts, text, new BarWords(made.Measure.Label, context.Text["no-data"], context.Text["part-title"]));
        FigureColumn[] columns = [new("name", context.Text["area"]), .. parts.Length > 1 ? parts.Select(part => new FigureColumn(part.Name, part.Name, IsNumber: true)) : [], new("total", context.Text["total"], IsNumber: true)];
        var rows = all.Select(bar => (IReadOnlyList<FigureCell>)[new(bar.Label, bar.Label), .. parts.Length > 1 ? bar.Parts.Select(part => context.Number(part, words.Numbers)) : [], context.Number(bar.Total, words.Numbers)]);
        return new(made.Request, body, new FigureTable(columns, [.. rows]), made.Choices, level, made.Edition, null);
    }

    /// <summary>People in the total and in none of the stacked parts, told as the bars cannot show them.</summary>
    string? Unstacked(Made made, IReadOnlyList<FigureGroup> read, IReadOnlyList<FigurePart> parts)
    {
        var missing = parts.SelectMany(part => read.SelectMany(group => group.Sums).Where(sum => part.Columns.Contains(sum.Column))).Sum(sum => sum.Missing);
        return missing > 0 ? context.Text["note-missing-cells", missing, string.Join(", ", parts.Select(part => part.Name))].Value : null;
    }

    IReadOnlyList<decimal?> Stacked(IReadOnlyList<FigureGroup> bar, IReadOnlyList<string> kept, bool hasOthers)
    {
        var byName = bar.GroupBy(group => group.Keys[^1] ?? context.Text["not-stated"].Value).ToDictionary(group => group.Key, group => FigureGroups.Total(group.SelectMany(one => one.Sums)), StringComparer.Ordinal);
        var others = byName.Where(part => !kept.Contains(part.Key)).Select(part => part.Value).Aggregate((decimal?)null, (sum, part) => part is null ? sum : (sum ?? 0) + part);
        return [.. kept.Select(name => byName.GetValueOrDefault(name)), .. hasOthers ? [others] : Array.Empty<decimal?>()];
    }

    int Level(Made made)
    {
        if (made.Gazetteer is null || made.PlaceColumn is null)
        {
            throw made.PlaceColumn is null ? FigureProblems.NoPlaces(context.Text) : FigureProblems.NoBoundaries(context.Text, string.Join(", ", made.Request.Operation.Operation.CountryCodes));
        }

        return made.Request.Settings.Level is not { } asked ? made.Choices.Levels.Select(level => level.Level).DefaultIfEmpty(1).Max()
            : made.Choices.Levels.Any(level => level.Level == asked) ? asked : throw FigureProblems.Parameter(context.Text, "level", $"{asked}", string.Join(", ", made.Choices.Levels.Select(level => level.Level)));
    }

    static string PlaceName(FigureGroup group, int level, Made made) => group.Place is { } place && place.Level >= level && made.Gazetteer!.Ancestor(place.Code, level) is { } unit
        ? FigureContext.NameOf(unit.Code, unit.Name, made.Gazetteer, made.Request.Settings) : "";

    async Task<FigureModel> LineAsync(Made made, CancellationToken cancel)
    {
        var (settings, columns) = (made.Request.Settings, made.Version.Columns);
        var round = made.Round ?? throw FigureProblems.NoRounds(context.Text);
        var stack = settings.Split is { } split and not ("sex" or "age" or "place") ? context.Column("split", split, columns) : null;
        var parts = FigurePart.Of(columns, made.Measure, settings.Split is "sex" or "age" ? settings.Split : null, context.Text);
        int[] keys = stack is null ? [round.Column.Index] : [round.Column.Index, stack.Index];
        var read = await groups.ReadAsync(made.Version, keys, [.. parts.SelectMany(part => part.Columns)], [], made.PlaceColumn, made.Gazetteer, settings.Within, cancel);
        var values = round.Values.Reverse().ToList();
        var level = settings.Split == "place" ? Level(made with { Request = made.Request with { Settings = settings with { Level = settings.Level ?? 1 } } }) : (int?)null;
        var names = (Func<FigureGroup, string>)(group => level is { } at ? PlaceName(group, at, made) : stack is null ? "" : group.Keys[^1] ?? context.Text["not-stated"].Value);
        var series = parts.Count > 1
            ? parts.Select(part => Series(part.Name, read, values, part.Columns, part.Fill)).ToList()
            : [.. read.GroupBy(names, StringComparer.Ordinal).Where(group => group.Key.Length > 0 || (level is null && stack is null)).Select(group => Series(group.Key.Length > 0 ? group.Key : made.Measure.Label, [.. group], values, made.Measure.Columns, null))];
        var most = Math.Min(settings.Top ?? StandardLines, CategoryColours.Most);
        var sorted = series.OrderByDescending(one => one.Values.LastOrDefault(value => value is not null) ?? -1).ToList();
        var shown = parts.Count > 1 ? sorted : sorted.Take(most).ToList();
        var moments = await MomentsAsync(made, round, values, cancel);
        return Line(made, moments, shown, sorted, level);
    }

    FigureModel Line(Made made, IReadOnlyList<TimeMoment> moments, List<TimeSeries> shown, List<TimeSeries> all, int? level)
    {
        var words = new FigureWords(made.Request.Main, context.Text);
        var first = shown.Count > 0 ? shown[0] : new TimeSeries("", []);
        string[] notes = all.Count > shown.Count ? [context.Text["note-lines-left-out", all.Count - shown.Count, all.Count]] : [];
        var gaps = shown.Any(one => one.Values.Any(value => value is null));
        var text = context.Words(made.Request, made.Today, [made.Measure.Label, level is { } number ? words.Level(number) : null, Within(made)], Describe(made, moments.Zip(first.Values, (moment, value) => (shown.Count > 1 ? $"{first.Name}, {moment.Label}" : moment.Label, value))), gaps ? [.. notes, context.Text["note-not-assessed"]] : notes, null, hasWorld: false);
        var body = new TimeLine(moments, shown, text, new TimeLineWords(made.Measure.Label, context.Text["part-title"]));
        FigureColumn[] columns = [new("moment", made.Round!.Column.Header), .. all.Select(one => new FigureColumn(one.Name, one.Name, IsNumber: true))];
        var rows = moments.Select((moment, index) => (IReadOnlyList<FigureCell>)[new(moment.Label, moment.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? moment.Label), .. all.Select(one => context.Number(one.Values[index], words.Numbers))]);
        return new(made.Request, body, new FigureTable(columns, [.. rows]), made.Choices, level, made.Edition, null);
    }

    static TimeSeries Series(string name, IReadOnlyList<FigureGroup> read, IReadOnlyList<string> values, IReadOnlyList<int> columns, string? fill)
    {
        var byRound = read.GroupBy(group => group.Keys[0] ?? "", StringComparer.Ordinal).ToDictionary(group => group.Key, group => FigureGroups.Total(group.SelectMany(one => one.Sums).Where(sum => columns.Contains(sum.Column))), StringComparer.Ordinal);
        return new(name, [.. values.Select(value => byRound.GetValueOrDefault(value))], fill);
    }

    /// <summary>Rounds with their days: those of the round's own column, else the last date that its rows carry.</summary>
    async Task<IReadOnlyList<TimeMoment>> MomentsAsync(Made made, RoundChoice round, IReadOnlyList<string> values, CancellationToken cancel)
    {
        var words = new FigureWords(made.Request.Main, context.Text);
        var dates = made.Version.Columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.Date, Qualifier: null } && column.Index != round.Column.Index);
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        if (round.Concept == Concept.Round && dates is not null)
        {
            foreach (var group in await groups.ReadAsync(made.Version, [round.Column.Index, dates.Index], made.Measure.Columns, [], null, null, null, cancel))
            {
                if (group.Keys[0] is { } key && Day(group.Keys[1]) is { } day && (!days.TryGetValue(key, out var known) || known < day))
                {
                    days[key] = day;
                }
            }
        }

        var isDated = round.Concept == Concept.Date || values.All(days.ContainsKey);
        return [.. values.Select(value =>
        {
            var day = round.Concept == Concept.Date ? Day(value) : days.TryGetValue(value, out var found) ? found : (DateOnly?)null;
            return new TimeMoment(isDated && day is { } known ? known.ToString("d MMM yyyy", words.Numbers.Culture).Replace('\u202F', '\u00A0') : words.RoundValue(round, value), isDated ? day : null);
        })];
    }

    static DateOnly? Day(string? text) => DateTime.TryParse(text, CultureInfo.InvariantCulture, out var at) ? DateOnly.FromDateTime(at) : null;

    string? Within(Made made) => made.Request.Settings.Within is { } code ? made.Gazetteer?.Find(code) is { } place ? FigureContext.NameOf(place.Code, place.Name, made.Gazetteer, made.Request.Settings) : throw FigureProblems.Parameter(context.Text, "within", code, context.Text["place-of-edition", made.Edition?.Name ?? ""]) : null;

    string Describe(Made made, IEnumerable<(string Name, decimal? Value)> values)
    {
        var known = values.Where(value => value.Value is not null).OrderBy(value => value.Value).ToList();
        var numbers = new FigureWords(made.Request.Main, context.Text).Numbers;
        return known.Count == 0 ? context.Text["describe-nothing"] : context.Text["describe-values", made.Measure.Label, known.Count, known[^1].Name, numbers.Of(known[^1].Value!.Value), known[0].Name, numbers.Of(known[0].Value!.Value)];
    }

    /// <summary>What was read and chosen, for whichever kind draws it.</summary>
    sealed record Made(FigureRequest Request, DateOnly Today, DatasetVersion Version, Measure Measure, TableColumn? PlaceColumn, GazetteerEdition? Edition, Gazetteer? Gazetteer, RoundChoice? Round, FigureChoices Choices);
}
