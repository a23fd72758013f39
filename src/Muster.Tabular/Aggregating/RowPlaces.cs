using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>Finds the unit of a row: its deepest code, or by certain names where there are no codes.</summary>
sealed class RowPlaces
{
    readonly Gazetteer? gazetteer;
    readonly PlaceMatcher? matcher;
    readonly (int Level, int Column)[] codes;
    readonly (int Level, int Column)[] names;
    readonly int countryColumn = -1;
    readonly Dictionary<string, PlaceGroup> groups = new(StringComparer.Ordinal);
    readonly Dictionary<string, PlaceGroup>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    readonly HashSet<string> unlisted = new(StringComparer.Ordinal);

    public RowPlaces(IReadOnlyList<ColumnMeaning> columns, Gazetteer? gazetteer)
    {
        this.gazetteer = gazetteer;
        matcher = gazetteer is null ? null : new PlaceMatcher(gazetteer);
        codes = Columns(columns, Concept.PlaceCode);
        if (codes.Length > 0 && codes[^1].Level > 0)
        {
            // A country column stands in for a missing code column of level 0.
            countryColumn = columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.CountryCode, Qualifier: null })?.Column.Index ?? -1;
            codes = countryColumn < 0 ? codes : [.. codes, (0, countryColumn)];
        }

        names = Columns(columns, Concept.PlaceName);
        bySpan = groups.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Rows without a unit.</summary>
    public PlaceGroup Nowhere { get; } = new(null, -1, []);

    /// <summary>All units met.</summary>
    public IEnumerable<PlaceGroup> Groups => groups.Values.Append(Nowhere);

    /// <summary>Codes that the gazetteer does not list.</summary>
    public IReadOnlyCollection<string> Unlisted => unlisted;

    /// <summary>The unit of a row.</summary>
    public PlaceGroup Of(RowBlock block, int row)
    {
        foreach (var (_, column) in codes)
        {
            var code = block.Field(row, column).Trim();
            if (!code.IsEmpty && column != countryColumn)
            {
                return bySpan.TryGetValue(code, out var group) ? group : groups[code.ToString()] = New(block, row, code);
            }
        }

        return codes.Length == 0 && matcher is not null ? ByNames(block, row) : Nowhere;
    }

    /// <summary>True for a row without a code that one of its names calls a total.</summary>
    public bool IsTotal(RowBlock block, int row)
    {
        foreach (var (_, column) in names)
        {
            if (NameWords.IsTotal(NameKey.Of(block.Field(row, column))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Columns of a concept that name the row's own unit, deepest first, one a level.</summary>
    static (int Level, int Column)[] Columns(IReadOnlyList<ColumnMeaning> columns, Concept concept) =>
        [.. columns.Where(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null && column.Meaning.Level is not null)
            .Select(column => (column.Meaning.Level!.Value, column.Column.Index)).DistinctBy(pair => pair.Value).OrderByDescending(pair => pair.Value)];

    PlaceGroup New(RowBlock block, int row, ReadOnlySpan<char> code)
    {
        if (gazetteer?.Find(code) is { } listed)
        {
            return Listed(listed);
        }

        if (gazetteer is not null)
        {
            unlisted.Add(code.ToString());
        }

        var above = new string?[7];
        var level = -1;
        foreach (var (at, column) in codes)
        {
            var text = block.Field(row, column).Trim();
            text = column == countryColumn && CountryCodes.Alpha3(text) is null ? default : text;
            above[at] = text.IsEmpty ? null : text.ToString();
            level = level < 0 && !text.IsEmpty ? at : level;
        }

        return new PlaceGroup(code.ToString(), level, above);
    }

    PlaceGroup Listed(Place place)
    {
        var above = new string?[7];
        for (var level = 0; level <= place.Level; level++)
        {
            above[level] = gazetteer!.Ancestor(place.Code, level)?.Code;
        }

        return new PlaceGroup(place.Code, place.Level, above);
    }

    PlaceGroup ByNames(RowBlock block, int row)
    {
        string? found = null;
        for (var at = names.Length - 1; at >= 0; at--)
        {
            var text = block.Field(row, names[at].Column).Trim();
            if (!text.IsEmpty)
            {
                var answer = matcher!.Match(text, names[at].Level, found);
                if (!answer.IsCertain)
                {
                    return Nowhere;
                }

                found = answer.Code;
            }
        }

        if (found is null)
        {
            return Nowhere;
        }

        return groups.TryGetValue(found, out var group) ? group : groups[found] = Listed(gazetteer!.Find(found)!);
    }
}
