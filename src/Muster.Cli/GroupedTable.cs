using System.CommandLine;
using Muster.Tabular.Aggregating;

namespace Muster.Cli;

/// <summary>The part of <c>aggregate</c> that works out any figures by columns, by place, or by both.</summary>
sealed class GroupedTable(TableInput input, GazetteerInput gazetteer, DataOutput output)
{
    /// <summary>Groups and writes; tells on standard error what is in no figure.</summary>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public int Run(ParseResult parsed, int? level, string columns, string compute, bool asJson)
    {
        using var table = input.Open(parsed);
        var by = NamedColumns.All(table.Pipeline, columns);
        var figures = GroupedRows.Figures(table.Pipeline, compute);
        List<string> keys = [.. by.Select(column => column.Column.Header)];
        IReadOnlyList<RowGroup> groups;
        var leftOut = false;
        if (level is { } at)
        {
            var (source, sheet) = (table.Pipeline.Source, table.Pipeline.Sheet);
            var places = PlaceGrouping.Run(source, sheet, table.Pipeline.Columns, at, gazetteer.Read(parsed, table.Pipeline), by, figures);
            keys.Insert(0, "place");
            groups = places.Groups;
            leftOut = Tell(places);
        }
        else
        {
            groups = Grouping.Run(table.Pipeline.Source, table.Pipeline.Sheet, by, figures);
        }

        if (asJson)
        {
            output.Write(parsed, input.PathOf(parsed), stream => GroupedRows.WriteJson(stream, keys, figures, groups));
        }
        else
        {
            output.WriteText(parsed, input.PathOf(parsed), text => GroupedRows.WriteCsv(text, keys, figures, groups));
        }

        var missing = groups.Sum(group => group.Missing.Sum());
        if (missing > 0)
        {
            Console.Error.WriteLine($"{missing} cells were blank or no number and are in no figure.");
        }

        return missing > 0 || leftOut ? ExitCode.Findings : ExitCode.Clean;
    }

    /// <returns>True where something was found that a person should look at.</returns>
    static bool Tell(PlaceGroups places)
    {
        if (places.TotalRows + places.WholeRows > 0)
        {
            Console.Error.WriteLine($"Left out as totals: {places.TotalRows} rows that call themselves so, {places.WholeRows} of units whose parts have rows.");
        }

        if (places.Unlisted.Count > 0)
        {
            Console.Error.WriteLine($"{places.Unlisted.Count} codes are not in the gazetteer, for example {places.Unlisted[0]}; their rows count by the higher codes beside them.");
        }

        return places.Unlisted.Count > 0;
    }
}
