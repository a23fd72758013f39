using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>P-codes of a level have one length.</summary>
sealed class CodesHaveOneLength : Rule
{
    static readonly RuleInfo About = new("AB-C06", Severity.Warning, "P-codes of a level have one length", "Level {n} has p-codes of {lengths} characters.", "cod.md 4.2");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Codes.Count > 0;

    public override void End(Pass pass)
    {
        foreach (var code in pass.Table.Codes.Where(_ => !pass.IsInternational))
        {
            var column = pass.Columns[code.Column];
            var lengths = Enumerable.Range(0, column.Texts.Count)
                .Where(id => column.Facts(id).Form is not (CellForm.Blank or CellForm.Placeholder))
                .GroupBy(id => column.Texts[id].Trim().Length)
                .OrderBy(group => group.Key)
                .ToList();
            if (lengths.Count > 1)
            {
                var rare = lengths.MinBy(group => group.Count())!;
                pass.Late(About, Severity.Warning, null, code.Column, column.Texts[rare.First()], $"{lengths.MaxBy(group => group.Count())!.Key}", null, rare.Count(), $"{code.Level}", string.Join(", ", lengths.Select(group => $"{group.Key}")));
            }
        }
    }
}
