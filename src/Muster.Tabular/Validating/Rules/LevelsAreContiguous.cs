using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Levels follow one another without a gap.</summary>
sealed class LevelsAreContiguous : Rule
{
    static readonly RuleInfo About = new("AB-S03", Severity.Error, "Levels follow one another without a gap", "Level {n} is present but level {k} is missing.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.Level > 1;

    public override void Begin(Pass pass, Batch first)
    {
        var present = pass.Table.Codes.Concat(pass.Table.Names).Select(place => place.Level).ToHashSet();
        for (var level = present.Where(level => level > 0).Min(); level < pass.Table.Level; level++)
        {
            if (!present.Contains(level))
            {
                pass.Late(About, Severity.Error, null, null, null, null, null, 1, $"{pass.Table.Level}", $"{level}");
            }
        }
    }
}
