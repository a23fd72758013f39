using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>The sentences around a figure, in the reader's language.</summary>
sealed class FigureWords(DatasetScope scope, IStringLocalizer<FiguresText> text)
{
    public NumberText Numbers { get; } = new(CultureInfo.CurrentCulture);

    public string Level(int level) => text[level == 0 ? "level-country" : "level-name", level];

    /// <summary>"round 11 (newest of 11)"; null where there are no rounds.</summary>
    public string? Round(RoundChoice? round) => round switch
    {
        null => null,
        { Chosen: RoundChoice.Every } => text["round-every", round.Values.Count].Value,
        _ => text[round.Chosen == round.Values[0] ? "round-newest" : "round-of", RoundValue(round, round.Chosen), round.Values.Count].Value,
    };

    /// <summary>A round, date or year with its kind: "round 11", "30 September 2017".</summary>
    public string RoundValue(RoundChoice round, string value) => round.Concept switch
    {
        Concept.Round => text["round-value", value],
        Concept.Date when DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) => Numbers.Day(day),
        _ => value,
    };

    public static string Subtitle(params IEnumerable<string?> parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrEmpty(part)));

    /// <summary>Source, period and version; then method and caveats, so that estimates say what they are wherever the figure goes.</summary>
    public IEnumerable<string> Foot()
    {
        var (dataset, version) = (scope.Dataset, scope.Version!);
        var local = TimeZoneInfo.ConvertTime(version.CreatedAt, TimeZoneInfo.FindSystemTimeZoneById(scope.Operation.Operation.Zone));
        var parts = new List<string>
        {
            dataset.Source is null ? text["source-unknown"] : text["source", dataset.Source],
            text["version", version.Number, Numbers.Day(DateOnly.FromDateTime(local.DateTime))],
        };
        if (Numbers.Period(dataset.PeriodStart, dataset.PeriodEnd) is { } period)
        {
            parts.Insert(1, text["period", period]);
        }

        yield return string.Join(' ', parts);
        if (!string.IsNullOrWhiteSpace(dataset.Method))
        {
            yield return text["method", dataset.Method];
        }

        if (!string.IsNullOrWhiteSpace(dataset.Caveats))
        {
            yield return text["caveats", dataset.Caveats];
        }
    }

    public string Boundaries(GazetteerEdition edition) => text["boundaries", edition.Source is null ? edition.Name : $"{edition.Source}, {edition.Name}"];

    public MapWords Map(Measure measure, ClassBreaks breaks, ClassMethod method) => Map(measure.Label, breaks.Count, method);

    public MapWords Map(string heading, int classes, ClassMethod method) =>
        new(heading, text["areas"], text["no-data"], text["classes-by-" + FigureQuery.Word(method), classes], text["area-title"], "km", "m", text["north"]) { LeftOut = text["labels-left-out"] };

    /// <summary>The map in two sentences.</summary>
    public string Describe(IReadOnlyList<MapArea> areas, ClassBreaks breaks)
    {
        var known = areas.Where(area => area.Value is not null).OrderBy(area => area.Value).ToList();
        return known.Count == 0 ? text["describe-empty", areas.Count]
            : text["describe-map", areas.Count, known.Count, breaks.Count, known[^1].Name, Numbers.Of(known[^1].Value!.Value), known[0].Name, Numbers.Of(known[0].Value!.Value)];
    }
}
