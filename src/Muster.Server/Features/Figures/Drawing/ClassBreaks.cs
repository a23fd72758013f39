namespace Muster.Server.Features.Figures.Drawing;

/// <summary>How values are cut into classes.</summary>
enum ClassMethod
{
    /// <summary>Natural breaks: classes as alike inside as can be (Jenks' aim, solved exactly).</summary>
    Natural,

    /// <summary>As many areas in each class as can be.</summary>
    Quantile,

    /// <summary>Equal steps of the value, rounded.</summary>
    Equal,

    /// <summary>Limits that the reader names.</summary>
    Manual,
}

/// <summary>Classes of values: each begins at its limit (inclusive) and ends before the next.</summary>
/// <param name="Limits">Where the second, third … class begins, rising; empty = one class.</param>
/// <param name="Least">Least value that was classed.</param>
/// <param name="Greatest">Greatest one.</param>
sealed record ClassBreaks(IReadOnlyList<double> Limits, double Least, double Greatest)
{
    public const int FewestClasses = 2;
    public const int MostClasses = 9;

    public int Count => Limits.Count + 1;

    /// <summary>Class of a value, from 0.</summary>
    public int IndexOf(double value)
    {
        var index = 0;
        while (index < Limits.Count && value >= Limits[index])
        {
            index++;
        }

        return index;
    }

    /// <summary>Cuts values into at most <paramref name="classes"/> classes; fewer where there are fewer different values. Equal values always share a class.</summary>
    /// <param name="method">How; <see cref="ClassMethod.Manual"/> is <see cref="At"/>.</param>
    /// <param name="values">Values with data, any order.</param>
    /// <param name="classes">2 to 9.</param>
    public static ClassBreaks Cut(ClassMethod method, IReadOnlyCollection<double> values, int classes)
    {
        if (values.Count == 0)
        {
            return new([], 0, 0);
        }

        var sorted = values.Order().ToArray();
        var limits = method switch
        {
            ClassMethod.Quantile => Between(sorted, QuantileStarts(sorted, classes)),
            ClassMethod.Equal => EqualSteps(sorted[0], sorted[^1], classes),
            _ => Between(sorted, NaturalBreaks.Starts(sorted, classes)),
        };
        return new(limits, sorted[0], sorted[^1]);
    }

    /// <summary>Classes with limits of the reader's own.</summary>
    public static ClassBreaks At(IReadOnlyList<double> limits, IReadOnlyCollection<double> values) =>
        new([.. limits.Order().Distinct()], values.DefaultIfEmpty().Min(), values.DefaultIfEmpty().Max());

    /// <summary>Positions at which the next class begins, moved up so that equal values stay together.</summary>
    static List<int> QuantileStarts(double[] sorted, int classes)
    {
        var starts = new List<int>();
        for (var part = 1; part < classes; part++)
        {
            var at = (int)Math.Round((double)sorted.Length * part / classes, MidpointRounding.AwayFromZero);
            while (at > 0 && at < sorted.Length && sorted[at] == sorted[at - 1])
            {
                at++;
            }

            if (at > 0 && at < sorted.Length && (starts.Count == 0 || at > starts[^1]))
            {
                starts.Add(at);
            }
        }

        return starts;
    }

    /// <summary>Any limit in the gap below a class's first value gives the same classes: the roundest one is taken.</summary>
    static double[] Between(double[] sorted, IEnumerable<int> starts) => [.. starts.Select(start => Roundest(sorted[start - 1], sorted[start]))];

    /// <summary>The number with the fewest digits that is above <paramref name="below"/> and at most <paramref name="atMost"/>.</summary>
    internal static double Roundest(double below, double atMost)
    {
        if (below < 0 && atMost >= 0)
        {
            return 0;
        }

        // Counts are cut between whole numbers.
        var isWhole = double.IsInteger(below) && double.IsInteger(atMost);
        for (var power = Math.Ceiling(Math.Log10(Math.Max(Math.Abs(below), Math.Abs(atMost)))) + 1; power > -12; power--)
        {
            foreach (var part in (ReadOnlySpan<double>)[1, 0.5, 0.25])
            {
                var step = Math.Pow(10, power) * part;
                var candidate = Math.Round(Math.Floor(atMost / step) * step, 12);
                if (candidate > below && candidate <= atMost && (!isWhole || double.IsInteger(candidate)))
                {
                    return candidate;
                }
            }
        }

        return atMost;
    }

    static double[] EqualSteps(double least, double greatest, int classes)
    {
        if (greatest <= least)
        {
            return [];
        }

        var step = RoundStep((greatest - least) / classes);
        var first = (Math.Floor(least / step) + 1) * step;
        return [.. Enumerable.Range(0, classes + 1).Select(index => Math.Round(first + (index * step), 10)).Where(limit => limit > least && limit <= greatest).Take(MostClasses - 1)];
    }

    /// <summary>The least of 1, 2, 2.5, 5 times a power of ten that is not below a step.</summary>
    internal static double RoundStep(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        foreach (var part in (ReadOnlySpan<double>)[1, 2, 2.5, 5])
        {
            if (part * power >= step * (1 - 1e-9))
            {
                return part * power;
            }
        }

        return 10 * power;
    }
}
