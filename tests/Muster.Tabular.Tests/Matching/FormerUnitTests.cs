using Muster.Tabular.Matching;

namespace Muster.Tabular.Tests.Matching;

/// <summary>Units that were merged, split or renamed since an earlier edition: recognised and told, never used.</summary>
public sealed class FormerUnitTests
{
    static readonly Gazetteer Old = new("AAA", "edition 2016",
        [Unit("AA01", 1, null, "Nord"), Unit("AA0101", 2, "AA01", "Vieuxbourg"), Unit("AA0102", 2, "AA01", "Marmelade"), Unit("AA0103", 2, "AA01", "Plaisance")]);

    static readonly PlaceMatcher Matcher = new(new Gazetteer("AAA", "edition 2024",
        [Unit("AA01", 1, null, "Nord"), Unit("AA0101", 2, "AA01", "Neubourg"), Unit("AA0103", 2, "AA01", "Plaisance")])
    {
        Earlier = [Old],
    });

    [Fact]
    public void A_code_that_is_no_more_tells_what_it_was()
    {
        var answer = Matcher.Match("AA0102", 2);

        Assert.Equal((null, MatchMethod.Former, null), (answer.Code, answer.Method, answer.RunnerUp));
        Assert.Equal(("edition 2016", "Marmelade", "edition 2024"), (answer.FormerEdition, answer.FormerPlace!.Name, answer.Edition));
    }

    [Fact]
    public void A_name_of_before_names_the_present_unit_of_its_code()
    {
        var answer = Matcher.Match("vieuxbourg", 2, "AA01");

        Assert.Equal((null, MatchMethod.Former, "AA0101"), (answer.Code, answer.Method, answer.RunnerUp));
        Assert.False(answer.IsCertain);
    }

    [Fact]
    public void A_present_name_is_found_as_ever() => Assert.Equal(("AA0103", MatchMethod.Folded), (Matcher.Match("plaisance", 2).Code, Matcher.Match("plaisance", 2).Method));

    [Fact]
    public void A_slip_of_a_present_name_is_not_taken_for_an_old_unit() => Assert.Equal(("AA0101", MatchMethod.Fuzzy), (Matcher.Match("Neubuorg", 2).Code, Matcher.Match("Neubuorg", 2).Method));

    [Fact]
    public void A_column_of_the_level_below_is_told_as_a_swap()
    {
        var answers = new[] { "Neubourg", "Plaisance", "Nord" }.Select(name => (Matcher.Match(name, 1), 2L));

        Assert.Equal(new LevelSwap(1, 2, 4, 6), LevelSwap.Of(Matcher.Gazetteer, 1, answers));
    }

    [Fact]
    public void A_few_names_of_another_level_are_no_swap() =>
        Assert.Null(LevelSwap.Of(Matcher.Gazetteer, 2, new[] { "Neubourg", "Plaisance", "Nord" }.Select(name => (Matcher.Match(name, 2), 1L))));

    static Place Unit(string code, int level, string? parent, string name) => new(code, level, parent, name, new Dictionary<string, string> { ["fr"] = name });
}
