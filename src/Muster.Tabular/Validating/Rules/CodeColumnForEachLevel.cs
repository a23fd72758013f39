using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Each level down to the deepest has its column of p-codes.</summary>
sealed class CodeColumnForEachLevel : Rule
{
    static readonly RuleInfo About = new("AB-S01", Severity.Error, "A p-code column exists for every level", "Level {n}: no p-code column for level {k}.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit;

    public override void Begin(Pass pass, Batch first)
    {
        for (var level = 0; level <= pass.Table.Level; level++)
        {
            if (pass.Table.CodeOf(level) is null && !(level == 0 && pass.Table.With(Concept.CountryCode).Any()))
            {
                // Many tables of one country leave the country out; that is worth a note only.
                pass.Late(About, level == 0 ? Severity.Warning : Severity.Error, null, null, null, null, null, 1, $"{pass.Table.Level}", $"{level}");
            }
        }
    }
}
