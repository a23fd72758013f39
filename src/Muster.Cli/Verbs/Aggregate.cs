using System.CommandLine;
using System.Globalization;
using Muster.Tabular.Aggregating;
using Muster.Tabular.Matching;

namespace Muster.Cli.Verbs;

/// <summary><c>muster aggregate</c>: sums of people by place, sex and age.</summary>
static class Aggregate
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("aggregate", "Groups rows by place or by columns. Sums each counting column by the places of a level. Missing cells are counted and named, never taken for zero; totals are never added to their parts. Exit code 1 where something is missing or differs.");
        var input = new TableInput(verb);
        var level = new Option<int?>("--level") { Description = "Sum people by the places of this level: 0 country, 1 to 5 below.", HelpName = "N" };
        var by = new Option<string?>("--by") { Description = "Group by the texts of these columns: headers, separated by commas. With --level: by place and these.", HelpName = "HEADERS" };
        var compute = new Option<string?>("--compute") { Description = "What to work out for each group, such as count,distinct:org,sum:T_TL,mean:T_TL,min:T_TL,max:T_TL,median:T_TL. Absent: with --by, count; with --level alone, the sum of each counting column.", HelpName = "FIGURES" };
        var gazetteer = new GazetteerInput(verb);
        var asJson = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new DataOutput(verb);
        verb.Options.Add(level);
        verb.Options.Add(by);
        verb.Options.Add(compute);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            var place = parsed.GetValue(level);
            if (place is not null and (< 0 or > 5) || (place is null && parsed.GetValue(by) is null))
            {
                throw new RefusedException("Say how to group: --level with a number from 0 to 5, or --by with headers, or both.");
            }

            if (parsed.GetValue(by) is not null || parsed.GetValue(compute) is not null)
            {
                return new GroupedTable(input, gazetteer, output).Run(parsed, place, parsed.GetValue(by) ?? "", parsed.GetValue(compute) ?? "count", parsed.GetValue(asJson));
            }

            var at = place!.Value;
            using var table = input.Open(parsed);
            var places = gazetteer.Read(parsed, table.Pipeline);
            var meanings = places is null ? table.Pipeline.Columns : table.Pipeline.WithPlaces(new PlaceMatcher(places)).Columns;
            var result = Aggregation.Run(table.Pipeline.Source, table.Pipeline.Sheet, meanings, at, places);
            if (result.Sums.Count == 0)
            {
                throw new RefusedException("No column of this table counts people. See muster tag.");
            }

            if (parsed.GetValue(asJson))
            {
                output.Write(parsed, input.PathOf(parsed), stream => WriteJson(stream, result));
            }
            else
            {
                output.WriteText(parsed, input.PathOf(parsed), text => WriteCsv(text, result));
                WriteWords(Console.Error, result);
            }

            return result.MissingCount > 0 || result.Differences.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return verb;
    }

    static void WriteCsv(TextWriter text, AggregationResult result)
    {
        Csv.WriteRow(text, "place", "concept", "sex", "age", "qualifier", "column", "total", "cells", "missing");
        foreach (var sum in result.Sums)
        {
            Csv.WriteRow(text, sum.Place, MeaningText.CamelCase(sum.Concept), MeaningText.CamelCase(sum.Sex), sum.Age?.ToString(), sum.Qualifier, sum.Column, Number(sum.Total), Number(sum.Cells), Number(sum.Missing));
        }
    }

    static void WriteWords(TextWriter words, AggregationResult result)
    {
        const int shown = 10;
        foreach (var note in result.Notes)
        {
            words.WriteLine(note);
        }

        if (result.TotalRows.Count > 0)
        {
            words.WriteLine($"Left out as totals: rows {string.Join(", ", result.TotalRows.Take(shown))}{(result.TotalRows.Count > shown ? " …" : "")}.");
        }

        foreach (var difference in result.Differences.Take(shown))
        {
            words.WriteLine($"{difference.Place}, {difference.Column}: own figure {Number(difference.Own)}, sum of its parts {Number(difference.Parts)}. The parts were summed.");
        }

        if (result.MissingCount > 0)
        {
            words.WriteLine($"{result.MissingCount} cells are missing in these sums:");
            foreach (var cell in result.Missing.Take(shown))
            {
                words.WriteLine($"  row {cell.RowNumber}, {cell.Column}{(cell.Place is null ? "" : ", " + cell.Place)}: {(cell.Text.Length == 0 ? "blank" : $"\"{cell.Text}\"")}");
            }
        }
    }

    static void WriteJson(Stream stream, AggregationResult result) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.Objects("sums", result.Sums, sum =>
        {
            json.Text("place", sum.Place);
            json.WriteString("concept", MeaningText.CamelCase(sum.Concept));
            json.WriteString("sex", MeaningText.CamelCase(sum.Sex));
            json.Text("age", sum.Age?.ToString());
            json.Text("qualifier", sum.Qualifier);
            json.WriteString("column", sum.Column);
            json.WriteNumber("total", sum.Total);
            json.WriteNumber("cells", sum.Cells);
            json.WriteNumber("missing", sum.Missing);
        });
        json.WriteNumber("missingCells", result.MissingCount);
        json.Objects("missing", result.Missing, cell =>
        {
            json.WriteNumber("row", cell.RowNumber);
            json.WriteString("column", cell.Column);
            json.Text("place", cell.Place);
            json.WriteString("text", cell.Text);
        });
        json.Numbers("totalRows", result.TotalRows);
        json.Objects("differences", result.Differences, difference =>
        {
            json.WriteString("place", difference.Place);
            json.WriteString("column", difference.Column);
            json.WriteNumber("own", difference.Own);
            json.WriteNumber("parts", difference.Parts);
        });
        json.WriteStartArray("notes");
        foreach (var note in result.Notes)
        {
            json.WriteStringValue(note);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    static string Number(decimal number) => number.ToString("0.############################", CultureInfo.InvariantCulture);
}
