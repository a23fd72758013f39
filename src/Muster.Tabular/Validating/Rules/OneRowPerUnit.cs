using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The table has one row for each unit of the gazetteer's level.</summary>
sealed class OneRowPerUnit : Rule
{
    static readonly RuleInfo About = new("PS-01", Severity.Error, "One row per unit of the boundary set", "{missing} units without population, {extra} unknown p-codes.", "cod.md 4.6; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Population && table.UnitCode is { } unit && options.Matcher?.Gazetteer.Levels.Contains(unit.Level) == true;

    public override void End(Pass pass)
    {
        var code = pass.Table.UnitCode!;
        var (column, gazetteer) = (pass.Columns[code.Column], pass.Options.Matcher!.Gazetteer);
        var missing = gazetteer.Places.Where(place => place.Level == code.Level && column.Texts.Find(place.Code) < 0).Select(place => place.Code).ToList();
        var extra = Enumerable.Range(0, column.Texts.Count).Count(id => column.Facts(id).Form is not (CellForm.Blank or CellForm.Placeholder) && gazetteer.Find(column.Texts[id].AsSpan().Trim())?.Level != code.Level);
        if (missing.Count + extra > 0)
        {
            pass.Late(About, Severity.Error, null, code.Column, null, missing.Count > 0 ? string.Join(", ", missing.Take(20)) : null, null, missing.Count + extra, $"{missing.Count}", $"{extra}");
        }
    }
}
