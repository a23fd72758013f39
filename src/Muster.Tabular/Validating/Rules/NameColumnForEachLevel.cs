using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Each level down to the deepest has at least one column of names.</summary>
sealed class NameColumnForEachLevel : Rule
{
    static readonly RuleInfo About = new("AB-S02", Severity.Error, "A name column exists for every level", "Level {n}: no name column for level {k}.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit;

    public override void Begin(Pass pass, Batch first)
    {
        for (var level = 0; level <= pass.Table.Level; level++)
        {
            if (!pass.Table.NamesOf(level).Any() && !(level == 0 && pass.Table.With(Concept.CountryCode).Any()))
            {
                pass.Late(About, level == 0 ? Severity.Warning : Severity.Error, null, null, null, null, null, 1, $"{pass.Table.Level}", $"{level}");
            }
        }
    }
}
