using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Rows of tags, and headers repeated further down, are read as such and not as data.</summary>
sealed class NoTagsAmongData : Rule
{
    static readonly RuleInfo About = new("AB-S10", Severity.Warning, "Tag rows and repeated headers are not data", "Row {r} was read as tags, not as data.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override void Begin(Pass pass, Batch first)
    {
        foreach (var row in pass.Table.Sheet.TagRows)
        {
            pass.Late(About, Severity.Information, row, null, null, null, null, 1, $"{row}");
        }
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch.IsHeader[row])
            {
                pass.Late(About, Severity.Warning, batch.RowNumber(row), null, null, null, null, 1, $"{batch.RowNumber(row)}");
            }
        }
    }
}
