namespace Muster.Tabular.Validating.Rules;

/// <summary>Every unit of the level above has a unit in the table.</summary>
sealed class ParentHasChildren : Rule
{
    internal static readonly RuleInfo About = new("AB-C09", Severity.Warning, "Every parent has at least one child", "{parent} has no unit on level {n}.", "cod.md 4.2; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && options.Matcher is not null && table.Level > 0 && table.CodeOf(table.Level - 1) is not null;

    public override void End(Pass pass)
    {
        var texts = pass.Columns[pass.Table.CodeOf(pass.Table.Level - 1)!.Column].Texts;
        foreach (var place in pass.Options.Matcher!.Gazetteer.Places.Where(place => place.Level == pass.Table.Level - 1 && texts.Find(place.Code) < 0))
        {
            pass.Late(About, Severity.Warning, null, null, null, null, place.Code, 1, place.Code, $"{pass.Table.Level}");
        }
    }
}
