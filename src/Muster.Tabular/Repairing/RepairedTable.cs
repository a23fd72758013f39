using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing;

/// <summary>A table as its steps leave it, to be examined like the file itself: row numbers stay those of the file. Each pass repairs anew; nothing is held.</summary>
public sealed class RepairedTable : IDisposable
{
    readonly RepairedFile file;

    /// <summary>Prepares the passes; nothing is read yet.</summary>
    /// <param name="source">The file; stays with the caller.</param>
    /// <param name="sheet">The sheet in it.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="steps">Steps in order.</param>
    /// <param name="matcher">Places; null where the table names none.</param>
    public RepairedTable(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher)
    {
        file = new RepairedFile(source, sheet.Index, () => new Repairer(source, sheet, columns, steps, matcher));
        using (var plan = new Repairer(source, sheet, columns, steps, matcher))
        {
            Columns = plan.Columns;
        }

        Sheet = sheet with { Columns = [.. Columns.Select(column => column.Column)] };
        Source = TableSource.Of(file, source.SizeInBytes);
    }

    /// <summary>Accepted rows, as a source of one sheet.</summary>
    public TableSource Source { get; }

    /// <summary>The sheet with the columns that steps add.</summary>
    public Sheet Sheet { get; }

    /// <summary>Columns that come out.</summary>
    public IReadOnlyList<ColumnMeaning> Columns { get; }

    /// <summary>Counts of the last pass that was begun; complete when it came to its end.</summary>
    public RowLedger? Ledger => file.Last?.Ledger;

    /// <summary>What steps of that pass could not do as recorded.</summary>
    public IReadOnlyList<RepairProblem> Problems => file.Last?.Problems ?? [];

    /// <summary>Called for each queued or dropped row of a pass.</summary>
    public Action<int, RowFate, int>? OnSetAside
    {
        set => file.OnSetAside = value;
    }

    /// <summary>Called for each changed cell of a pass.</summary>
    public Action<CellChange>? OnChange
    {
        set => file.OnChange = value;
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();

    sealed class RepairedFile(TableSource origin, int sheet, Func<Repairer> begin) : TableFile
    {
        public Repairer? Last { get; private set; }

        public Action<int, RowFate, int>? OnSetAside { get; set; }

        public Action<CellChange>? OnChange { get; set; }

        public override SourceFormat Format => origin.Format;

        public override string? Encoding => origin.Encoding;

        public override char? Separator => origin.Separator;

        public override IReadOnlyList<SourceNote> Notes => origin.Notes;

        public override IReadOnlyList<SheetName> Sheets => origin.Sheets;

        /// <summary>Rows as repaired; other sheets are as the file has them.</summary>
        public override RowReader OpenRows(int sheetIndex)
        {
            if (sheetIndex != sheet)
            {
                return origin.OpenRows(sheetIndex);
            }

            Last = begin();
            (Last.OnSetAside, Last.OnChange) = (OnSetAside, OnChange);
            return new RepairedRows(Last);
        }
    }

    /// <summary>The accepted rows of one pass.</summary>
    sealed class RepairedRows(Repairer repairer) : RowReader
    {
        readonly RowBlock block = new();
        int row = -1;

        public override int RowNumber => block.RowNumber(row);

        public override int FieldCount => block.FieldCount(row);

        public override long BytesRead => repairer.BytesRead;

        public override ReadOnlySpan<char> Field(int index) => block.Field(row, index);

        public override CellKind Kind(int index) => block.Kind(row, index);

        public override bool Read()
        {
            if (++row < block.Count)
            {
                return true;
            }

            row = 0;
            return repairer.ReadBlock(block) > 0;
        }

        public override int ReadBlock(RowBlock target) => repairer.ReadBlock(target);

        protected override void Dispose(bool disposing)
        {
            repairer.Dispose();
            base.Dispose(disposing);
        }
    }
}
