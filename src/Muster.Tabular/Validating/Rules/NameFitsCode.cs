using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The name of a unit is one that the gazetteer lists for its p-code, accents, case and punctuation aside.</summary>
sealed class NameFitsCode : Rule
{
    static readonly RuleInfo About = new("PS-17", Severity.Warning, "Names are those of the boundary set", "{code}: \"{a}\" here, \"{b}\" in the boundaries.", "cod.md 4.6; needs a gazetteer");

    (PlaceColumn Code, PlaceColumn Name, Dictionary<(int, int), bool> Agrees)[] pairs = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        pairs = options.Matcher is null ? [] : [.. table.Names.Where(name => table.CodeOf(name.Level) is not null).Select(name => (table.CodeOf(name.Level)!, name, new Dictionary<(int, int), bool>()))];
        return pairs.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (code, name, agrees) in pairs)
        {
            var (codes, names) = (batch[code.Column], batch[name.Column]);
            var (last, lastAgrees) = ((-1, -1), true);
            for (var row = 0; row < batch.Count; row++)
            {
                var key = (codes.Ids[row], names.Ids[row]);
                if (key.Item1 < 0 || key.Item2 < 0 || names.Forms[row] is CellForm.Blank or CellForm.Placeholder)
                {
                    continue;
                }

                if (key != last)
                {
                    if (!agrees.TryGetValue(key, out lastAgrees))
                    {
                        agrees[key] = lastAgrees = Agree(pass, codes.Texts[key.Item1], names.Texts[key.Item2]);
                    }

                    last = key;
                }

                if (!lastAgrees && !IsNamedInAnotherLanguage(pass, batch, row, code, name))
                {
                    var place = pass.Options.Matcher!.Gazetteer.Find(codes.Texts[key.Item1].AsSpan().Trim())!;
                    pass.Cell(About, Severity.Warning, batch, row, name.Column, place.Name, place.Code, names.Texts[key.Item2], place.Name);
                }
            }
        }
    }

    /// <summary>A name in a language that the gazetteer lacks for the unit cannot be held against it; that another name of the row agrees is enough.</summary>
    bool IsNamedInAnotherLanguage(Pass pass, Batch batch, int row, PlaceColumn code, PlaceColumn name) =>
        name.Language is { } language
        && pass.Options.Matcher!.Gazetteer.Find(batch.Text(row, code.Column).Trim()) is { } place && !place.Names.ContainsKey(language)
        && pairs.Any(other => other.Code.Level == code.Level && other.Name.Column != name.Column && batch[other.Name.Column].Ids[row] >= 0
            && Agree(pass, place.Code, batch[other.Name.Column].Texts[batch[other.Name.Column].Ids[row]]));

    static bool Agree(Pass pass, string code, string name) =>
        pass.Options.Matcher!.Gazetteer.Find(code.AsSpan().Trim()) is not { } place
        || PlaceNames.AreEqual(place.Name, name)
        || place.Names.Values.Any(listed => PlaceNames.AreEqual(listed, name))
        || pass.Options.Matcher.Match(name, place.Level, place.Parent) is { IsCertain: true } answer && answer.Code == place.Code;
}
