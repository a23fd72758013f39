using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Aggregating;

namespace Muster.Cli;

/// <summary>The part of <c>aggregate</c> that groups by any columns.</summary>
static class GroupedRows
{
    /// <summary>Figures of a list such as <c>count,sum:T_TL,median:households</c>.</summary>
    public static IReadOnlyList<GroupFigure> Figures(Pipeline table, string list) =>
        [.. list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(part => Figure(table, part))];

    /// <summary>Writes groups as CSV.</summary>
    public static void WriteCsv(TextWriter text, IReadOnlyList<string> keys, IReadOnlyList<GroupFigure> figures, IReadOnlyList<RowGroup> groups)
    {
        Csv.WriteRow(text, [.. keys, .. figures.Select(Name)]);
        foreach (var group in groups)
        {
            Csv.WriteRow(text, [.. group.Keys, .. group.Figures.Select(Number)]);
        }
    }

    /// <summary>Writes groups as JSON.</summary>
    public static void WriteJson(Stream stream, IReadOnlyList<string> keys, IReadOnlyList<GroupFigure> figures, IReadOnlyList<RowGroup> groups) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.Objects("groups", groups, group =>
        {
            for (var at = 0; at < keys.Count; at++)
            {
                json.WriteString(keys[at], group.Keys[at]);
            }

            json.WriteNumber("rows", group.Rows);
            json.Objects("figures", figures.Select((figure, at) => (Figure: figure, at)), pair =>
            {
                json.WriteString("figure", Name(pair.Figure));
                if (group.Figures[pair.at] is { } number)
                {
                    json.WriteNumber("value", number);
                }
                else
                {
                    json.WriteNull("value");
                }

                json.WriteNumber("missing", group.Missing[pair.at]);
            });
        });
        json.WriteEndObject();
    });

    static GroupFigure Figure(Pipeline table, string part)
    {
        var at = part.IndexOf(':', StringComparison.Ordinal);
        var name = at < 0 ? part : part[..at];
        var function = name switch
        {
            "count" => GroupFunction.Count,
            "distinct" => GroupFunction.Distinct,
            "sum" => GroupFunction.Sum,
            "mean" => GroupFunction.Mean,
            "min" => GroupFunction.Min,
            "max" => GroupFunction.Max,
            "median" => GroupFunction.Median,
            _ => throw new RefusedException($"There is no figure \"{name}\": count, distinct, sum, mean, min, max or median."),
        };
        return at >= 0 ? new GroupFigure(function, NamedColumns.Find(table, part[(at + 1)..].Trim()))
            : function == GroupFunction.Count ? new GroupFigure(function, null)
            : throw new RefusedException($"\"{name}\" is worked out of a column: write {name}:HEADER.");
    }

    static string Name(GroupFigure figure) =>
        figure.Column is null ? "count" : $"{MeaningText.CamelCase(figure.Function)}_{figure.Column.Column.Header}";

    static string? Number(decimal? number) => number?.ToString("0.############################", CultureInfo.InvariantCulture);
}
