using Muster.Server.Features.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Combinations;

/// <summary>Proposes the columns by which two tables are joined: the place codes of the deepest level that both have, then what tells rounds apart where places repeat.</summary>
static class KeyProposal
{
    public static IReadOnlyList<(string Left, string Right)> Of(IReadOnlyList<TableColumn> left, IReadOnlyList<TableColumn> right)
    {
        var pairs = new List<(TableColumn Left, TableColumn Right)>();
        Add(pairs, left, right, Concept.Identifier, null);
        if (pairs.Count == 0)
        {
            for (var level = 5; level >= 0 && pairs.Count == 0; level--)
            {
                Add(pairs, left, right, Concept.PlaceCode, level);
            }
        }

        for (var level = 5; level >= 0 && pairs.Count == 0; level--)
        {
            Add(pairs, left, right, Concept.PlaceName, level);
        }

        // One row a place needs no more; a table with several says by what they differ.
        if (pairs.Count == 0 || pairs[0].Right.Profile is { Distinct: { } different, Filled: var filled } && different == filled)
        {
            return Headers(pairs);
        }

        foreach (var concept in (Concept[])[Concept.Round, Concept.Year, Concept.Date, Concept.Sex, Concept.Age, Concept.Indicator])
        {
            Add(pairs, left, right, concept, null);
        }

        return Headers(pairs);
    }

    static List<(string, string)> Headers(List<(TableColumn Left, TableColumn Right)> pairs) => [.. pairs.Select(pair => (pair.Left.Header, pair.Right.Header))];

    static void Add(List<(TableColumn, TableColumn)> pairs, IReadOnlyList<TableColumn> left, IReadOnlyList<TableColumn> right, Concept concept, int? level)
    {
        if (Only(left, concept, level) is { } one && Only(right, concept, level) is { } other)
        {
            pairs.Add((one, other));
        }
    }

    /// <summary>The first column that says this of its own rows.</summary>
    static TableColumn? Only(IReadOnlyList<TableColumn> columns, Concept concept, int? level) =>
        columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null && (level is null || column.Meaning.Level == level) && column.Profile.Filled > 0);
}
