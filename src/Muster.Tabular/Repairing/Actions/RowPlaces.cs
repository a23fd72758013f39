using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>What the place of a row is.</summary>
/// <param name="Code">P-code, where it is certain or settled.</param>
/// <param name="IsOpen">True where a person has to say.</param>
/// <param name="Step">Step that set the place aside, or -1.</param>
readonly record struct PlaceFound(string? Code, bool IsOpen, int Step)
{
    public static PlaceFound None => new(null, false, -1);
}

/// <summary>Finds the place of rows from the highest level down, each different (parent, text) asked once.</summary>
sealed class RowPlaces
{
    readonly PlaceMatcher matcher;
    readonly SettledPlaces settled;
    readonly (int Column, int? Level, bool IsCode)[] columns;
    readonly Dictionary<(int Column, string? Parent), Dictionary<string, PlaceFound>> known = [];

    public RowPlaces(IReadOnlyList<ColumnMeaning> columns, PlaceMatcher matcher, SettledPlaces settled)
    {
        (this.matcher, this.settled) = (matcher, settled);

        // On a level the code stands before the names: it says more.
        this.columns =
        [
            .. columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode or Concept.PlaceName, Qualifier: null } && column.Meaning.Level != 0)
                .OrderBy(column => column.Meaning.Level ?? int.MaxValue)
                .ThenBy(column => column.Meaning.Concept == Concept.PlaceCode ? 0 : 1)
                .Select(column => (column.Column.Index, column.Meaning.Level, column.Meaning.Concept == Concept.PlaceCode)),
        ];
    }

    /// <summary>True where rows name no place below the country.</summary>
    public bool IsEmpty => columns.Length == 0;

    /// <summary>The place of the deepest level that the row fills in.</summary>
    public PlaceFound Of(RowInHand row)
    {
        var (found, parent, level) = (PlaceFound.None, (string?)null, (int?)-1);
        foreach (var column in columns)
        {
            var text = row[column.Column].Trim();
            if (text.IsEmpty || column.Level == level && found is { IsOpen: false, Step: < 0 })
            {
                continue;
            }

            // A column without a level is the last word only where no level has one.
            if (column.Level is null && level is not -1)
            {
                continue;
            }

            var answer = Ask(column.Column, column.Level, parent, text);
            if (column.Level == level && answer.IsOpen)
            {
                continue;
            }

            (found, level) = (answer, column.Level);
            parent = answer.Code ?? parent;
        }

        return found;
    }

    /// <summary>The place of a text in a column.</summary>
    public PlaceFound Ask(int column, int? level, string? parent, ReadOnlySpan<char> text)
    {
        if (!known.TryGetValue((column, parent), out var answers))
        {
            known[(column, parent)] = answers = new Dictionary<string, PlaceFound>(StringComparer.Ordinal);
        }

        var lookup = answers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var found))
        {
            lookup[text] = found = Find(column, level, parent, text.ToString());
        }

        return found;
    }

    PlaceFound Find(int column, int? level, string? parent, string text)
    {
        if (settled.TryFind(column, parent, text, out var code, out var step))
        {
            return code is null ? new PlaceFound(null, true, step) : new PlaceFound(code, false, -1);
        }

        if (matcher.Gazetteer.Find(text) is { } place && (level is null || place.Level == level))
        {
            return new PlaceFound(place.Code, false, -1);
        }

        var answers = (level is { } known ? [known] : Enumerable.Range(0, 6)).Select(each => matcher.Match(text, each, parent)).ToList();
        var certain = answers.Where(answer => answer.IsCertain).ToList();
        return certain.Count == 1 ? new PlaceFound(certain[0].Code, false, -1)
            : answers.Any(answer => answer.Method == MatchMethod.NotAPlace) || Placeholders.Contains(text) ? PlaceFound.None
            : new PlaceFound(null, true, -1);
    }
}
