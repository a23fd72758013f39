using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A parent named in a list of units is itself in the list, or in the gazetteer.</summary>
sealed class ParentExists : Rule
{
    internal static readonly RuleInfo About = new("AB-C08", Severity.Error, "Parents exist on their level", "Parent {parent} of {code} is not in level {n-1}.", "cod.md 4.2");

    int parent;
    int code;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        parent = table.Columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: "parent" })?.Column.Index ?? -1;
        code = table.AnyCode ?? -1;
        return parent >= 0 && code >= 0;
    }

    public override void End(Pass pass)
    {
        var (parents, codes) = (pass.Columns[parent], pass.Columns[code].Texts);
        for (var id = 0; id < parents.Texts.Count; id++)
        {
            // The country itself (two or three letters) has no row of its own in such lists.
            var text = parents.Texts[id];
            if (text.Length > 3 && codes.Find(text) < 0 && pass.Options.Matcher?.Gazetteer.Find(text) is null)
            {
                pass.Late(About, Severity.Error, null, parent, text, null, text, parents.RowsWith(id), text, $"{parents.RowsWith(id)} units", "the level above");
            }
        }
    }
}
