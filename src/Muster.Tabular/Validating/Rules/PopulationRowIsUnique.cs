using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A unit has one row, for each year and group where the table has several.</summary>
sealed class PopulationRowIsUnique : Rule
{
    static readonly RuleInfo About = new("PS-02", Severity.Error, "One population row for each p-code", "{code} has {count} population rows.", "cod.md 4.6");

    readonly RepeatedCodes repeated = new();
    int[] others = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        others = [.. table.Columns.Where(column => column.Meaning.Concept is Concept.Year or Concept.Date or Concept.Sex or Concept.Age or Concept.Indicator or Concept.Source or Concept.Category).Select(column => column.Column.Index)];
        return table.Kind == TableKind.Population && table.UnitCode is not null;
    }

    public override void Check(Pass pass, Batch batch) => repeated.Check(batch, pass.Table.UnitCode!.Column, others);

    public override void End(Pass pass)
    {
        var code = pass.Table.UnitCode!;
        foreach (var (text, row, count) in repeated.Found(pass.Columns[code.Column]))
        {
            pass.Late(About, Severity.Error, row, code.Column, text, null, text, 1, text, $"{count}");
        }
    }
}
