using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A code that once meant a place is never given to another (cod.md 2.4): old figures would be read for the new place.</summary>
sealed class RetiredCodeIsNotReused : Rule
{
    static readonly RuleInfo About = new("AB-C12", Severity.Error, "Codes of earlier editions are not given to other places", "{code} meant \"{old}\" in {edition}.", "cod.md 4.2; needs a gazetteer of an earlier edition");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Units && table.UnitCode is not null && table.NamesOf(table.Level).Any() && options.Earlier.Count > 0;

    public override void Check(Pass pass, Batch batch) => pass.Units.See(batch);

    public override void End(Pass pass)
    {
        foreach (var unit in pass.Units.All)
        {
            if (pass.Units.Reused(unit, pass.Options.Earlier) is var (edition, old))
            {
                pass.Late(About, Severity.Error, unit.RowNumber, pass.Table.UnitCode!.Column, unit.Code, null, unit.Code, 1, unit.Code, old.Name, edition.Edition);
            }
        }
    }
}
