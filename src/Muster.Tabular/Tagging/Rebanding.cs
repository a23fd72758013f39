namespace Muster.Tabular.Tagging;

/// <summary>How a band is made from others: the bands to add, or the reason why it cannot be made exactly.</summary>
/// <param name="Wanted">The band asked for.</param>
/// <param name="Parts">Bands whose sum is exactly the one wanted, youngest first; empty where refused.</param>
/// <param name="Refusal">One sentence, or null.</param>
public sealed record BandPlan(AgeBand Wanted, IReadOnlyList<AgeBand> Parts, string? Refusal)
{
    /// <summary>True where the sum is exact.</summary>
    public bool IsExact => Refusal is null;
}

/// <summary>Makes age bands from narrower ones: whole bands only, never a share of one (cod.md 5.2).</summary>
public static class Rebanding
{
    /// <summary>The way from the bands of a table to one band.</summary>
    /// <param name="have">Bands of the table, in any order; they may overlap.</param>
    /// <param name="wanted">The band asked for.</param>
    public static BandPlan Plan(IReadOnlyCollection<AgeBand> have, AgeBand wanted)
    {
        if (have.Contains(wanted))
        {
            return new BandPlan(wanted, [wanted], null);
        }

        return Chain(have, wanted.FromMonths, wanted.ToMonths) is { } parts
            ? new BandPlan(wanted, parts, null)
            : new BandPlan(wanted, [], Reason(have, wanted));
    }

    /// <summary>The way to each of several bands.</summary>
    public static IReadOnlyList<BandPlan> Plan(IReadOnlyCollection<AgeBand> have, IEnumerable<AgeBand> wanted) => [.. wanted.Select(band => Plan(have, band))];

    static List<AgeBand>? Chain(IReadOnlyCollection<AgeBand> have, int from, int? to)
    {
        // Wide bands first: fewer numbers are added.
        foreach (var band in have.Where(band => band.FromMonths == from && IsWithin(band, to)).OrderByDescending(band => band.ToMonths ?? int.MaxValue))
        {
            if (band.ToMonths == to)
            {
                return [band];
            }

            if (band.ToMonths is { } next && Chain(have, next, to) is { } rest)
            {
                return [band, .. rest];
            }
        }

        return null;
    }

    static bool IsWithin(AgeBand band, int? to) => to is null || band.ToMonths is { } end && end <= to;

    static string Reason(IReadOnlyCollection<AgeBand> have, AgeBand wanted)
    {
        if (have.Count == 0)
        {
            return "The table has no age bands; a total gets no structure here.";
        }

        foreach (var border in new[] { wanted.FromMonths, wanted.ToMonths ?? -1 })
        {
            foreach (var band in have)
            {
                if (border > band.FromMonths && (band.ToMonths is null || border < band.ToMonths))
                {
                    return band.IsOpen
                        ? $"{Years(border)} lies inside the open band {band}; splitting it would be an estimate."
                        : $"{Years(border)} lies inside the band {band}; splitting it would be an estimate.";
                }
            }
        }

        return wanted.IsOpen && !have.Any(band => band.IsOpen)
            ? $"The bands end at {have.MaxBy(band => band.ToMonths)}; nothing says how many are older."
            : $"The bands of the table do not cover {wanted} without a gap.";
    }

    static string Years(int months) => months % 12 == 0 ? $"Age {months / 12}" : $"Age {months} months";
}
