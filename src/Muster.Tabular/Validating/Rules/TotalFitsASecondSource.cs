using System.Globalization;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>All people of the table are within a tenth of what a second source gives for the country and year.</summary>
sealed class TotalFitsASecondSource : Rule
{
    static readonly RuleInfo About = new("PS-08", Severity.Warning, "The national total is within 10 % of a second source", "{x} against {y} in {source}: {p} %.", "cod.md 4.6; needs the second source's figure stated, for example of UN WPP for the year");

    const double Most = 0.1;

    int[] columns = [];
    double people;
    long rows;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        var total = table.Counts.FirstOrDefault(set => set.Concept == Concept.Population)?.Total;
        columns = total switch
        {
            { All: { } all } => [all],
            { Female: { } female, Male: { } male } => [female, male],
            _ => [],
        };
        return table.Kind == TableKind.Population && options.SecondSource is not null && columns.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        var code = pass.Table.UnitCode;
        for (var row = 0; row < batch.Count; row++)
        {
            // Rows of units above would count their people twice.
            if (batch.Skip[row] || code is not null && batch[code.Column].Forms[row] == CellForm.Blank)
            {
                continue;
            }

            rows++;
            foreach (var column in columns)
            {
                people += double.IsNaN(batch[column].Numbers[row]) ? 0 : batch[column].Numbers[row];
            }
        }
    }

    public override void End(Pass pass)
    {
        var other = pass.Options.SecondSource!;
        var difference = (people - other.People) / other.People;
        if (rows > 0 && Math.Abs(difference) > Most)
        {
            pass.Late(About, Severity.Warning, null, columns[0], Figure.Of(people), Figure.Of(other.People), null, 1, Figure.Of(people), Figure.Of(other.People), other.Source, (100 * difference).ToString("+0.0;-0.0", CultureInfo.InvariantCulture));
        }
    }
}
