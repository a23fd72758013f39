namespace Muster.Tabular.Validating.Rules;

/// <summary>Every unit of the level above has a unit in the table.</summary>
sealed class ParentHasChildren : Rule
{
    internal static readonly RuleInfo About = new("AB-C09", Severity.Warning, "Every parent has at least one child", "{parent} has no unit on level {n}.", "cod.md 4.2; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && options.Matcher is not null && table.Level > 0 && table.CodeOf(table.Level - 1) is not null;

    public override void End(Pass pass)
    {
        var (texts, gazetteer) = (pass.Columns[pass.Table.CodeOf(pass.Table.Level - 1)!.Column].Texts, pass.Options.Matcher!.Gazetteer);
        if (Enumerable.Range(0, texts.Count).Count(id => gazetteer.Find(texts[id].AsSpan().Trim()) is not null) * 2 < texts.Count)
        {
            // Another system of codes than the gazetteer's: PT-01 tells it, and every unit would be missing.
            return;
        }

        foreach (var place in gazetteer.Places.Where(place => place.Level == pass.Table.Level - 1 && texts.Find(place.Code) < 0))
        {
            pass.Late(About, Severity.Warning, null, null, null, null, place.Code, 1, place.Code, $"{pass.Table.Level}");
        }
    }
}
