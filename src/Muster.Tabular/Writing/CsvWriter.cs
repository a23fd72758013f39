using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>Writes comma-separated UTF-8 with LF, see <see cref="CsvRows"/>.</summary>
sealed class CsvWriter : TableWriter
{
    const int Flush = 1 << 16;

    readonly Stream output;
    readonly int[] columns;
    readonly bool guardFormulas;
    readonly CsvRows rows;

    public CsvWriter(Stream output, IReadOnlyList<ColumnMeaning> columns, HeaderStyle headers, bool guardFormulas)
        : base(output)
    {
        this.output = output;
        this.guardFormulas = guardFormulas;
        this.columns = [.. columns.Select(column => column.Column.Index)];
        rows = NewRows();
        foreach (var row in Headers.Rows(columns, headers))
        {
            rows.WriteTexts(row);
        }
    }

    public override void Write(RowBlock block)
    {
        if (rows.CanCopyAll(block))
        {
            WriteWhole(block);
            return;
        }

        rows.Write(block);
        if (rows.Written.Length >= Flush)
        {
            FlushRows();
        }
    }

    internal override CsvRows NewRows() => new(columns, guardFormulas);

    internal override void WriteLines(ReadOnlySpan<byte> lines)
    {
        FlushRows();
        output.Write(lines);
    }

    internal override void WriteWhole(RowBlock block)
    {
        FlushRows();
        output.Write(block.RawRows);
        rows.EndRow();
    }

    protected override void End()
    {
        FlushRows();
        output.Flush();
    }

    void FlushRows()
    {
        output.Write(rows.Written);
        rows.Clear();
    }
}
