using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A column of names is not written in capitals, nor in small letters, throughout.</summary>
sealed class NamesAreNotCapitals : Rule
{
    static readonly RuleInfo About = new("AB-N08", Severity.Warning, "Names are not all in capitals or small letters", "{column} is entirely in {case}.", "cod.md 4.3");

    public override RuleInfo Info => About;

    public override void End(Pass pass)
    {
        foreach (var column in pass.Columns.Where(column => column.Meaning is { Concept: Concept.PlaceName or Concept.SiteName or Concept.Organisation, Qualifier: null }))
        {
            var names = Enumerable.Range(0, column.Texts.Count).Where(id => column.Facts(id).Form == CellForm.Text).Select(id => column.Texts[id]).Where(text => text.Count(char.IsLetter) > 3).ToList();
            if (names.Count < 3 || !names.Any(HasCase))
            {
                continue;
            }

            var upper = names.All(name => !name.Any(char.IsLower));
            if (upper || names.All(name => !name.Any(char.IsUpper)))
            {
                pass.Late(About, Severity.Warning, null, column.Index, names[0], null, null, column.Filled, column.Header, upper ? "capitals" : "small letters");
            }
        }
    }

    static bool HasCase(string name) => name.Any(letter => char.IsUpper(letter) || char.IsLower(letter));
}
