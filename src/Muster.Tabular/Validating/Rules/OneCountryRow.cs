using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A table of the country level has one row.</summary>
sealed class OneCountryRow : Rule
{
    static readonly RuleInfo About = new("AB-S05", Severity.Error, "The country level has exactly one row", "The country level has {count} rows; one is expected.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.Level == 0 && !table.With(Concept.Year).Any();

    public override void End(Pass pass)
    {
        if (pass.Rows != 1)
        {
            pass.Late(About, Severity.Error, null, null, null, "1", null, pass.Rows, $"{pass.Rows}");
        }
    }
}
