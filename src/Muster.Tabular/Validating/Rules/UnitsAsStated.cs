namespace Muster.Tabular.Validating.Rules;

/// <summary>The number of units is the one that the metadata states.</summary>
sealed class UnitsAsStated : Rule
{
    static readonly RuleInfo About = new("AB-S06", Severity.Warning, "The number of units equals the metadata", "Level {n} has {found} units, the metadata says {expected}.", "cod.md 4.1; needs the number stated");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.UnitCode is not null && options.UnitsStated.ContainsKey(table.Level);

    public override void End(Pass pass)
    {
        var (found, expected) = (pass.Columns[pass.Table.UnitCode!.Column].Texts.Count, pass.Options.UnitsStated[pass.Table.Level]);
        if (found != expected)
        {
            pass.Late(About, Severity.Warning, null, pass.Table.UnitCode.Column, null, $"{expected}", null, 1, $"{pass.Table.Level}", $"{found}", $"{expected}");
        }
    }
}
