using System.CommandLine;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Comparing;
using Muster.Tabular.Matching;

namespace Muster.Cli.Verbs;

/// <summary><c>muster reconcile</c>: totals beside their parts, in one table and between two.</summary>
static class Reconcile
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("reconcile", "Compares totals with their parts over sex, age, kind of shelter and places, or the figures of two tables. Every difference and every missing cell is named; nothing is changed or filled. Exit code 1 where there is any.");
        var input = new TableInput(verb);
        var gazetteer = new GazetteerInput(verb);
        var with = new Option<string?>("--with") { Description = "Another table, whose figures are compared with those of the first by place, sex and age.", HelpName = "FILE" };
        var asJson = new Option<bool>("--json") { Description = "Write JSON." };
        var output = new DataOutput(verb);
        verb.Options.Add(with);
        verb.Options.Add(asJson);
        verb.SetAction(parsed =>
        {
            using var table = input.Open(parsed);
            var places = gazetteer.Read(parsed, table.Pipeline);
            var result = Run(parsed.GetValue(with), table.Pipeline, places);
            if (result.Compared == 0 && result.NotCompared.Count == 0)
            {
                throw new RefusedException("Nothing in this table can be compared: no total stands beside its parts. See muster tag.");
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

            return result.Differences.Count + result.Missing.Count + result.NotCompared.Count + result.Notes.Count > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return verb;
    }

    static Reconciliation Run(string? other, Pipeline table, Gazetteer? places)
    {
        var matcher = places is null ? null : new PlaceMatcher(places);
        var first = matcher is null ? table : table.WithPlaces(matcher);
        if (other is null)
        {
            return Reconciliation.Of(first, places);
        }

        using var second = File.Exists(other) ? Pipeline.Open(other) : throw new RefusedException($"There is no file {other}.");
        return Reconciliation.Between(first, matcher is null ? second : second.WithPlaces(matcher), places);
    }

    static void WriteCsv(TextWriter text, Reconciliation result)
    {
        Csv.WriteRow(text, "by", "place", "row", "what", "figure", "other", "difference", "parts");
        foreach (var difference in result.Differences)
        {
            Csv.WriteRow(text, MeaningText.CamelCase(difference.By), difference.Place, difference.RowNumber?.ToString(CultureInfo.InvariantCulture), difference.What, Number(difference.Figure), Number(difference.Other), Number(difference.Difference), difference.Parts);
        }
    }

    static void WriteWords(TextWriter words, Reconciliation result)
    {
        const int Most = 20;
        words.WriteLine($"{result.Compared} figures compared: {result.Agreeing} agree, {result.Differences.Count} differ. {result.Missing.Count} cells have no figure, {result.NotCompared.Count} totals could not be compared.");
        foreach (var missing in result.Missing.Take(Most))
        {
            words.WriteLine($"row {missing.RowNumber}, {missing.Column}{(missing.Place is null ? "" : $", {missing.Place}")}: {(missing.Text.Trim().Length == 0 ? "blank" : $"\"{missing.Text}\"")}");
        }

        foreach (var sentence in result.NotCompared.Take(Most).Concat(result.Notes))
        {
            words.WriteLine(sentence);
        }

        if (result.Missing.Count > Most || result.NotCompared.Count > Most)
        {
            words.WriteLine("All of them: --json.");
        }
    }

    static void WriteJson(Stream stream, Reconciliation result) => JsonData.Write(stream, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("compared", result.Compared);
        json.WriteNumber("agreeing", result.Agreeing);
        json.Objects("differences", result.Differences, difference =>
        {
            json.WriteString("by", MeaningText.CamelCase(difference.By));
            json.Text("place", difference.Place);
            json.Whole("row", difference.RowNumber);
            json.WriteString("what", difference.What);
            json.WriteNumber("figure", difference.Figure);
            json.WriteNumber("other", difference.Other);
            json.WriteNumber("difference", difference.Difference);
            json.WriteString("parts", difference.Parts);
        });
        json.Objects("missing", result.Missing, missing =>
        {
            json.WriteNumber("row", missing.RowNumber);
            json.WriteString("column", missing.Column);
            json.Text("place", missing.Place);
            json.WriteString("state", MeaningText.CamelCase(missing.State));
            json.WriteString("text", missing.Text);
        });
        json.Texts("notCompared", result.NotCompared);
        json.Texts("notes", result.Notes);
        json.WriteEndObject();
    });

    static string Number(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
