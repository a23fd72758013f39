using Muster.Tabular.Reading;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Separated text that was cut off ends in the middle of a row. Where other rows are short too, a short last one says nothing.</summary>
sealed class LastRowIsWhole : Rule
{
    static readonly RuleInfo About = new("TB-03", Severity.Warning, "The last row is whole", "The last row has {found} of {expected} cells: the file may be cut off. Fetch it again.", "Muster: files cut off in the middle");

    int expected;
    int shortRows;
    (int Number, int Cells) last;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Format == SourceFormat.Csv;

    public override void Begin(Pass pass, Batch first) => expected = RowsFitTheHeader.CellsOfMost(pass, first);

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Skip[row])
            {
                last = (batch.RowNumber(row), batch.Block.FieldCount(row));
                shortRows += last.Cells < expected ? 1 : 0;
            }
        }
    }

    public override void End(Pass pass)
    {
        if (shortRows == 1 && last.Cells < expected)
        {
            pass.Late(About, Severity.Warning, last.Number, null, null, $"{expected}", null, 1, $"{last.Cells}", $"{expected}");
        }
    }
}
