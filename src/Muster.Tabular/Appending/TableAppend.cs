using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Appending;

/// <summary>A table to append, with the name it is told by.</summary>
/// <param name="Name">File name or the like.</param>
/// <param name="Table">The opened table.</param>
public sealed record NamedTable(string Name, Pipeline Table);

/// <summary>A column that differs between the tables.</summary>
/// <param name="Table">Name of the table.</param>
/// <param name="Header">Header in it; for a column that it lacks, the header of the result.</param>
/// <param name="Difference">What differs.</param>
/// <param name="Target">Header of the column it went to; null where it lacks the column.</param>
public sealed record ColumnDifference(string Table, string Header, AppendDifference Difference, string? Target);

/// <summary>How a column differs from those of the tables before.</summary>
public enum AppendDifference
{
    /// <summary>No table before has it: it became a new column at the end.</summary>
    New,

    /// <summary>The table lacks it: its cells are empty there.</summary>
    Lacking,

    /// <summary>It is written in another way.</summary>
    Spelling,

    /// <summary>It has another header but means the same.</summary>
    Meaning,
}

/// <summary>What came of one table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Rows">Rows written.</param>
/// <param name="BlankRows">Blank rows left out.</param>
/// <param name="CellsLeftOut">Filled cells beyond its header, which have no column to stand in.</param>
public sealed record AppendedTable(string Name, long Rows, long BlankRows, long CellsLeftOut);

/// <summary>Puts tables of one template below each other, whatever the order of their columns. Streams: holds no table.</summary>
/// <remarks>Columns pair by header, then by its spelling, then by meaning. A column that only one table has stays, at the end; nothing is dropped.</remarks>
public sealed class TableAppend
{
    /// <summary>Index that no row reaches: the cell is empty.</summary>
    const int Nowhere = 1 << 24;

    readonly IReadOnlyList<NamedTable> tables;
    readonly List<int[]> sources = [];
    readonly List<ColumnMeaning> columns = [];
    readonly List<ColumnDifference> differences = [];
    readonly bool hasNames;

    /// <summary>Pairs the columns; nothing is read yet.</summary>
    /// <param name="tables">Tables in order; the first gives the order of the columns.</param>
    /// <param name="nameColumn">Header of a column at the end with the name of the table each row came from; null for none.</param>
    /// <exception cref="UnreadableException"><c>column-taken</c> where a table has a column of that header already.</exception>
    public TableAppend(IReadOnlyList<NamedTable> tables, string? nameColumn = null)
    {
        ArgumentOutOfRangeException.ThrowIfZero(tables.Count);
        this.tables = tables;
        foreach (var table in tables)
        {
            Add(table);
        }

        for (var at = 0; at < sources.Count; at++)
        {
            sources[at] = [.. sources[at], .. Enumerable.Repeat(Nowhere, columns.Count - sources[at].Length)];
        }

        hasNames = nameColumn is not null;
        if (nameColumn is null)
        {
            return;
        }

        if (columns.Any(column => column.Column.Header == nameColumn))
        {
            throw new UnreadableException(new ReadProblem("column-taken", $"A table has a column “{nameColumn}” already.", null, "Choose another header for the names of the tables."));
        }

        columns.Add(new ColumnMeaning(new SheetColumn(columns.Count, nameColumn, null), Meaning.Unknown, 1, "Names the table that a row came from."));
    }

    /// <summary>Columns that come out.</summary>
    public IReadOnlyList<ColumnMeaning> Columns => columns;

    /// <summary>Where tables differ from those before them, by table.</summary>
    public IReadOnlyList<ColumnDifference> Differences => differences;

    /// <summary>Writes all rows, and completes the writer.</summary>
    /// <param name="writer">Takes <see cref="Columns"/>.</param>
    /// <param name="cancel">Stops the pass; nothing half written stays.</param>
    public IReadOnlyList<AppendedTable> Run(TableWriter writer, CancellationToken cancel = default)
    {
        var appended = new List<AppendedTable>();
        for (var at = 0; at < tables.Count; at++)
        {
            appended.Add(Run(tables[at], sources[at], writer, cancel));
        }

        writer.Complete();
        return appended;
    }

    AppendedTable Run(NamedTable named, int[] from, TableWriter writer, CancellationToken cancel)
    {
        var table = named.Table;
        var name = Name(named.Name);
        long rows = 0, blank = 0, leftOut = 0;
        using var blocks = table.Source.OpenBlocks(table.Sheet.Index);
        BlockPass.Run(blocks, () => new AppendBlock(from, table.Columns.Count), (block, state) =>
        {
            block.SkipAbove(table.Sheet.FirstDataRow);
            state.Make(block, name);
        }, (_, state) =>
        {
            (rows, blank, leftOut) = (rows + state.Rows, blank + state.BlankRows, leftOut + state.CellsLeftOut);
            writer.WriteLines(state.Lines.Written);
        }, cancel);
        return new AppendedTable(named.Name, rows, blank, leftOut);
    }

    /// <summary>The cell with the table's name, ready to be written behind the others.</summary>
    byte[] Name(string name)
    {
        var cell = new CsvRows([], guardFormulas: false);
        if (hasNames)
        {
            cell.Append((byte)',');
            cell.WriteField(name);
        }

        return cell.Written.ToArray();
    }

    void Add(NamedTable named)
    {
        var pairs = ColumnPairing.Of(columns, named.Table.Columns);
        var from = columns.Select(_ => Nowhere).ToList();
        foreach (var pair in pairs)
        {
            from[pair.One.Column.Index] = pair.Other.Column.Index;
            if (pair.Reason != PairReason.Header)
            {
                differences.Add(new ColumnDifference(named.Name, pair.Other.Column.Header, pair.Reason == PairReason.Spelling ? AppendDifference.Spelling : AppendDifference.Meaning, pair.One.Column.Header));
            }
        }

        differences.AddRange(columns.Where((_, at) => from[at] == Nowhere).Select(column => new ColumnDifference(named.Name, column.Column.Header, AppendDifference.Lacking, null)));
        foreach (var column in named.Table.Columns.Where(column => pairs.All(pair => pair.Other != column)))
        {
            from.Add(column.Column.Index);
            var header = FreeHeader(column.Column.Header);
            columns.Add(column with { Column = column.Column with { Index = columns.Count, Header = header } });
            if (sources.Count > 0)
            {
                differences.Add(new ColumnDifference(named.Name, column.Column.Header, AppendDifference.New, header));
            }
        }

        sources.Add([.. from]);
    }

    /// <summary>A header that no column has yet; the first table keeps its own as they are.</summary>
    string FreeHeader(string header)
    {
        var free = header;
        for (var number = 2; sources.Count > 0 && columns.Any(column => column.Column.Header == free); number++)
        {
            free = string.Create(CultureInfo.InvariantCulture, $"{header}_{number}");
        }

        return free;
    }

    /// <summary>What a thread makes of a block.</summary>
    sealed class AppendBlock(int[] from, int ownColumns)
    {
        public CsvRows Lines { get; } = new(from, guardFormulas: false);

        public long Rows { get; private set; }

        public long BlankRows { get; private set; }

        public long CellsLeftOut { get; private set; }

        public void Make(RowBlock block, ReadOnlySpan<byte> name)
        {
            Lines.Clear();
            (Rows, BlankRows, CellsLeftOut) = (0, 0, 0);
            for (var row = 0; row < block.Count; row++)
            {
                if (block.IsBlank(row))
                {
                    BlankRows++;
                    continue;
                }

                Rows++;
                for (var column = ownColumns; column < block.FieldCount(row); column++)
                {
                    CellsLeftOut += block.Field(row, column).IsWhiteSpace() ? 0 : 1;
                }

                Lines.WriteCells(block, row);
                Lines.Append(name);
                Lines.EndRow();
            }
        }
    }
}
