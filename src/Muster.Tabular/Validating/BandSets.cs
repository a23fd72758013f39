using System.Diagnostics.CodeAnalysis;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating;

/// <summary>Sets of age bands that the field uses (cod.md 5.1).</summary>
public static class BandSets
{
    /// <summary>Sets in use besides the five-year bands: site assessments, registration, needs overview.</summary>
    public static IReadOnlyList<IReadOnlySet<AgeBand>> InUse { get; } =
    [
        Set(new AgeBand(0, 12), AgeBand.Years(1, 5), AgeBand.Years(6, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 5), AgeBand.Years(6, 12), AgeBand.Years(13, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 5), AgeBand.Years(6, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 4), AgeBand.Years(5, 11), AgeBand.Years(12, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 4), AgeBand.Years(5, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 5), AgeBand.Years(6, 11), AgeBand.Years(12, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 17), AgeBand.Years(18, 59), AgeBand.Years(60, null)),
        Set(AgeBand.Years(0, 17), AgeBand.Years(18, null)),
    ];

    /// <summary>Five-year bands from birth to an open one.</summary>
    public static bool IsDemographic(IReadOnlySet<AgeBand> bands)
    {
        var next = 0;
        foreach (var band in bands.OrderBy(band => band.FromMonths))
        {
            if (band.FromMonths != next * 12)
            {
                return false;
            }

            if (band.IsOpen)
            {
                return next >= 60 && band == bands.MaxBy(each => each.FromMonths);
            }

            next += 5;
            if (band.ToMonths != next * 12)
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Reads bands as people list them: <c>0-4, 5-11, 12-17, 18-59, 60+</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out IReadOnlyList<AgeBand>? bands)
    {
        var read = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(AgeText.Parse).ToList();
        bands = read.Count > 0 && read.All(band => band is not null) ? [.. read.Select(band => band!.Value)] : null;
        return bands is not null;
    }

    static HashSet<AgeBand> Set(params AgeBand[] bands) => [.. bands];
}
