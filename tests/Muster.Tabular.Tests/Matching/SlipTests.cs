using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

/// <summary>One-letter slips of every admin-2 name of the global list: insert, delete, substitute, exchange at random positions.</summary>
public sealed class SlipTests(ITestOutputHelper output)
{
    const string Letters = "abcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void With_the_parent_99_in_100_slips_are_right_and_5_in_10000_wrong()
    {
        var score = Run(withParent: true);
        Assert.True(score.RightShare >= 0.99 && score.WrongShare <= 0.0005, score.ToString());
    }

    [Fact]
    public void Without_the_parent_90_in_100_slips_are_right_and_1_in_1000_wrong()
    {
        var score = Run(withParent: false);
        Assert.True(score.RightShare >= 0.90 && score.WrongShare <= 0.001, score.ToString());
    }

    Score Run(bool withParent)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The global list lies beside the checkout.");
        var random = new Random(20161004);
        var score = new Score();
        foreach (var gazetteer in GlobalList.Read())
        {
            var matcher = new PlaceMatcher(gazetteer);
            var names = gazetteer.Places.Where(place => place.Level == 2).ToLookup(place => NameKey.Of(place.Name), place => place.Parent);
            foreach (var place in gazetteer.Places.Where(place => place is { Level: 2, Name.Length: > 0 }))
            {
                var slip = Slip(place.Name, random);
                var answer = matcher.Match(slip, 2, withParent ? place.Parent : null);
                var key = NameKey.Of(slip);
                var isListed = key != NameKey.Of(place.Name) && names[key].Any(parent => !withParent || parent == place.Parent);
                score.Count(answer, place, isListed, slip, output);
            }
        }

        output.WriteLine(score.ToString());
        return score;
    }

    static string Slip(string name, Random random)
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

    sealed class Score
    {
        int right, wrong, none, listed;

        int Asked => right + wrong + none;

        public double RightShare => (double)right / Asked;

        public double WrongShare => (double)wrong / Asked;

        public void Count(PlaceAnswer answer, Place place, bool isListed, string slip, ITestOutputHelper output)
        {
            listed += isListed ? 1 : 0;
            right += !isListed && answer.Code == place.Code ? 1 : 0;
            none += !isListed && answer.Code is null ? 1 : 0;
            if (!isListed && answer.Code is not null && answer.Code != place.Code)
            {
                wrong++;
                output.WriteLine($"wrong: {slip} for {place.Name} ({place.Code} in {place.Parent}) gave {answer.Code} by {answer.Method}");
            }
        }

        public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{right} right ({RightShare:P2}), {wrong} wrong ({WrongShare:P3}), {none} without an answer, of {Asked}; {listed} slips spell another listed name");
    }
}
