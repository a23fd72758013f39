using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A unit is replaced after the day it became valid.</summary>
sealed class ValidToFollowsValidOn : Rule
{
    static readonly RuleInfo About = new("AB-D03", Severity.Error, "validTo is later than validOn", "validTo {a} is before validOn {b}.", "cod.md 4.4");

    int from;
    int to;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        (from, to) = (table.First(Concept.ValidFrom) ?? -1, table.First(Concept.ValidTo) ?? -1);
        return from >= 0 && to >= 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        if (batch[to].FormsSeen == 1 << (int)CellForm.Blank)
        {
            return;
        }

        for (var row = 0; row < batch.Count; row++)
        {
            if (batch[to].Ids[row] >= 0 && CellDate.Plain(batch.Text(row, to)) is { } end && CellDate.Plain(batch.Text(row, from)) is { } start && end < start)
            {
                pass.Cell(About, Severity.Error, batch, row, to, null, batch.Text(row, to).ToString(), batch.Text(row, from).ToString());
            }
        }
    }
}
