using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Matching;

/// <summary>Reads units from a gazetteer table: one row a unit of the deepest level, with codes and names of all levels above (cod.md 2.1), or the global list (pcodes.md 1).</summary>
public static class GazetteerReader
{
    /// <summary>Places of one sheet, parents before children, each once.</summary>
    /// <returns>The places, the ISO3 country where the table says it, and what was wrong with rows.</returns>
    /// <exception cref="UnreadableException"><c>gazetteer-no-codes</c> where no column holds p-codes.</exception>
    public static (IReadOnlyList<Place> Places, string? Country, IReadOnlyList<Finding> Findings) Read(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns)
    {
        var table = GazetteerTable.Combine(ReadTables(source, sheet, columns));
        return (table.Places, table.Country, table.Findings);
    }

    /// <summary>Units of one sheet, one table a country: a national gazetteer gives one, the global list many.</summary>
    /// <exception cref="UnreadableException"><c>gazetteer-no-codes</c> where no column holds p-codes.</exception>
    public static IReadOnlyList<GazetteerTable> ReadTables(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns)
    {
        var roles = new GazetteerColumns(columns);
        if (roles.Codes.Count == 0 && !roles.IsLong)
        {
            throw new UnreadableException(new ReadProblem(
                "gazetteer-no-codes",
                "No column of this table holds p-codes.",
                $"sheet {sheet.Name}",
                "A gazetteer has a column such as ADM1_PCODE for each level, or P-Code, Admin Level and Parent P-Code; say which columns they are."));
        }

        var countries = new Dictionary<string, UnitCollector>(StringComparer.Ordinal);
        using var rows = source.OpenRows(sheet.Index);
        while (rows.Read())
        {
            if (rows.RowNumber >= sheet.FirstDataRow)
            {
                AddRow(rows, roles, countries);
            }
        }

        return [.. countries.Values.Select(collector => collector.ToTable())];
    }

    /// <summary>Reads a whole file as the gazetteer of one country: every visible sheet that has p-codes counts, hidden ones do not.</summary>
    /// <param name="path">A seekable file.</param>
    /// <param name="country">ISO 3166 alpha-2 or alpha-3; needed for a list of several countries.</param>
    /// <param name="edition">Name of the edition; null makes it from the file's name and its date of validity.</param>
    /// <param name="options">Choices of encoding and separator, limits.</param>
    /// <param name="aliases">Settled aliases.</param>
    /// <exception cref="UnreadableException">The file is no table, holds no codes, or the country is not in it.</exception>
    public static Gazetteer ReadFile(string path, string? country = null, string? edition = null, ReadOptions? options = null, IReadOnlyCollection<PlaceAlias>? aliases = null) =>
        ReadFiles([path], country, edition, options, aliases);

    /// <summary>Reads several files as one gazetteer: some countries publish a file a level.</summary>
    /// <inheritdoc cref="ReadFile"/>
    public static Gazetteer ReadFiles(IReadOnlyList<string> paths, string? country = null, string? edition = null, ReadOptions? options = null, IReadOnlyCollection<PlaceAlias>? aliases = null)
    {
        var tables = paths.SelectMany(path => TablesOf(path, options)).ToList();
        var table = Choose(tables, country);
        var name = options?.FileName ?? string.Join(", ", paths.Select(path => Path.GetFileName(path)));
        var iso3 = (country is null ? null : CountryCodes.Alpha3(country)) ?? table.Country ?? "";
        return new Gazetteer(iso3, edition ?? (table.ValidFrom is null ? name : $"{name} {table.ValidFrom}"), table.Places, aliases);
    }

    /// <summary>All countries of a file that lists several, one table each: what a <see cref="PlaceIndex"/> is made from.</summary>
    /// <inheritdoc cref="ReadFile"/>
    public static IReadOnlyList<GazetteerTable> ReadCountries(string path, ReadOptions? options = null) =>
        [.. TablesOf(path, options).GroupBy(table => table.Country).Select(country => GazetteerTable.Combine([.. country]))];

    static List<GazetteerTable> TablesOf(string path, ReadOptions? options)
    {
        using var source = TableSource.Open(path, options);
        return [.. source.Sheets.Where(sheet => !sheet.IsHidden).SelectMany(sheet => TablesOf(source, sheet, source.Sheets.Count == 1))];
    }

    static IReadOnlyList<GazetteerTable> TablesOf(TableSource source, SheetName name, bool isOnly)
    {
        try
        {
            var sheet = SheetDetector.Detect(source, name.Index);
            return ReadTables(source, sheet, Tagger.Tag(source, sheet));
        }
        catch (UnreadableException unreadable) when (!isOnly && unreadable.Problem.Code is ("gazetteer-no-codes" or "sheet-empty" or "not-a-table"))
        {
            return [];
        }
    }

    static GazetteerTable Choose(List<GazetteerTable> tables, string? country)
    {
        var listed = tables.Select(table => table.Country).OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        if (country is null && listed.Count > 1)
        {
            throw new UnreadableException(new ReadProblem("gazetteer-many-countries", $"The gazetteer lists {listed.Count} countries.", $"{listed[0]} to {listed[^1]}", "Say which one is meant by its ISO code."));
        }

        var iso3 = country is null ? null : CountryCodes.Alpha3(country);
        var chosen = country is null ? tables : [.. tables.Where(table => table.Country == iso3 || (table.Country is null && listed.Count == 0))];
        return chosen.Sum(table => table.Places.Count) > 0
            ? GazetteerTable.Combine(chosen)
            : throw new UnreadableException(new ReadProblem(
                country is null ? "gazetteer-no-codes" : "gazetteer-unknown-country",
                country is null ? "No sheet of this file lists units with p-codes." : $"The gazetteer does not list the country {country}.",
                listed.Count == 0 ? null : $"it lists {string.Join(", ", listed.Take(5))}{(listed.Count > 5 ? " ..." : "")}",
                "Give the gazetteer of the country: one row a unit with its p-code."));
    }

    static void AddRow(RowReader row, GazetteerColumns roles, Dictionary<string, UnitCollector> countries)
    {
        var country = roles.CountryColumn is { } column ? CountryCodes.Alpha3(row.Field(column).Trim()) ?? "" : "";
        if (!countries.TryGetValue(country, out var collector))
        {
            countries[country] = collector = new UnitCollector(country);
        }

        if (roles.ValidFromColumn is { } from)
        {
            collector.SeeValidFrom(row.Field(from).Trim());
        }

        if (roles.IsLong)
        {
            AddUnit(row, roles, collector);
        }
        else
        {
            AddLevels(row, roles, collector);
        }
    }

    static void AddUnit(RowReader row, GazetteerColumns roles, UnitCollector collector)
    {
        var code = Clean(row.Field(roles.CodeColumn!.Value));
        var name = roles.NameColumn is { } column ? Clean(row.Field(column)) : "";
        var parent = roles.ParentColumn is { } above ? Clean(row.Field(above)) : "";
        var level = roles.LevelColumn is { } at && int.TryParse(row.Field(at).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (int?)null;
        if (name.Length > 0 || code.Length > 0)
        {
            collector.Add(row.RowNumber, code, level ?? collector.LevelUnder(parent), parent.Length == 0 ? null : parent, name.Length == 0 ? [] : [("und", name)], isRowsOwn: true);
        }
    }

    static void AddLevels(RowReader row, GazetteerColumns roles, UnitCollector collector)
    {
        string? parent = null;
        for (var at = 0; at < roles.Codes.Count; at++)
        {
            var (level, column) = roles.Codes[at];
            var code = Clean(row.Field(column));
            var names = NamesOf(row, roles, level);
            var isOwn = at == roles.Codes.Count - 1;
            if (code.Length > 0 || (isOwn && names.Count > 0))
            {
                collector.Add(row.RowNumber, code, level, parent, names, isOwn);
            }

            parent = code.Length > 0 ? code : parent;
        }
    }

    /// <summary>Names of a level by language, in the order of the columns; an unnamed language is <c>und</c>, further names carry a private subtag (BCP 47).</summary>
    static List<(string Language, string Name)> NamesOf(RowReader row, GazetteerColumns roles, int level)
    {
        var names = new List<(string Language, string Name)>();
        foreach (var column in roles.Names)
        {
            if (column.Meaning.Level != level || Clean(row.Field(column.Column.Index)) is not { Length: > 0 } name)
            {
                continue;
            }

            var stated = roles.LanguageColumnOf(column.Meaning) is { } languageColumn ? row.Field(languageColumn).Trim().ToString() : "";
            var language = column.Meaning.Language ?? (stated.Length > 0 ? stated : "und");
            var isFurther = column.Meaning.Qualifier is { } qualifier && !qualifier.StartsWith("name", StringComparison.Ordinal);
            names.Add((isFurther ? $"{language}-x-{column.Meaning.Qualifier}" : language, name));
        }

        return names;
    }

    /// <summary>The text without outer blanks, up to its first line break: some published names hold a second, cut copy behind one.</summary>
    static string Clean(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\r', '\n');
        text = end < 0 ? text : text[..end];
        var escaped = text.IndexOf("_x000D_");
        text = (escaped < 0 ? text : text[..escaped]).Trim(" \t\u00A0");
        return text.Equals("<Null>", StringComparison.OrdinalIgnoreCase) ? "" : text.ToString();
    }
}
