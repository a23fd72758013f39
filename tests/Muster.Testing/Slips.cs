using System.Globalization;
using Muster.Tabular.Matching;

namespace Muster.Testing;

/// <summary>One-letter slips of listed names: insert, delete, substitute, exchange neighbours, at a random position. What a matcher makes of them is its quality.</summary>
public static class Slips
{
    const string Letters = "abcdefghijklmnopqrstuvwxyz";

    /// <summary>A name with one slip.</summary>
    public static string Of(string name, Random random)
    {
        while (true)
        {
            var at = random.Next(name.Length);
            var letter = Letters[random.Next(Letters.Length)];
            var slip = random.Next(4) switch
            {
                0 => name.Insert(random.Next(name.Length + 1), letter.ToString()),
                1 => name.Remove(at, 1),
                2 => $"{name[..at]}{letter}{name[(at + 1)..]}",
                _ => at + 1 < name.Length ? $"{name[..at]}{name[at + 1]}{name[at]}{name[(at + 2)..]}" : name,
            };
            if (slip != name)
            {
                return slip;
            }
        }
    }

    /// <summary>Asks for a slip of each unit of a level.</summary>
    /// <param name="gazetteers">Countries.</param>
    /// <param name="level">Level of the units.</param>
    /// <param name="withParent">Whether the unit above is told.</param>
    /// <param name="seed">Of the slips.</param>
    /// <param name="onWrong">Told of each wrong answer.</param>
    public static SlipScore Measure(IEnumerable<Gazetteer> gazetteers, int level, bool withParent, int seed, Action<string>? onWrong = null)
    {
        var random = new Random(seed);
        var score = new SlipScore();
        foreach (var gazetteer in gazetteers)
        {
            var matcher = new PlaceMatcher(gazetteer);
            var units = gazetteer.Places.Where(place => place.Level == level && place.Name.Length > 0).ToList();
            var names = units.ToLookup(place => NameKey.Of(place.Name), place => place.Parent);
            foreach (var place in units)
            {
                var slip = Of(place.Name, random);
                var key = NameKey.Of(slip);
                var isListed = key != NameKey.Of(place.Name) && names[key].Any(parent => !withParent || parent == place.Parent);
                var answer = matcher.Match(slip, level, withParent ? place.Parent : null);
                if (score.Count(answer, place, isListed))
                {
                    onWrong?.Invoke($"wrong: {slip} for {place.Name} ({place.Code} in {place.Parent}) gave {answer.Code} by {answer.Method}");
                }
            }
        }

        return score;
    }
}

/// <summary>What came of slips; those that spell another listed name are counted apart.</summary>
public sealed class SlipScore
{
    /// <summary>Slips whose unit was found.</summary>
    public int Right { get; private set; }

    /// <summary>Slips that got another unit's code.</summary>
    public int Wrong { get; private set; }

    /// <summary>Slips without an answer.</summary>
    public int None { get; private set; }

    /// <summary>Slips that spell another listed name.</summary>
    public int Listed { get; private set; }

    /// <summary>Share of right answers.</summary>
    public double RightShare => (double)Right / (Right + Wrong + None);

    /// <summary>Share of wrong answers.</summary>
    public double WrongShare => (double)Wrong / (Right + Wrong + None);

    /// <summary>Counts an answer.</summary>
    /// <returns>True where it is wrong.</returns>
    public bool Count(PlaceAnswer answer, Place place, bool isListed)
    {
        var isWrong = !isListed && answer.Code is not null && answer.Code != place.Code;
        Listed += isListed ? 1 : 0;
        Right += !isListed && answer.Code == place.Code ? 1 : 0;
        None += !isListed && answer.Code is null ? 1 : 0;
        Wrong += isWrong ? 1 : 0;
        return isWrong;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Right} right ({RightShare:P2}), {Wrong} wrong ({WrongShare:P3}), {None} without an answer, of {Right + Wrong + None}; {Listed} slips spell another listed name");
}
