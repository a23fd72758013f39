namespace Muster.Tabular.Validating.Schemas;

/// <summary>
/// Finds values far from the others: the modified z-score of Iglewicz and Hoaglin (1993) over median and median deviation, taken of the logarithm of the size, as counts of people are skewed.
/// A few wild values do not hide themselves by widening the measure, as they do with mean and standard deviation.
/// </summary>
sealed class Outliers
{
    /// <summary>Beyond this score a value is an outlier; 3.5 is usual for normal values, counts of places have longer tails.</summary>
    const double Limit = 5;

    const int Fewest = 10;

    readonly double median;
    readonly double spread;

    public Outliers(IReadOnlyCollection<double> numbers)
    {
        if (numbers.Count < Fewest)
        {
            return;
        }

        var sizes = numbers.Select(Size).Order().ToArray();
        median = Middle(sizes);
        var deviations = sizes.Select(size => Math.Abs(size - median)).Order().ToArray();
        spread = Middle(deviations) is > 0 and var half ? half / 0.6745 : deviations.Average() * 1.2533;
    }

    /// <summary>True for a value far from the others.</summary>
    public bool Contains(double number) => spread > 0 && Math.Abs(Size(number) - median) / spread > Limit;

    static double Size(double number) => Math.Sign(number) * Math.Log(1 + Math.Abs(number));

    static double Middle(double[] sorted) => sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
}
