using System.Diagnostics;
using System.Globalization;

namespace Muster.Benchmarks;

/// <summary>Rows of a table of times in milliseconds: the first, which nothing has warmed, and those after it.</summary>
static class Timing
{
    public static void Head() => Console.WriteLine("| | first ms | median ms | slowest ms | goal ms |\n|---|---|---|---|---|");

    /// <param name="name">What was timed.</param>
    /// <param name="times">In the order they were taken; the first stands alone where there are more.</param>
    /// <param name="goal">To stay below; null where none is set.</param>
    public static void Report(string name, IReadOnlyList<double> times, double? goal)
    {
        var later = times.Skip(times.Count > 1 ? 1 : 0).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {times[0]:0} | {later[later.Count / 2]:0} | {later[^1]:0} | {goal:0} |"));
    }

    public static async Task<double> OfAsync(Func<Task> work)
    {
        var watch = Stopwatch.StartNew();
        await work();
        return watch.Elapsed.TotalMilliseconds;
    }

    public static async Task<IReadOnlyList<double>> OfAsync(Func<int, Task> work, int runs)
    {
        var times = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            times.Add(await OfAsync(() => work(run)));
        }

        return times;
    }
}
