namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Natural breaks, exact: the cut with the least sum of squares inside the classes, by dynamic programming with divided rows (Wang and Song, "Ckmeans.1d.dp", The R Journal 3/2, 2011; rows found in n log n as in its later versions).</summary>
static class NaturalBreaks
{
    /// <summary>Positions in <paramref name="sorted"/> at which the second and each next class begins. Equal values are never parted.</summary>
    public static IReadOnlyList<int> Starts(double[] sorted, int classes)
    {
        var (values, firstAt, counts) = Distinct(sorted);
        classes = Math.Min(classes, values.Length);
        var search = new Search(values, counts);
        var starts = new int[classes][];
        var cost = Enumerable.Range(0, values.Length).Select(last => search.Cost(0, last)).ToArray();
        for (var row = 1; row < classes; row++)
        {
            starts[row] = new int[values.Length];
            var next = new double[values.Length];
            search.Fill(cost, next, starts[row], row, values.Length - 1, row, values.Length - 1);
            cost = next;
        }

        var found = new List<int>();
        var end = values.Length - 1;
        for (var row = classes - 1; row > 0; row--)
        {
            found.Insert(0, firstAt[starts[row][end]]);
            end = starts[row][end] - 1;
        }

        return found;
    }

    static (double[] Values, int[] FirstAt, int[] Counts) Distinct(double[] sorted)
    {
        var firstAt = Enumerable.Range(0, sorted.Length).Where(index => index == 0 || sorted[index] != sorted[index - 1]).ToArray();
        var counts = firstAt.Select((first, index) => (index + 1 < firstAt.Length ? firstAt[index + 1] : sorted.Length) - first).ToArray();
        return ([.. firstAt.Select(index => sorted[index])], firstAt, counts);
    }

    /// <summary>Sums that tell the cost of any run of values at once; values are moved to their middle first, so that large ones lose no digits.</summary>
    sealed class Search
    {
        readonly double[] sums;
        readonly double[] squares;
        readonly double[] weights;

        public Search(double[] values, int[] counts)
        {
            var middle = values[values.Length / 2];
            (sums, squares, weights) = (new double[values.Length + 1], new double[values.Length + 1], new double[values.Length + 1]);
            for (var index = 0; index < values.Length; index++)
            {
                var value = values[index] - middle;
                sums[index + 1] = sums[index] + (value * counts[index]);
                squares[index + 1] = squares[index] + (value * value * counts[index]);
                weights[index + 1] = weights[index] + counts[index];
            }
        }

        /// <summary>Sum of squares around the mean of the values from first to last.</summary>
        public double Cost(int first, int last)
        {
            var sum = sums[last + 1] - sums[first];
            return Math.Max(0, squares[last + 1] - squares[first] - (sum * sum / (weights[last + 1] - weights[first])));
        }

        /// <summary>Fills one row between two positions, halving: the best start never goes back as the end goes on.</summary>
        public void Fill(double[] before, double[] cost, int[] starts, int from, int to, int leastStart, int mostStart)
        {
            if (from > to)
            {
                return;
            }

            var middle = (from + to) / 2;
            cost[middle] = double.MaxValue;
            for (var start = leastStart; start <= Math.Min(middle, mostStart); start++)
            {
                var here = before[start - 1] + Cost(start, middle);
                if (here < cost[middle])
                {
                    (cost[middle], starts[middle]) = (here, start);
                }
            }

            Fill(before, cost, starts, from, middle - 1, leastStart, starts[middle]);
            Fill(before, cost, starts, middle + 1, to, starts[middle], mostStart);
        }
    }
}
