using System.Diagnostics;
using System.Globalization;
using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Benchmarks;

/// <summary>Measures what the matcher makes of one-letter slips of the names of the global list, and how long 100,000 rows of questions take.</summary>
static class SlipsVerb
{
    public static int Run(string[] args)
    {
        int[] seeds = args.Length > 0 ? [.. args.Select(seed => int.Parse(seed, CultureInfo.InvariantCulture))] : [1, 2, 3];
        var countries = PlaceIndex.Shipped.Countries.Select(country => PlaceIndex.Shipped.Gazetteer(country.Iso3)).ToList();
        Console.WriteLine("| seed | parent | right | wrong | none | asked | spell another name |\n|---|---|---|---|---|---|---|");
        foreach (var seed in seeds)
        {
            foreach (var withParent in new[] { true, false })
            {
                var score = Slips.Measure(countries, 2, withParent, seed);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {seed} | {(withParent ? "told" : "not told")} | {score.RightShare:P2} | {score.WrongShare:P3} | {score.None} | {score.Right + score.Wrong + score.None} | {score.Listed} |"));
            }
        }

        Time("HTI");
        Time("BRA");
        return 0;
    }

    /// <summary>100,000 rows of names of a country, every tenth with a slip of its own among a thousand, as a table would ask: parent, then unit.</summary>
    static void Time(string country)
    {
        var gazetteer = PlaceIndex.Shipped.Gazetteer(country);
        var units = gazetteer.Places.Where(place => place.Level == 2).ToList();
        var random = new Random(1);
        var slips = Enumerable.Range(0, 1_000).Select(_ => units[random.Next(units.Count)]).Select(place => (Text: Slips.Of(place.Name, random), Parent: gazetteer.Find(place.Parent)!.Name)).ToList();
        var rows = Enumerable.Range(0, 100_000).Select(row => row % 10 == 0 ? slips[random.Next(slips.Count)] : units[random.Next(units.Count)] is var unit ? (unit.Name, gazetteer.Find(unit.Parent)!.Name) : default).ToList();
        Ask(gazetteer, rows);
        var watch = Stopwatch.StartNew();
        var found = Ask(gazetteer, rows);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\n{country}: 100,000 rows matched with a new matcher, {units.Count} units, {slips.Count} different slips: {watch.Elapsed.TotalSeconds:0.000} s, {found} found"));
    }

    static int Ask(Gazetteer gazetteer, List<(string Text, string Parent)> rows)
    {
        var matcher = new PlaceMatcher(gazetteer);
        return rows.Count(row => matcher.Match(row.Text, 2, matcher.Match(row.Parent, 1).Code).Code is not null);
    }
}
