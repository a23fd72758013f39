using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A count of people of one sex and age in the chosen places.</summary>
/// <param name="Sex">Sex; <see cref="Sex.All"/> is both together.</param>
/// <param name="Age">Band; null = all ages.</param>
/// <param name="Total">Sum of the filled cells.</param>
/// <param name="Cells">Filled cells.</param>
/// <param name="Missing">Cells that were blank or no number.</param>
sealed record SexAgeCount(Sex Sex, AgeBand? Age, decimal Total, long Cells, long Missing);

/// <summary>One pair of bars.</summary>
sealed record PyramidBand(AgeBand Age, decimal Male, decimal Female);

/// <summary>What a pyramid shows, and what it cannot: nothing is split, scaled or guessed (cod.md 5.2).</summary>
/// <param name="Bands">Bands that do not overlap, youngest first.</param>
/// <param name="Male">All males: the reported total, else the sum of the bands.</param>
/// <param name="Female">All females, likewise.</param>
/// <param name="MaleWithoutAge">Males in the total and in no band; below zero where the bands hold more than the total.</param>
/// <param name="FemaleWithoutAge">Females, likewise.</param>
/// <param name="SexUnknown">People whose sex is not stated, or who are in the total of both and in neither.</param>
/// <param name="Gaps">Ages that no band covers for both sexes.</param>
/// <param name="LeftOut">Bands of the data that are not drawn: they overlap the drawn ones, or only one sex has them.</param>
/// <param name="MissingCells">Blank cells under the drawn bars.</param>
sealed record PyramidData(IReadOnlyList<PyramidBand> Bands, decimal Male, decimal Female, decimal MaleWithoutAge, decimal FemaleWithoutAge, decimal SexUnknown, IReadOnlyList<AgeBand> Gaps, IReadOnlyList<AgeBand> LeftOut, long MissingCells)
{
    /// <summary>How many months an open band counts when bands compete for room.</summary>
    const int OpenMonths = 40 * 12;

    public decimal Total => Male + Female;

    /// <summary>Greatest bar.</summary>
    public decimal Most => Bands.Count == 0 ? 0 : Bands.Max(band => Math.Max(band.Male, band.Female));

    /// <summary>Makes a pyramid of whatever bands the data has.</summary>
    public static PyramidData Of(IReadOnlyCollection<SexAgeCount> counts)
    {
        var filled = counts.Where(count => count.Cells > 0).ToList();
        var males = ByBand(filled, Sex.Male);
        var females = ByBand(filled, Sex.Female);
        var chosen = WithoutOverlap([.. males.Keys.Intersect(females.Keys)]);
        var bands = chosen.Select(age => new PyramidBand(age, males[age], females[age])).ToList();
        var (male, maleWithoutAge) = Totals(filled, Sex.Male, bands.Sum(band => band.Male));
        var (female, femaleWithoutAge) = Totals(filled, Sex.Female, bands.Sum(band => band.Female));
        return new(bands, male, female, maleWithoutAge, femaleWithoutAge, UnknownSex(filled, male + female), [.. Between(chosen)],
            [.. males.Keys.Union(females.Keys).Except(chosen).OrderBy(band => band.FromMonths).ThenBy(End)],
            counts.Where(count => count.Sex is Sex.Male or Sex.Female && count.Age is { } age && chosen.Contains(age)).Sum(count => count.Missing));
    }

    static Dictionary<AgeBand, decimal> ByBand(IEnumerable<SexAgeCount> counts, Sex sex) =>
        counts.Where(count => count.Sex == sex && count.Age is not null).GroupBy(count => count.Age!.Value).ToDictionary(group => group.Key, group => group.Sum(count => count.Total));

    static (decimal Total, decimal WithoutAge) Totals(IReadOnlyCollection<SexAgeCount> counts, Sex sex, decimal inBands)
    {
        var total = counts.Where(count => count.Sex == sex && count.Age is null).Select(count => (decimal?)count.Total).FirstOrDefault();
        return (total ?? inBands, (total ?? inBands) - inBands);
    }

    /// <summary>Stated as unknown; else what the total of both sexes holds beyond males and females.</summary>
    static decimal UnknownSex(IReadOnlyCollection<SexAgeCount> counts, decimal known)
    {
        var unknown = counts.Where(count => count.Sex == Sex.Unknown).ToList();
        if (unknown.Count > 0)
        {
            return (unknown.FirstOrDefault(count => count.Age is null) ?? new(Sex.Unknown, null, unknown.Sum(count => count.Total), 1, 0)).Total;
        }

        return counts.FirstOrDefault(count => count is { Sex: Sex.All, Age: null }) is { } all ? all.Total - known : 0;
    }

    /// <summary>Of bands that may overlap, those that cover most ages; of equally good choices the finest.</summary>
    internal static List<AgeBand> WithoutOverlap(IReadOnlyList<AgeBand> bands)
    {
        var sorted = bands.OrderBy(End).ThenBy(band => band.FromMonths).ToList();
        var best = new List<(int Months, int Count, int Before, bool Taken)>();
        for (var index = 0; index < sorted.Count; index++)
        {
            var before = index - 1;
            while (before >= 0 && End(sorted[before]) > sorted[index].FromMonths)
            {
                before--;
            }

            var (months, count) = before < 0 ? (0, 0) : (best[before].Months, best[before].Count);
            var with = (Months: months + Length(sorted[index]), Count: count + 1);
            var without = index == 0 ? (Months: -1, Count: 0) : (best[index - 1].Months, best[index - 1].Count);
            best.Add(with.CompareTo(without) >= 0 ? (with.Months, with.Count, before, true) : (without.Months, without.Count, index - 1, false));
        }

        var chosen = new List<AgeBand>();
        for (var at = sorted.Count - 1; at >= 0; at = best[at].Before)
        {
            if (best[at].Taken)
            {
                chosen.Insert(0, sorted[at]);
            }
        }

        return chosen;
    }

    static IEnumerable<AgeBand> Between(List<AgeBand> bands)
    {
        var reached = 0;
        foreach (var band in bands)
        {
            if (band.FromMonths > reached)
            {
                yield return new(reached, band.FromMonths);
            }

            reached = End(band);
        }

        if (bands.Count > 0 && !bands[^1].IsOpen)
        {
            yield return new(reached, null);
        }
    }

    static int End(AgeBand band) => band.ToMonths ?? int.MaxValue;

    static int Length(AgeBand band) => band.IsOpen ? OpenMonths : band.ToMonths!.Value - band.FromMonths;
}
