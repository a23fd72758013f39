using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Comparing;

/// <summary>A cell that differs between two rounds.</summary>
/// <param name="Key">Key of the row, its parts joined by " | ".</param>
/// <param name="Column">Header.</param>
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
    /// <summary>Compares two opened tables. Columns pair by header, whatever their order.</summary>
    /// <param name="before">The earlier round.</param>
    /// <param name="after">The later round.</param>
    /// <param name="key">Headers that together name a row; null takes the site's identifier, else the deepest p-code.</param>
    /// <exception cref="UnreadableException"><c>no-key</c> where no column can name the rows.</exception>
    public static RoundComparison Of(Pipeline before, Pipeline after, IReadOnlyList<string>? key = null)
    {
        key ??= KeyOf(after.Columns, before.Columns);
        var (earlier, later) = (Rows.Read(before, key), Rows.Read(after, key));
        var common = later.Headers.Where(header => earlier.Headers.Contains(header) && !key.Contains(header)).ToList();
        var changed = new List<CellDifference>();
        long same = 0;
        foreach (var (name, row) in later.ByKey.Where(entry => earlier.ByKey.ContainsKey(entry.Key)))
        {
            var differences = common.Select(header => Compare(name, header, earlier.ByKey[name][header], row[header])).OfType<CellDifference>().ToList();
            changed.AddRange(differences);
            same += differences.Count == 0 ? 1 : 0;
        }

        return new RoundComparison(
            key,
            [.. later.ByKey.Keys.Where(name => !earlier.ByKey.ContainsKey(name) && !earlier.Repeated.Contains(name))],
            [.. earlier.ByKey.Keys.Where(name => !later.ByKey.ContainsKey(name) && !later.Repeated.Contains(name))],
            changed,
            same,
            [.. earlier.Repeated.Union(later.Repeated)],
            [.. earlier.Headers.Except(later.Headers)],
            [.. later.Headers.Except(earlier.Headers)]);
    }

    static IReadOnlyList<string> KeyOf(IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnMeaning> others)
    {
        var candidates = columns.Where(column => column.Meaning is { Concept: Concept.Identifier, Qualifier: null })
            .Concat(columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null }).OrderByDescending(column => column.Meaning.Level ?? -1))
            .Select(column => column.Column.Header);
        return candidates.FirstOrDefault(header => others.Any(other => other.Column.Header == header)) is { } found
            ? [found]
            : throw new UnreadableException(new ReadProblem("no-key", "The tables share no column that names their rows.", null, "Name the columns that together make a key."));
    }

    /// <summary>Numbers are compared as numbers, other cells as written without outer blanks.</summary>
    static CellDifference? Compare(string key, string header, string before, string after)
    {
        if (before.AsSpan().Trim().SequenceEqual(after.AsSpan().Trim()))
        {
            return null;
        }

        var (one, other) = (NumberText.Read(before), NumberText.Read(after));
        var areNumbers = one.Form is NumberForm.Exact or NumberForm.Dressed && other.Form is NumberForm.Exact or NumberForm.Dressed;
        return areNumbers && one.Value == other.Value ? null : new CellDifference(key, header, before, after, areNumbers ? other.Value - one.Value : null);
    }

    sealed record Rows(IReadOnlyList<string> Headers, Dictionary<string, Dictionary<string, string>> ByKey, HashSet<string> Repeated)
    {
        public static Rows Read(Pipeline table, IReadOnlyList<string> key)
        {
            var columns = table.Sheet.Columns.Where(column => column.Header.Length > 0).DistinctBy(column => column.Header).ToList();
            if (key.FirstOrDefault(header => columns.All(column => column.Header != header)) is { } missing)
            {
                throw new UnreadableException(new ReadProblem("no-key", $"The key column \"{missing}\" is not in the table.", table.Sheet.Name, "Name a column that both tables have."));
            }

            var rows = new Rows([.. columns.Select(column => column.Header)], [], []);
            using var reader = table.Source.OpenRows(table.Sheet.Index);
            while (reader.Read())
            {
                if (reader.RowNumber >= table.Sheet.FirstDataRow)
                {
                    rows.Add(columns.ToDictionary(column => column.Header, column => reader.Field(column.Index).ToString()), key);
                }
            }

            return rows;
        }

        void Add(Dictionary<string, string> cells, IReadOnlyList<string> key)
        {
            var name = string.Join(" | ", key.Select(header => cells[header].Trim()));
            if (cells.Values.All(string.IsNullOrWhiteSpace) || Repeated.Contains(name))
            {
                return;
            }

            if (!ByKey.TryAdd(name, cells))
            {
                ByKey.Remove(name);
                Repeated.Add(name);
            }
        }
    }
}
