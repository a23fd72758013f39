using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A column of names in one language is filled, or empty as a whole.</summary>
sealed class LanguageIsFilled : Rule
{
    static readonly RuleInfo About = new("AB-N02", Severity.Warning, "A language column is filled in all rows", "{lang}: {count} of {total} names are empty.", "cod.md 4.3");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.Names.Any(name => name.Language is not null);

    public override void End(Pass pass)
    {
        foreach (var name in pass.Table.Names.Where(name => name.Language is not null))
        {
            var column = pass.Columns[name.Column];
            var empty = column.FormCounts[(int)CellForm.Blank];
            if (empty > 0 && column.Filled > 0)
            {
                pass.Late(About, Severity.Warning, null, name.Column, null, null, null, empty, name.Language!, $"{empty}", $"{empty + column.Filled}");
            }
        }
    }
}
