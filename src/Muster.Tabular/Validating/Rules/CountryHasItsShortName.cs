using Muster.Tabular.Matching;
using Muster.Tabular.Reference;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The country's English name is the short name that the United Nations use.</summary>
sealed class CountryHasItsShortName : Rule
{
    static readonly RuleInfo About = new("AB-N11", Severity.Warning, "The country has its UN short name", "Country name \"{a}\"; expected \"{b}\".", "cod.md 4.3; UN M49, English names only");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && table.CodeOf(0) is not null && EnglishName(table) is not null;

    public override void End(Pass pass)
    {
        var (codes, names) = (pass.Columns[pass.Table.CodeOf(0)!.Column], pass.Columns[EnglishName(pass.Table)!.Column]);
        var country = Enumerable.Range(0, codes.Texts.Count).Select(id => CountryCodes.Alpha3(codes.Texts[id].AsSpan().Trim())).OfType<string>().Distinct().ToList();
        if (country.Count != 1 || CountryNames.Short(country[0]) is not { } expected)
        {
            return;
        }

        for (var id = 0; id < names.Texts.Count; id++)
        {
            if (names.Facts(id).Form is not (CellForm.Blank or CellForm.Placeholder) && names.RowsWith(id) > 0 && !PlaceNames.AreEqual(names.Texts[id], expected))
            {
                pass.Late(About, Severity.Warning, null, names.Index, names.Texts[id], expected, country[0], names.RowsWith(id), names.Texts[id], expected);
            }
        }
    }

    static PlaceColumn? EnglishName(TableShape table) => table.NamesOf(0).FirstOrDefault(name => name.Language == "en");
}
