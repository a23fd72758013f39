using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No p-code is used on two levels.</summary>
sealed class CodeIsOnOneLevel : Rule
{
    internal static readonly RuleInfo About = new("AB-C03", Severity.Warning, "P-codes are unique over all levels", "P-code {code} occurs on levels {a} and {b}.", "cod.md 4.2");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Codes.Count > 1;

    public override void End(Pass pass)
    {
        foreach (var upper in pass.Table.Codes)
        {
            foreach (var lower in pass.Table.Codes.Where(code => code.Level > upper.Level))
            {
                var (above, below) = (pass.Columns[upper.Column].Texts, pass.Columns[lower.Column].Texts);
                for (var id = 0; id < above.Count; id++)
                {
                    if (pass.Columns[upper.Column].Facts(id).Form is not (CellForm.Blank or CellForm.Placeholder) && below.Find(above[id]) >= 0)
                    {
                        pass.Late(About, Severity.Warning, null, lower.Column, above[id], null, above[id], 1, above[id], $"{upper.Level}", $"{lower.Level}");
                    }
                }
            }
        }
    }
}
