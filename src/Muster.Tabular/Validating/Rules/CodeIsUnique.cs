using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A p-code names one unit of its level.</summary>
sealed class CodeIsUnique : Rule
{
    static readonly RuleInfo About = new("AB-C02", Severity.Error, "P-codes are unique within their level", "P-code {code} is used by {count} units of level {n}.", "cod.md 4.2");

    readonly RepeatedCodes repeated = new();

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Units && table.UnitCode is not null;

    public override void Check(Pass pass, Batch batch) => repeated.Check(batch, pass.Table.UnitCode!.Column, []);

    public override void End(Pass pass)
    {
        var code = pass.Table.UnitCode!;
        foreach (var (text, row, count) in repeated.Found(pass.Columns[code.Column]))
        {
            pass.Late(About, Severity.Error, row, code.Column, text, null, text, 1, text, $"{count}", $"{code.Level}");
        }
    }
}
