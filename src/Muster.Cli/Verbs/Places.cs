using System.CommandLine;
using Muster.Tabular.Matching;

namespace Muster.Cli.Verbs;

/// <summary><c>muster places</c>: the list of places that goes with the program, and making another.</summary>
static class Places
{
    /// <summary>Makes the verb.</summary>
    public static Command Create() => new("places", "The place index: units of many countries in one compact file, asked where no gazetteer is named.") { List(), Build() };

    static Command List()
    {
        var verb = new Command("list", "Writes the countries of an index with their levels, number of units and date, as CSV.");
        var file = new Argument<string?>("INDEX") { Description = "A place index. Absent: the one that goes with the program.", Arity = ArgumentArity.ZeroOrOne };
        var output = new DataOutput(verb);
        verb.Arguments.Add(file);
        verb.SetAction(parsed =>
        {
            var index = parsed.GetValue(file) is { } path ? PlaceIndex.Open(Existing(path)) : PlaceIndex.Shipped;
            output.WriteText(parsed, parsed.GetValue(file), text =>
            {
                Csv.WriteRow(text, "country", "levels", "units", "valid_from");
                foreach (var country in index.Countries)
                {
                    Csv.WriteRow(text, country.Iso3, string.Join(' ', country.Levels), $"{country.Units}", country.ValidFrom);
                }
            });
            Console.Error.WriteLine($"{index.Name}: {index.Countries.Count} countries, {index.Countries.Sum(country => country.Units)} units. Source: {index.Source}. Licence: {index.Licence}.");
            return ExitCode.Clean;
        });
        return verb;
    }

    static Command Build()
    {
        var verb = new Command("build", "Makes an index from a table of places of one or many countries, such as the global list of p-codes.");
        var file = new Argument<string>("FILE") { Description = "The table: a row a unit with its p-code, its level or the unit above it, its name and its country." };
        var name = new Option<string>("--name") { Description = "Name of the list; goes with every answer.", Required = true };
        var source = new Option<string>("--source") { Description = "Where the list comes from.", Required = true };
        var licence = new Option<string>("--licence") { Description = "Under which licence.", Required = true };
        var output = new DataOutput(verb);
        verb.Arguments.Add(file);
        foreach (var option in (ReadOnlySpan<Option>)[name, source, licence])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            var path = Existing(parsed.GetValue(file)!);
            if (output.IsStandard(parsed) && !Console.IsOutputRedirected)
            {
                throw new RefusedException("An index is no text: name a file with --output.");
            }

            var tables = GazetteerReader.ReadCountries(path);
            output.Write(parsed, path, stream => PlaceIndex.Write(stream, parsed.GetValue(name)!, parsed.GetValue(source)!, parsed.GetValue(licence)!, tables));
            var findings = tables.Sum(table => table.Findings.Count);
            Console.Error.WriteLine($"{tables.Count(table => table.Country is not null)} countries, {tables.Where(table => table.Country is not null).Sum(table => table.Places.Count)} units, {findings} findings.");
            foreach (var finding in tables.SelectMany(table => table.Findings).Take(20))
            {
                Console.Error.WriteLine($"{finding.Rule} row {finding.RowNumber}: {finding.Message}");
            }

            return findings > 0 ? ExitCode.Findings : ExitCode.Clean;
        });
        return verb;
    }

    static string Existing(string path) => File.Exists(path) ? path : throw new RefusedException($"There is no file {path}.");
}
