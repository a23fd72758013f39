using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Schemas;

/// <summary>
/// Finds rare near-twins of frequent values: one slip in up to seven letters, two from eight on, at least ten times rarer than the value meant.
/// It compares each value with its own neighbour, so that skewed counts don't switch it off.
/// </summary>
static class Spelling
{
    /// <summary>How many times more frequent the value meant is.</summary>
    const int Rarer = 10;

    /// <summary>More different values than this are names of their own, not a list with slips.</summary>
    const int MostValues = 20_000;

    /// <summary>Values at fault with the value probably meant.</summary>
    public static IReadOnlyDictionary<string, string> Find(IReadOnlyDictionary<string, long> counts, bool isCaseSensitive)
    {
        var found = new Dictionary<string, string>();
        if (counts.Count is < 2 or > MostValues)
        {
            return found;
        }

        var values = counts.OrderByDescending(entry => entry.Value).Select(entry => (Text: entry.Key, Key: isCaseSensitive ? entry.Key : HeaderText.Fold(entry.Key), Count: entry.Value)).ToList();
        foreach (var rare in values)
        {
            var meant = values.TakeWhile(other => other.Count >= rare.Count * Rarer)
                .Select(other => (other.Text, Distance: Distance(rare.Key, other.Key)))
                .Where(other => other.Distance is > 0 and < int.MaxValue)
                .OrderBy(other => other.Distance)
                .Take(2)
                .ToList();

            // Two values equally near: nobody knows which was meant.
            if (meant.Count == 1 || meant.Count == 2 && meant[0].Distance < meant[1].Distance)
            {
                found[rare.Text] = meant[0].Text;
            }
        }

        return found;
    }

    /// <summary>Steps between two keys; the largest number where they are too far apart or differ in figures, which tell things apart ("Camp 1", "Camp 2").</summary>
    static int Distance(string one, string other)
    {
        if (one.Length < 4)
        {
            return int.MaxValue;
        }

        var limit = Math.Min(one.Length, other.Length) < 8 ? 1 : 2;
        var distance = EditDistance.Within(one, other, limit);
        return distance <= limit && one.Where(char.IsDigit).SequenceEqual(other.Where(char.IsDigit)) ? distance : int.MaxValue;
    }
}
