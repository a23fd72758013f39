using Muster.Tabular.Matching;

namespace Muster.Tabular.Tests.Matching;

public sealed class PlaceMatcherTests
{
    [Theory]
    [InlineData("HT0811", 2, null, "HT0811", MatchMethod.Code)]
    [InlineData(" HT0811 ", 2, null, "HT0811", MatchMethod.Code)]
    [InlineData("HT0811-07", 3, "HT0811", "HT0811-07", MatchMethod.Code)]
    [InlineData("HTI", 0, null, "HT", MatchMethod.Code)]
    [InlineData("HT811", 2, null, "HT0811", MatchMethod.RestoredCode)]
    [InlineData("0811", 2, null, "HT0811", MatchMethod.RestoredCode)]
    [InlineData("811", 2, null, "HT0811", MatchMethod.RestoredCode)]
    [InlineData("811.0", 2, null, "HT0811", MatchMethod.RestoredCode)]
    [InlineData("HTI0811", 2, null, "HT0811", MatchMethod.RestoredCode)]
    [InlineData("ht0811", 2, null, "HT0811", MatchMethod.RestoredCode)]
    [InlineData("HT 0811-07", 3, null, "HT0811-07", MatchMethod.RestoredCode)]
    [InlineData("HT081107", 3, null, "HT0811-07", MatchMethod.RestoredCode)]
    [InlineData("HT0811-7", 3, null, "HT0811-07", MatchMethod.RestoredCode)]
    [InlineData("Port-au-Prince", 2, null, "HT0111", MatchMethod.Exact)]
    [InlineData("Léogâne", 2, null, "HT0121", MatchMethod.Exact)]
    [InlineData("LEOGANE", 2, null, "HT0121", MatchMethod.Folded)]
    [InlineData("Port au Prince", 2, null, "HT0111", MatchMethod.Folded)]
    [InlineData("Grand’Anse", 1, null, "HT08", MatchMethod.Fuzzy)]
    [InlineData("Grande’Anse", 1, null, "HT08", MatchMethod.Folded)]
    [InlineData("LʼAsile", 2, null, "HT0751", MatchMethod.Folded)]
    [InlineData("Asile", 2, null, "HT0751", MatchMethod.Variant)]
    [InlineData("L Asile", 2, null, "HT0751", MatchMethod.Variant)]
    [InlineData("Ouest", 1, null, "HT01", MatchMethod.Exact)]
    [InlineData("Nord Ouest", 1, null, "HT09", MatchMethod.Folded)]
    [InlineData("Cayes", 2, null, "HT0711", MatchMethod.Variant)]
    [InlineData("Commune de Jérémie", 2, null, "HT0811", MatchMethod.Variant)]
    [InlineData("Jeremie (centre)", 2, null, "HT0811", MatchMethod.Variant)]
    [InlineData("Portauprince", 2, null, "HT0111", MatchMethod.Variant)]
    [InlineData("Jermie", 2, "HT08", "HT0811", MatchMethod.Fuzzy)]
    [InlineData("Jeremei", 2, null, "HT0811", MatchMethod.Fuzzy)]
    [InlineData("Port-o-Prince", 2, null, "HT0111", MatchMethod.Fuzzy)]
    [InlineData("Montagne Noire", 3, "HT0114", "HT0114-01", MatchMethod.Variant)]
    [InlineData("1ère Section Montagne Noire", 3, "HT0114", "HT0114-01", MatchMethod.Variant)]
    [InlineData("1re Turgeau", 3, "HT0111", "HT0111-01", MatchMethod.Variant)]
    [InlineData("6ème Turgeau", 3, "HT0111", "HT0111-01", MatchMethod.Fuzzy)]
    public void A_text_gives_the_unit_and_how_it_was_found(string text, int level, string? parent, string code, MatchMethod method)
    {
        var answer = Haiti.Matcher().Match(text, level, parent);

        Assert.Equal((code, method), (answer.Code, answer.Method));
        Assert.Equal("test 2018-11-29", answer.Edition);
    }

    [Theory]
    [InlineData("Sous-total", 2, null, MatchMethod.NotAPlace)]
    [InlineData("Total Grand'Anse", 2, null, MatchMethod.NotAPlace)]
    [InlineData("National", 1, null, MatchMethod.NotAPlace)]
    [InlineData("Haïti", 1, null, MatchMethod.NotAPlace)]
    [InlineData("-", 2, null, MatchMethod.NotAPlace)]
    [InlineData("<Null>", 2, null, MatchMethod.NotAPlace)]
    [InlineData("Non précisé", 2, "HT01", MatchMethod.NotAPlace)]
    [InlineData("غير معروف", 2, null, MatchMethod.NotAPlace)]
    [InlineData("Fond Rouge", 3, null, MatchMethod.Ambiguous)]
    [InlineData("Port-au-Prince", 1, null, MatchMethod.OtherLevel)]
    [InlineData("Port-au-Prince", 3, "HT0111", MatchMethod.OtherLevel)]
    [InlineData("HT0811", 1, null, MatchMethod.OtherLevel)]
    [InlineData("Leogane", 2, "HT08", MatchMethod.OtherLevel)]
    [InlineData("Nairobi", 2, null, MatchMethod.None)]
    [InlineData("Kapenguria", 2, "HT08", MatchMethod.None)]
    [InlineData("AF0811", 2, null, MatchMethod.None)]
    [InlineData("HT0899", 2, null, MatchMethod.None)]
    [InlineData("", 2, null, MatchMethod.None)]
    [InlineData("North-East", 1, null, MatchMethod.None)]
    public void A_text_without_one_sure_unit_gives_no_code(string text, int level, string? parent, MatchMethod method)
    {
        var answer = Haiti.Matcher().Match(text, level, parent);

        Assert.Null(answer.Code);
        Assert.Equal(method, answer.Method);
    }

    [Fact]
    public void A_near_name_under_another_parent_is_never_taken() =>
        Assert.Null(Haiti.Matcher().Match("Jermie", 2, "HT01").Code);

    [Fact]
    public void A_name_found_under_another_parent_is_named_as_the_runner_up()
    {
        var answer = Haiti.Matcher().Match("Leogane", 2, "HT08");

        Assert.Equal("HT0121", answer.RunnerUp);
        Assert.True(answer.Faults.HasFlag(PlaceFaults.OtherParent));
    }

    [Fact]
    public void An_alias_settles_a_text_under_its_parent_only()
    {
        var matcher = Haiti.Matcher(new PlaceAlias("HT08", "La Cité des Poètes", "HT0811"));

        Assert.Equal(("HT0811", MatchMethod.Alias), (matcher.Match("la cite des poetes", 2, "HT08").Code, matcher.Match("la cite des poetes", 2, "HT08").Method));
        Assert.Null(matcher.Match("la cite des poetes", 2).Code);
        Assert.Null(matcher.Match("la cite des poetes", 2, "HT01").Code);
    }

    [Fact]
    public void An_alias_decides_between_units_of_one_name() =>
        Assert.Equal("HT0812-07", Haiti.Matcher(new PlaceAlias(null, "Fond Rouge", "HT0812-07")).Match("Fond Rouge", 3).Code);

    [Theory]
    [InlineData("LÃ©ogÃ¢ne", "HT0121", PlaceFaults.BrokenDecoding)]
    [InlineData("L\uFFFDogane", "HT0121", PlaceFaults.BrokenDecoding)]
    [InlineData("Abricоts", "HT0812", PlaceFaults.WrongScript)]
    public void Broken_letters_are_told_with_the_answer(string text, string code, PlaceFaults fault)
    {
        var answer = Haiti.Matcher().Match(text, 2);

        Assert.Equal(code, answer.Code);
        Assert.Equal(fault, answer.Faults);
    }

    [Fact]
    public void A_section_with_another_number_is_only_a_suggestion()
    {
        var answer = Haiti.Matcher().Match("6ème Turgeau", 3, "HT0111");

        Assert.False(answer.IsCertain);
        Assert.Equal(PlaceFaults.OtherOrdinal, answer.Faults);
    }

    [Fact]
    public void A_code_of_another_country_is_told() => Assert.Equal(PlaceFaults.ForeignCode, Haiti.Matcher().Match("AF0811", 2).Faults);

    [Fact]
    public void A_code_outside_the_parent_is_given_and_told() =>
        Assert.Equal(("HT0811", PlaceFaults.OtherParent), (Haiti.Matcher().Match("HT0811", 2, "HT01").Code, Haiti.Matcher().Match("HT0811", 2, "HT01").Faults));

    [Fact]
    public void An_unknown_parent_is_told_and_does_not_stop_an_exact_name() =>
        Assert.Equal(("HT0811", PlaceFaults.UnknownParent), (Haiti.Matcher().Match("Jérémie", 2, "HT99").Code, Haiti.Matcher().Match("Jérémie", 2, "HT99").Faults));

    [Fact]
    public void The_country_as_parent_is_the_same_as_no_parent() =>
        Assert.Equal(Haiti.Matcher().Match("Jermie", 2), Haiti.Matcher().Match("Jermie", 2, "HTI"));

    [Fact]
    public void Suggestions_come_nearest_first() =>
        Assert.Equal("HT0711", Haiti.Matcher().Suggest("Aux Cayes", 2)[0].Place.Code);

    [Fact]
    public void Equal_questions_from_many_threads_get_equal_answers()
    {
        var matcher = Haiti.Matcher();
        string[] texts = ["Jermie", "HT811", "Cayes", "National", "Port-au-Prince", "Nairobi"];
        var expected = texts.Select(text => Haiti.Matcher().Match(text, 2)).ToArray();

        Parallel.For(0, 10_000, at => Assert.Equal(expected[at % texts.Length], matcher.Match(texts[at % texts.Length], 2)));
    }

    [Fact]
    public void A_level_that_no_country_has_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Haiti.Matcher().Match("Jérémie", 9));
}
