using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The ordinal in a name ("1re Section") is the number in its code, where a country's names go with its codes.</summary>
sealed partial class OrdinalFitsCode : Rule
{
    static readonly RuleInfo About = new("AB-N13", Severity.Information, "The ordinal in a name fits the code", "{code}: the name says {x}, the code says {y}.", "cod.md 4.3");

    PlaceColumn? code;
    PlaceColumn? name;
    bool isCustom;
    int[] ordinals = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        code = table.UnitCode;
        name = code is null ? null : table.NamesOf(code.Level).LastOrDefault();
        return name is not null;
    }

    public override void Begin(Pass pass, Batch first)
    {
        var (agree, all) = (0, 0);
        for (var row = 0; row < first.Count; row++)
        {
            if (Ordinal(first.Text(row, name!.Column)) is { } said && Last(first.Text(row, code!.Column)) is { } coded)
            {
                all++;
                agree += said == coded ? 1 : 0;
            }
        }

        isCustom = all >= 5 && agree * 10 >= all * 8;
    }

    public override void Check(Pass pass, Batch batch)
    {
        if (!isCustom)
        {
            return;
        }

        var (codes, names) = (batch[code!.Column], batch[name!.Column]);
        Learn(names.Texts);
        for (var row = 0; row < batch.Count; row++)
        {
            if (names.Ids[row] >= 0 && codes.Ids[row] >= 0 && ordinals[names.Ids[row]] is > 0 and var said && Last(batch.Text(row, code.Column)) is { } coded && said != coded)
            {
                pass.Cell(About, Severity.Information, batch, row, name.Column, $"{coded}", codes.Texts[codes.Ids[row]], $"{said}", $"{coded}");
            }
        }
    }

    void Learn(TextPool texts)
    {
        var known = ordinals.Length;
        if (known < texts.Count)
        {
            Array.Resize(ref ordinals, texts.Count);
            for (var id = known; id < texts.Count; id++)
            {
                ordinals[id] = Ordinal(texts[id]) ?? 0;
            }
        }
    }

    static int? Ordinal(ReadOnlySpan<char> name)
    {
        foreach (var match in OrdinalForm().EnumerateMatches(name))
        {
            var figures = name[..match.Length].TrimStart();
            return int.Parse(figures[..figures.IndexOfAnyExceptInRange('0', '9')], NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return null;
    }

    /// <summary>The figures behind the last hyphen, else the last two.</summary>
    static int? Last(ReadOnlySpan<char> code)
    {
        code = code.Trim();
        var hyphen = code.LastIndexOf('-');
        var figures = hyphen >= 0 ? code[(hyphen + 1)..] : code.Length > 2 ? code[^2..] : default;
        return int.TryParse(figures, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^\s*\d{1,2}\s?(?:re|ere|ère|er|eme|ème|e|nde|nd|st|rd|th)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OrdinalForm();
}
