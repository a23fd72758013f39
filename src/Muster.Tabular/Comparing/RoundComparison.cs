using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Comparing;

/// <summary>A cell that differs between two rounds.</summary>
/// <param name="Key">Key of the row, its parts joined by " | ".</param>
/// <param name="Column">Header in the later table.</param>
/// <param name="Before">In the earlier table.</param>
/// <param name="After">In the later table.</param>
/// <param name="Difference">After minus before, where both are numbers.</param>
public sealed record CellDifference(string Key, string Column, string Before, string After, double? Difference);

/// <summary>Two rounds of one table compared row by row. A row that is missing later is not assessed, not zero (cod.md 6.2).</summary>
/// <param name="Key">Headers of the key.</param>
/// <param name="Added">Keys only in the later table, in its order.</param>
/// <param name="Removed">Keys only in the earlier table, in its order.</param>
/// <param name="Changed">Cells that differ, in the order of the later table.</param>
/// <param name="Same">Rows that are equal in all common columns.</param>
/// <param name="Repeated">Keys that occur more than once in a table and so cannot be compared.</param>
/// <param name="OnlyBefore">Headers that only the earlier table has.</param>
/// <param name="OnlyAfter">Headers that only the later table has.</param>
public sealed record RoundComparison(
    IReadOnlyList<string> Key,
    IReadOnlyList<string> Added,
    IReadOnlyList<string> Removed,
    IReadOnlyList<CellDifference> Changed,
    long Same,
    IReadOnlyList<string> Repeated,
    IReadOnlyList<string> OnlyBefore,
    IReadOnlyList<string> OnlyAfter)
{
    /// <summary>True where the rounds differ in nothing.</summary>
    public bool IsEqual => Added.Count + Removed.Count + Changed.Count + Repeated.Count + OnlyBefore.Count + OnlyAfter.Count == 0;

    /// <summary>Compares two opened tables. Columns pair by header, then by its spelling, then by meaning, whatever their order. The earlier table is held in memory, each different text once; the later one streams.</summary>
    /// <param name="before">The earlier round.</param>
    /// <param name="after">The later round.</param>
    /// <param name="key">Headers that together name a row; null takes the site's identifier, else the deepest p-code.</param>
    /// <param name="cancel">Stops the comparison.</param>
    /// <exception cref="UnreadableException"><c>no-key</c> where no column can name the rows.</exception>
    public static RoundComparison Of(Pipeline before, Pipeline after, IReadOnlyList<string>? key = null, CancellationToken cancel = default)
    {
        var pairs = ColumnPairing.Of(Headed(after), Headed(before));
        var keys = key is null ? [KeyOf(pairs)] : key.Select(header => Named(pairs, header, after)).ToList();
        var common = pairs.Where(pair => !keys.Contains(pair)).ToList();
        var earlier = KeptRows.Read(before, [.. keys.Select(pair => pair.Other.Column.Index)], [.. common.Select(pair => pair.Other.Column.Index)], cancel);
        var later = new RowNames(after, [.. keys.Select(pair => pair.One.Column.Index)]);
        var seen = later.Count(cancel);
        var (added, changed, same) = (new List<string>(), new List<CellDifference>(), 0L);
        later.Each((block, row, name) =>
        {
            if (seen[name] > 1 || earlier.Repeated.Contains(name))
            {
                return;
            }

            if (!earlier.TryFind(name, out var kept))
            {
                added.Add(name);
                return;
            }

            var differences = changed.Count;
            for (var at = 0; at < common.Count; at++)
            {
                Compare(changed, name, common[at].One, earlier.Text(kept, at), block.Field(row, common[at].One.Column.Index));
            }

            same += changed.Count == differences ? 1 : 0;
        }, cancel);
        return new RoundComparison(
            [.. keys.Select(pair => pair.One.Column.Header)],
            added,
            [.. earlier.Names.Where(name => !seen.ContainsKey(name))],
            changed,
            same,
            [.. earlier.Repeated.Union(seen.Where(count => count.Value > 1).Select(count => count.Key))],
            [.. Headed(before).Where(column => pairs.All(pair => pair.Other != column)).Select(column => column.Column.Header)],
            [.. Headed(after).Where(column => pairs.All(pair => pair.One != column)).Select(column => column.Column.Header)]);
    }

    static List<ColumnMeaning> Headed(Pipeline table) => [.. table.Columns.Where(column => column.Column.Header.Length > 0).DistinctBy(column => column.Column.Header)];

    static ColumnPair KeyOf(IReadOnlyList<ColumnPair> pairs) =>
        pairs.FirstOrDefault(pair => pair.One.Meaning is { Concept: Concept.Identifier, Qualifier: null })
        ?? pairs.Where(pair => pair.One.Meaning is { Concept: Concept.PlaceCode, Qualifier: null }).MaxBy(pair => pair.One.Meaning.Level ?? -1)
        ?? throw new UnreadableException(new ReadProblem("no-key", "The tables share no column that names their rows.", null, "Name the columns that together make a key."));

    static ColumnPair Named(IReadOnlyList<ColumnPair> pairs, string header, Pipeline after) =>
        ColumnPairing.Named([.. pairs.Select(pair => pair.One)], header) is { } column
            ? pairs.First(pair => pair.One == column)
            : throw new UnreadableException(new ReadProblem("no-key", $"The key column \"{header}\" is not in both tables.", after.Sheet.Name, "Name a column that both tables have."));

    /// <summary>Numbers are compared as numbers, other cells as written without outer blanks.</summary>
    static void Compare(List<CellDifference> changed, string key, ColumnMeaning column, string before, ReadOnlySpan<char> after)
    {
        if (before.AsSpan().Trim().SequenceEqual(after.Trim()))
        {
            return;
        }

        var (one, other) = (NumberText.Read(before), NumberText.Read(after));
        var areNumbers = one.Form is NumberForm.Exact or NumberForm.Dressed && other.Form is NumberForm.Exact or NumberForm.Dressed;
        if (!areNumbers || one.Value != other.Value)
        {
            changed.Add(new CellDifference(key, column.Column.Header, before, after.ToString(), areNumbers ? other.Value - one.Value : null));
        }
    }
}
