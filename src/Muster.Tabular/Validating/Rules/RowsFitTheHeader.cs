using Muster.Tabular.Reading;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Rows of separated text have as many cells as the header; a cell too many shifts everything behind it.</summary>
sealed class RowsFitTheHeader : Rule
{
    static readonly RuleInfo About = new("TB-01", Severity.Error, "Rows have as many cells as the header", "The row has {found} cells, the header {expected}.", "Muster: varying column counts of separated text");

    int expected;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Format == SourceFormat.Csv;

    public override void Begin(Pass pass, Batch first) => expected = CellsOfMost(pass, first);

    /// <summary>As many as most of the first rows have, since a header may end before its columns do; where none are most, as many as the header.</summary>
    public static int CellsOfMost(Pass pass, Batch first)
    {
        var header = pass.Table.Sheet.Columns.Where(column => column.Header.Length > 0 || column.Tag is not null).Select(column => column.Index + 1).DefaultIfEmpty(pass.Table.Sheet.Columns.Count).Max();
        return Enumerable.Range(0, first.Count).Where(row => !first.Skip[row]).GroupBy(first.Block.FieldCount).OrderByDescending(group => group.Count()).ThenByDescending(group => group.Key == header).Select(group => group.Key).FirstOrDefault();
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var found = batch.Block.FieldCount(row);
            if (found != expected && !batch.Skip[row] && (found < expected || HasMore(batch, row, expected, found)))
            {
                pass.Row(About, found < expected ? Severity.Warning : Severity.Error, batch, row, $"{expected}", $"{found}", $"{expected}");
            }
        }
    }

    /// <summary>Empty cells past the end are only separators too many.</summary>
    static bool HasMore(Batch batch, int row, int expected, int found)
    {
        for (var column = expected; column < found; column++)
        {
            if (!batch.Text(row, column).IsWhiteSpace())
            {
                return true;
            }
        }

        return false;
    }
}
