using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Joining;

/// <summary>Adds the columns of a second table to the rows of a first, by key columns or by place. The first table streams, the second is held in memory.</summary>
/// <remarks>Nothing is lost in silence: rows without a partner are named on both sides, and a join that would multiply rows is refused before anything is written, unless it is asked for.</remarks>
public sealed class TableJoin
{
    readonly Pipeline left;
    readonly JoinOptions options;
    readonly Func<RowKey> newKey;
    readonly PartnerRows partners;
    readonly byte[] noCells;

    TableJoin(Pipeline left, JoinOptions options, Func<RowKey> newKey, PartnerRows partners, IReadOnlyList<ColumnMeaning> added)
    {
        (this.left, this.options, this.newKey, this.partners) = (left, options, newKey, partners);
        noCells = [.. Enumerable.Repeat((byte)',', added.Count)];
        Columns = Together(left.Columns, added);
    }

    /// <summary>Columns that come out: those of the first table, then those added; a header that is taken gets a number.</summary>
    public IReadOnlyList<ColumnMeaning> Columns { get; }

    /// <summary>Reads the second table and makes sure that the join can be done.</summary>
    /// <param name="left">The first table.</param>
    /// <param name="right">The second table.</param>
    /// <param name="options">How they are joined.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="UnreadableException"><c>no-key</c> where the tables name no place to join by; <c>join-multiplies</c> where a row would become several and <see cref="JoinOptions.AllowRepeats"/> is not set.</exception>
    public static TableJoin Prepare(Pipeline left, Pipeline right, JoinOptions options, CancellationToken cancel = default)
    {
        var (newKey, rightKey) = Keys(left, right, options);
        var keys = options.Keys.Select(key => key.Right).ToList();
        var added = options.Take ?? [.. right.Columns.Where(column => !keys.Contains(column))];
        var partners = PartnerRows.Read(right, rightKey, [.. added.Select(column => column.Column.Index)], cancel);
        var join = new TableJoin(left, options, newKey, partners, added);
        if (partners.HasRepeats && !options.AllowRepeats)
        {
            join.RefuseToMultiply(cancel);
        }

        return join;
    }

    /// <summary>Runs the join into a writer of <see cref="Columns"/>, which is completed.</summary>
    /// <param name="writer">Takes the rows: CSV, JSON or a workbook.</param>
    /// <param name="onUnmatched">Called for each row of the first table without a partner in its order, then for those of the second. Called from the calling thread.</param>
    /// <param name="cancel">Stops the pass; nothing half written stays.</param>
    public JoinResult Run(TableWriter writer, Action<UnmatchedRow>? onUnmatched = null, CancellationToken cancel = default)
    {
        long read = 0, written = 0, matched = 0, leftOut = 0;
        Pass(() => new JoinBlock(newKey(), left.Columns), (block, state) => Make(block, state, onUnmatched is not null), state =>
        {
            (read, written, matched, leftOut) = (read + state.Read, written + state.Written, matched + state.Matched, leftOut + state.CellsLeftOut);
            writer.WriteLines(state.Lines.Written);
            state.Unmatched.ForEach(row => onUnmatched!(row));
        }, cancel);
        writer.Complete();
        long rightUnmatched = 0;
        foreach (var row in partners.Rows)
        {
            if (!row.IsMatched)
            {
                rightUnmatched++;
                onUnmatched?.Invoke(new UnmatchedRow(JoinSide.Right, row.RowNumber, RowKey.Show(row.Key)));
            }
        }

        return new JoinResult(read, written, matched, read - matched, rightUnmatched, leftOut);
    }

    static (Func<RowKey> Left, RowKey Right) Keys(Pipeline left, Pipeline right, JoinOptions options)
    {
        if (options.Keys.Count > 0)
        {
            int[] leftColumns = [.. options.Keys.Select(key => key.Left.Column.Index)], rightColumns = [.. options.Keys.Select(key => key.Right.Column.Index)];
            return (() => new ColumnKey(leftColumns), new ColumnKey(rightColumns));
        }

        var hasNames = options.Gazetteer is not null;
        var (leftLevel, rightLevel) = (PlaceKey.LevelOf(left.Columns, hasNames), PlaceKey.LevelOf(right.Columns, hasNames));
        if (leftLevel is null || rightLevel is null)
        {
            throw new UnreadableException(new ReadProblem("no-key", $"The {(leftLevel is null ? "first" : "second")} table has no column of p-codes that names its rows.", null, "Name the columns of the key, or give a gazetteer so that places are found by name."));
        }

        var level = options.Level ?? Math.Min(leftLevel.Value, rightLevel.Value);
        return (() => new PlaceKey(left.Columns, options.Gazetteer, level), new PlaceKey(right.Columns, options.Gazetteer, level));
    }

    static List<ColumnMeaning> Together(IReadOnlyList<ColumnMeaning> own, IReadOnlyList<ColumnMeaning> added)
    {
        var columns = own.Select((column, at) => column with { Column = column.Column with { Index = at } }).ToList();
        foreach (var column in added)
        {
            var header = column.Column.Header;
            for (var number = 2; columns.Any(known => known.Column.Header == header); number++)
            {
                header = string.Create(CultureInfo.InvariantCulture, $"{column.Column.Header}_{number}");
            }

            columns.Add(column with { Column = new SheetColumn(columns.Count, header, column.Column.Tag) });
        }

        return columns;
    }

    /// <summary>Counts what would come out, and refuses where it is more than went in.</summary>
    void RefuseToMultiply(CancellationToken cancel)
    {
        long rows = 0, more = 0;
        string? example = null;
        Pass(() => new JoinBlock(newKey(), left.Columns), Count, state =>
        {
            (rows, more) = (rows + state.Read, more + state.Written - state.Read);
            example ??= state.Example;
        }, cancel);
        if (more > 0)
        {
            throw new UnreadableException(new ReadProblem("join-multiplies", string.Create(CultureInfo.InvariantCulture, $"The join would make {rows + more} rows of {rows}: the second table holds keys several times, for example {example}."), null, "Take the repeated rows out of the second table, add a column to the key, or allow repeats."));
        }
    }

    void Pass(Func<JoinBlock> begin, Action<RowBlock, JoinBlock> work, Action<JoinBlock> take, CancellationToken cancel)
    {
        using var blocks = left.Source.OpenBlocks(left.Sheet.Index);
        BlockPass.Run(blocks, begin, (block, state) =>
        {
            block.SkipAbove(left.Sheet.FirstDataRow);
            state.Clear();
            work(block, state);
        }, (_, state) => take(state), cancel);
    }

    /// <summary>Counts rows without making them.</summary>
    void Count(RowBlock block, JoinBlock state)
    {
        for (var row = 0; row < block.Count; row++)
        {
            if (block.IsBlank(row))
            {
                continue;
            }

            state.Read++;
            state.Written++;
            var partner = partners.Find(state.Key.Of(block, row));
            for (var next = partner?.Next; next is not null; next = next.Next)
            {
                state.Written++;
                state.Example ??= string.Create(CultureInfo.InvariantCulture, $"“{RowKey.Show(partner!.Key)}” in its rows {partner.RowNumber} and {next.RowNumber}");
            }
        }
    }

    void Make(RowBlock block, JoinBlock state, bool namesUnmatched)
    {
        for (var row = 0; row < block.Count; row++)
        {
            if (block.IsBlank(row))
            {
                continue;
            }

            state.Read++;
            state.CountCellsBeyond(block, row);
            var key = state.Key.Of(block, row);
            var partner = partners.Find(key);
            state.Matched += partner is null ? 0 : 1;
            if (partner is null && namesUnmatched)
            {
                state.Unmatched.Add(new UnmatchedRow(JoinSide.Left, block.RowNumber(row), RowKey.Show(key)));
            }

            if (partner is not null || options.Kind == JoinKind.Left)
            {
                state.Write(block, row, partner, noCells);
            }
        }
    }
}

/// <summary>What a thread makes of a block of the first table.</summary>
sealed class JoinBlock(RowKey key, IReadOnlyList<ColumnMeaning> columns)
{
    public RowKey Key { get; } = key;

    public CsvRows Lines { get; } = new([.. columns.Select(column => column.Column.Index)], guardFormulas: false);

    public List<UnmatchedRow> Unmatched { get; } = [];

    public long Read { get; set; }

    public long Written { get; set; }

    public long Matched { get; set; }

    public long CellsLeftOut { get; private set; }

    public string? Example { get; set; }

    public void Clear()
    {
        Lines.Clear();
        Unmatched.Clear();
        (Read, Written, Matched, CellsLeftOut, Example) = (0, 0, 0, 0, null);
    }

    public void CountCellsBeyond(RowBlock block, int row)
    {
        for (var column = columns.Count; column < block.FieldCount(row); column++)
        {
            CellsLeftOut += block.Field(row, column).IsWhiteSpace() ? 0 : 1;
        }
    }

    /// <summary>Writes the row with each of its partners; where it has none, with empty cells.</summary>
    public void Write(RowBlock block, int row, PartnerRow? partner, ReadOnlySpan<byte> noCells)
    {
        do
        {
            Lines.WriteCells(block, row);
            Lines.Append(partner is null ? noCells : partner.Cells);
            Lines.EndRow();
            Written++;
            if (partner is not null)
            {
                partner.IsMatched = true;
                partner = partner.Next;
            }
        }
        while (partner is not null);
    }
}
