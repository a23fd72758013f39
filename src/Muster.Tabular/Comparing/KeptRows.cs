using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Comparing;

/// <summary>Names the rows of a table by their key columns, in passes over the data rows.</summary>
sealed class RowNames(Pipeline table, int[] key)
{
    /// <summary>Calls for each row that is not blank, in order.</summary>
    public void Each(Action<RowBlock, int, string> take, CancellationToken cancel)
    {
        using var blocks = table.Source.OpenBlocks(table.Sheet.Index);
        BlockPass.Run(blocks, () => this, (block, _) => block.SkipAbove(table.Sheet.FirstDataRow), (block, _) =>
        {
            for (var row = 0; row < block.Count; row++)
            {
                if (!block.IsBlank(row))
                {
                    take(block, row, Of(block, row));
                }
            }
        }, cancel);
    }

    /// <summary>How often each name occurs.</summary>
    public Dictionary<string, int> Count(CancellationToken cancel)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        Each((_, _, name) => counts[name] = counts.GetValueOrDefault(name) + 1, cancel);
        return counts;
    }

    string Of(RowBlock block, int row)
    {
        var name = block.Field(row, key[0]).Trim().ToString();
        for (var part = 1; part < key.Length; part++)
        {
            name = string.Concat(name, " | ", block.Field(row, key[part]).Trim());
        }

        return name;
    }
}

/// <summary>Rows of the earlier table by name: each different text of a column is kept once.</summary>
sealed class KeptRows
{
    readonly Dictionary<string, int> byName = new(StringComparer.Ordinal);
    readonly HashSet<string> repeated = new(StringComparer.Ordinal);
    readonly TextPool[] texts;
    readonly List<int[]> rows = [];

    KeptRows(int columns) => texts = [.. Enumerable.Range(0, columns).Select(_ => new TextPool())];

    /// <summary>Names that occur more than once; their rows are not kept.</summary>
    public IReadOnlySet<string> Repeated => repeated;

    /// <summary>Names that occur once, in the order of the table.</summary>
    public IEnumerable<string> Names => byName.OrderBy(entry => entry.Value).Select(entry => entry.Key);

    public static KeptRows Read(Pipeline table, int[] key, int[] columns, CancellationToken cancel)
    {
        var kept = new KeptRows(columns.Length);
        new RowNames(table, key).Each((block, row, name) => kept.Add(block, row, name, columns), cancel);
        return kept;
    }

    public bool TryFind(string name, out int row) => byName.TryGetValue(name, out row);

    /// <summary>A text by row and position among the columns.</summary>
    public string Text(int row, int column) => texts[column][rows[row][column]];

    void Add(RowBlock block, int row, string name, int[] columns)
    {
        if (repeated.Contains(name))
        {
            return;
        }

        if (!byName.TryAdd(name, rows.Count))
        {
            byName.Remove(name);
            repeated.Add(name);
            return;
        }

        var ids = new int[columns.Length];
        for (var at = 0; at < ids.Length; at++)
        {
            ids[at] = texts[at].Add(block.Field(row, columns[at]), out _);
        }

        rows.Add(ids);
    }
}
