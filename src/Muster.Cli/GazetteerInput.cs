using System.CommandLine;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;

namespace Muster.Cli;

/// <summary>The gazetteer that a verb asks: the country's own, else the units of two levels that go with the program.</summary>
sealed class GazetteerInput
{
    const string Auto = "auto";

    readonly Option<string[]> files = new("--gazetteer") { Description = "Gazetteer of the country: a table with a p-code column for each level, a list of several countries, or a place index. May be given several times, a file a level. Absent: the list that goes with the program, levels 1 and 2.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };
    readonly Option<string?> country = new("--country") { Description = "ISO code of the country, or auto to tell it from the table.", HelpName = "ISO3" };
    readonly Option<string[]> earlier = new("--earlier") { Description = "Gazetteer of an earlier edition, so that old units are recognised. May be given several times, the newest first.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };
    readonly Option<string?> aliases = new("--aliases") { Description = "Settled aliases: a CSV file with the columns parent, text, code.", HelpName = "FILE" };

    /// <summary>Adds the options to a verb.</summary>
    public GazetteerInput(Command verb)
    {
        verb.Options.Add(files);
        verb.Options.Add(country);
        verb.Options.Add(earlier);
        verb.Options.Add(aliases);
    }

    /// <summary>The gazetteer, or null where none is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="table">The table, for telling its country.</param>
    /// <param name="always">True for a verb that cannot do without: then the country is told from the table.</param>
    public Gazetteer? Read(ParseResult parsed, Pipeline table, bool always = false)
    {
        var paths = parsed.GetValue(files) ?? [];
        var old = parsed.GetValue(earlier) ?? [];
        if (paths.Concat(old).Append(parsed.GetValue(aliases)).OfType<string>().FirstOrDefault(path => !File.Exists(path)) is { } missing)
        {
            throw new RefusedException($"There is no file {missing}.");
        }

        var iso = parsed.GetValue(country) ?? (always && paths.Length == 0 ? Auto : null);
        if (paths.Length == 0 && iso is null)
        {
            return parsed.GetValue(aliases) is null ? null : throw new RefusedException("--aliases says more about a gazetteer: name one with --gazetteer, or the country with --country.");
        }

        var settled = parsed.GetValue(aliases) is { } path ? Aliases(path) : null;
        var gazetteer = FromIndex(paths, iso, table, settled) ?? GazetteerReader.ReadFiles(paths, iso == Auto ? null : iso, aliases: settled);
        return old.Length == 0 ? gazetteer : new(gazetteer.Country, gazetteer.Edition, gazetteer.Places, gazetteer.Aliases, gazetteer.Nesting) { Earlier = ReadEarlier(parsed, gazetteer.Country) };
    }

    /// <summary>Gazetteers of earlier editions, the newest first.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="iso3">Country, or null where each names its own.</param>
    public IReadOnlyList<Gazetteer> ReadEarlier(ParseResult parsed, string? iso3 = null) =>
        [.. (parsed.GetValue(earlier) ?? []).Select(path => GazetteerReader.ReadFile(path, string.IsNullOrEmpty(iso3) ? null : iso3))];

    static Gazetteer? FromIndex(string[] paths, string? iso, Pipeline table, List<PlaceAlias>? aliases)
    {
        var isShipped = paths.Length == 0;
        if (!isShipped && (paths.Length > 1 || !PlaceIndex.IsIndex(paths[0])))
        {
            return null;
        }

        var index = isShipped ? PlaceIndex.Shipped : PlaceIndex.Open(paths[0]);
        if (iso is not null and not Auto)
        {
            return index.Gazetteer(iso, aliases);
        }

        var guess = CountryFinder.Find(index, table.Source, table.Sheet, table.Columns);
        if (guess.Country is not { } found)
        {
            throw new RefusedException($"{guess.Reason} Say which country it is with --country, or name its gazetteer with --gazetteer.");
        }

        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Country {found}: {guess.Reason}"));
        return index.Gazetteer(found, aliases);
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
