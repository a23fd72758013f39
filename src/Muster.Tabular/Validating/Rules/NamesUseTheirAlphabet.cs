using Muster.Tabular.Reference;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Names in a language use its letters, those of loan words included: a Cyrillic о in a French name is a fault that nobody sees.</summary>
sealed class NamesUseTheirAlphabet : Rule
{
    static readonly RuleInfo About = new("AB-N10", Severity.Warning, "Names use the letters of their language", "{count} names in {lang} contain {chars}.", "cod.md 4.3; CLDR exemplar characters");

    const int MostShown = 12;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.AllNames.Any(name => name.Language is { } language && LanguageLetters.Of(language) is not null);

    public override void End(Pass pass)
    {
        foreach (var name in pass.Table.AllNames.Where(name => name.Language is not null))
        {
            if (LanguageLetters.Of(name.Language!) is { } letters)
            {
                Check(pass, pass.Columns[name.Column], name.Language!, letters);
            }
        }
    }

    static void Check(Pass pass, ColumnScan column, string language, IReadOnlySet<char> letters)
    {
        var (rows, strange, first) = (0L, new SortedSet<char>(), (string?)null);
        for (var id = 0; id < column.Texts.Count; id++)
        {
            if (Strange(column.Texts[id], letters, strange))
            {
                rows += column.RowsWith(id);
                first ??= column.Texts[id];
            }
        }

        if (first is not null)
        {
            pass.Late(About, Severity.Warning, null, column.Index, first, null, null, rows, $"{rows}", language, string.Join(" ", strange.Take(MostShown).Select(Shown)));
        }
    }

    /// <summary>Adds the letters that are none of the language's; a letter that was decomposed counts with its mark.</summary>
    static bool Strange(string text, IReadOnlySet<char> letters, SortedSet<char> strange)
    {
        var found = false;
        foreach (var letter in text)
        {
            var small = char.ToLowerInvariant(letter);
            if (char.IsLetter(letter) && !letters.Contains(small) && !letters.Contains(letter))
            {
                strange.Add(letter);
                found = true;
            }
        }

        return found;
    }

    /// <summary>With its number, as the wrong letter often looks like the right one.</summary>
    static string Shown(char letter) => $"{letter} (U+{(int)letter:X4})";
}
