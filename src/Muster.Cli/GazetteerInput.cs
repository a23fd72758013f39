using System.CommandLine;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;

namespace Muster.Cli;

/// <summary>The gazetteer that a verb asks.</summary>
sealed class GazetteerInput
{
    readonly Option<string[]> files = new("--gazetteer") { Description = "Gazetteer of the country: a table with a p-code column for each level, or the global list. May be given several times, a file a level.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };
    readonly Option<string?> country = new("--country") { Description = "ISO code of the country, where the gazetteer lists several.", HelpName = "ISO3" };
    readonly Option<string?> aliases = new("--aliases") { Description = "Settled aliases: a CSV file with the columns parent, text, code.", HelpName = "FILE" };

    /// <summary>Adds the options to a verb.</summary>
    public GazetteerInput(Command verb)
    {
        verb.Options.Add(files);
        verb.Options.Add(country);
        verb.Options.Add(aliases);
    }

    /// <summary>The gazetteer, or null where none is named.</summary>
    public Gazetteer? Read(ParseResult parsed)
    {
        var paths = parsed.GetValue(files) ?? [];
        if (paths.Length == 0)
        {
            return parsed.GetValue(country) is null && parsed.GetValue(aliases) is null ? null : throw new RefusedException("--country and --aliases say more about a gazetteer: name one with --gazetteer.");
        }

        if (paths.Append(parsed.GetValue(aliases)).OfType<string>().FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new RefusedException($"There is no file {missing}.");
        }

        return GazetteerReader.ReadFiles(paths, parsed.GetValue(country), aliases: parsed.GetValue(aliases) is { } path ? Aliases(path) : null);
    }

    static List<PlaceAlias> Aliases(string path)
    {
        using var source = TableSource.Open(path);
        using var rows = source.OpenRows();
        if (!rows.Read() || Column(rows, "text") is not { } text || Column(rows, "code") is not { } code)
        {
            throw new RefusedException($"{path} is no list of aliases: its first row must name the columns parent, text and code.");
        }

        var parent = Column(rows, "parent");
        var aliases = new List<PlaceAlias>();
        while (rows.Read())
        {
            var above = parent is { } column ? rows.Field(column).Trim().ToString() : "";
            aliases.Add(new PlaceAlias(above.Length == 0 ? null : above, rows.Field(text).Trim().ToString(), rows.Field(code).Trim().ToString()));
        }

        return aliases;
    }

    static int? Column(RowReader rows, string name)
    {
        for (var column = 0; column < rows.FieldCount; column++)
        {
            if (rows.Field(column).Trim().Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                return column;
            }
        }

        return null;
    }
}
