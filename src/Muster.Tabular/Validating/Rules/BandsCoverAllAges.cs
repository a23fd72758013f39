using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Each band stands for both sexes, and the bands cover all ages once, the last one open.</summary>
sealed class BandsCoverAllAges : Rule
{
    static readonly RuleInfo About = new("PS-07", Severity.Error, "Bands are complete, for both sexes, without gap or overlap", "Age bands: {what}.", "cod.md 4.6");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Counts.Any(set => set.Bands.Count > 1);

    public override void Begin(Pass pass, Batch first)
    {
        // What a band named by a word covers is not known: it may well be the open one (PS-18).
        var hasLooseBands = pass.Table.Columns.Any(BandHasBounds.IsLoose);
        foreach (var set in pass.Table.Counts.Where(set => set.Bands.Count > 1))
        {
            foreach (var what in MissingSexes(set).Concat(Gaps(set, hasLooseBands)))
            {
                pass.Late(About, pass.Table.Kind == TableKind.Population ? Severity.Error : Severity.Warning, null, null, null, null, null, 1, what);
            }
        }
    }

    static IEnumerable<string> MissingSexes(CountSet set)
    {
        foreach (var band in set.Bands)
        {
            // Some bands belong to one sex: women of 15 to 49.
            if (band.Female is null && band.Male is null)
            {
                yield return $"{band.Age} is not split by sex";
            }
            else if (band.Female is null || band.Male is null && !IsWomenOfReproductiveAge(band.Age!.Value))
            {
                yield return $"{band.Age} has no {(band.Female is null ? "female" : "male")} column";
            }
        }
    }

    static bool IsWomenOfReproductiveAge(AgeBand age) => age == AgeBand.Years(15, 49);

    static IEnumerable<string> Gaps(CountSet set, bool hasLooseBands)
    {
        var sex = set.Bands.Any(band => band.Female is not null) ? Sex.Female : set.Bands.Any(band => band.Male is not null) ? Sex.Male : Sex.All;
        var bands = set.Bands.Where(band => band.Of(sex) is not null).Select(band => band.Age!.Value).ToList();
        if (bands.Count < 2 || set.Partition(sex) is not null)
        {
            yield break;
        }

        if (bands[0].FromMonths != 0)
        {
            yield return $"no band for {Years(0, bands[0].FromMonths)}";
        }

        for (var at = 1; at < bands.Count; at++)
        {
            var end = bands[at - 1].ToMonths;
            if (end is null || end > bands[at].FromMonths)
            {
                yield return $"bands {bands[at - 1]} and {bands[at]} overlap";
            }
            else if (end < bands[at].FromMonths)
            {
                yield return $"no band for {Years(end.Value, bands[at].FromMonths)}";
            }
        }

        if (!hasLooseBands && !bands.Any(band => band.IsOpen))
        {
            yield return $"the last band, {bands[^1]}, is not open";
        }
    }

    static AgeBand Years(int from, int to) => new(from, to);
}
