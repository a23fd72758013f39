using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A unit without people needs a word: counted elsewhere, or really empty.</summary>
sealed class PopulationIsNotZero : Rule
{
    static readonly RuleInfo About = new("PS-12", Severity.Warning, "No unit has zero population", "{code} is zero: {remark}.", "cod.md 4.6");

    int total;
    int? remark;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        var set = table.Counts.FirstOrDefault(set => set.Concept == Concept.Population);
        total = set?.Total.All ?? -1;
        remark = table.First(Concept.Note);
        return table.Kind == TableKind.Population && total >= 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            if (batch[total].Numbers[row] == 0)
            {
                var text = remark is { } column ? batch.Text(row, column).Trim().ToString() : "";
                pass.Cell(About, Severity.Warning, batch, row, total, null, pass.NameOf(batch, row), text.Length > 0 ? text : "no remark");
            }
        }
    }
}
