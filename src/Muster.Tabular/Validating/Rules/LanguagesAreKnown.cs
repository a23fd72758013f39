using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Language codes are real, and no level has languages that the level above lacks.</summary>
sealed class LanguagesAreKnown : Rule
{
    static readonly RuleInfo About = new("AB-N12", Severity.Warning, "Language codes are valid, and no level has more than its parent", "\"{code}\" {what}.", "cod.md 4.3; ISO 639-1");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Units;

    public override void Begin(Pass pass, Batch first)
    {
        for (var level = 1; level <= pass.Table.Level; level++)
        {
            var above = pass.Table.NamesOf(level - 1).Select(name => name.Language).ToHashSet();
            foreach (var name in pass.Table.NamesOf(level).Where(name => name.Language is not null && above.Count > 0 && !above.Contains(name.Language)))
            {
                pass.Late(About, Severity.Warning, null, name.Column, null, null, null, 1, name.Language!, $"names level {level}, but not level {level - 1}");
            }
        }
    }

    public override void End(Pass pass)
    {
        foreach (var column in pass.Columns.Where(column => column.Meaning is { Concept: Concept.Category, Qualifier: "lang" or "lang1" or "lang2" or "lang3" }))
        {
            for (var id = 0; id < column.Texts.Count; id++)
            {
                if (column.Facts(id).Form != CellForm.Blank && !CodHeaders.Languages.Contains(column.Texts[id]))
                {
                    pass.Late(About, Severity.Warning, null, column.Index, column.Texts[id], null, null, column.RowsWith(id), column.Texts[id], "is not a language code");
                }
            }
        }
    }
}
