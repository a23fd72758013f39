using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

public sealed class GazetteerTests
{
    [Fact]
    public void A_code_is_found_by_its_exact_letters_only()
    {
        Assert.Equal("Jeremie", Haiti.Gazetteer().Find("HT0811")?.Name);
        Assert.Null(Haiti.Gazetteer().Find("ht0811"));
    }

    [Fact]
    public void Children_come_in_code_order() =>
        Assert.Equal(["HT0811", "HT0812", "HT0821"], Haiti.Gazetteer().Children("HT08").Select(place => place.Code));

    [Theory]
    [InlineData("HT0811-07", 1, "HT08")]
    [InlineData("HT0811-07", 3, "HT0811-07")]
    [InlineData("HT0811-07", 0, "HT")]
    [InlineData("HT08", 2, null)]
    [InlineData("HT99", 1, null)]
    public void An_ancestor_is_found_through_the_listed_parents(string code, int level, string? expected) =>
        Assert.Equal(expected, Haiti.Gazetteer().Ancestor(code, level)?.Code);

    [Fact]
    public void Parents_in_a_circle_do_not_hold_a_walk_for_ever()
    {
        var names = new Dictionary<string, string>();
        var gazetteer = new Gazetteer("HTI", "test", [new Place("A", 2, "B", "a", names), new Place("B", 2, "A", "b", names)]);

        Assert.Null(gazetteer.Ancestor("A", 1));
        Assert.False(gazetteer.IsWithin("A", "C"));
        Assert.Null(new PlaceMatcher(gazetteer).Match("c", 3, "A").Code);
    }

    [Theory]
    [InlineData(Nesting.Prefix, "HT01", "HT0111", "HT02", "HT0211")]
    [InlineData(Nesting.Padded, "PH010000000", "PH012800000", "PH100000000", "PH101800000")]
    [InlineData(Nesting.None, "LB8", "LB21", "LB7", "LB22")]
    public void The_rule_of_nesting_is_worked_out_from_the_codes(Nesting expected, string first, string child, string second, string other)
    {
        var names = new Dictionary<string, string>();
        Place[] places = [new(first, 1, "X", "a", names), new(child, 2, first, "b", names), new(second, 1, "X", "c", names), new(other, 2, second, "d", names)];

        Assert.Equal(expected, new Gazetteer("XXX", "test", places).Nesting);
    }

    [Fact]
    public void Every_listed_name_of_the_world_finds_itself_or_is_asked_about()
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The global list lies beside the checkout.");
        foreach (var gazetteer in GlobalList.Read())
        {
            var matcher = new PlaceMatcher(gazetteer);
            foreach (var place in gazetteer.Places.Where(place => NameKey.Of(place.Name).Length > 0))
            {
                var answer = matcher.Match(place.Name, place.Level, place.Parent);
                Assert.True(answer.Code == place.Code || answer.Method == MatchMethod.Ambiguous, $"{place} gave {answer}");
            }
        }
    }
}
