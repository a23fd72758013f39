using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

public sealed class PlaceIndexTests
{
    static readonly GazetteerTable Two = new(
    [
        new Place("AA01", 1, "AAA", "Nord", new Dictionary<string, string> { ["fr"] = "Nord", ["ar"] = "شمال" }),
        new Place("AA0101", 2, "AA01", "Ville\tHaute", new Dictionary<string, string> { ["und"] = "Ville\tHaute" }),
    ], "AAA", "2020-01-01", []);

    [Fact]
    public void What_is_written_is_read()
    {
        using var file = new MemoryStream();
        PlaceIndex.Write(file, "test", "somebody", "MIT", [Two, Two with { Country = "BBB", ValidFrom = null }, Two with { Country = null }]);
        file.Position = 0;
        var index = PlaceIndex.Read(file, "test.index");
        var gazetteer = index.Gazetteer("AAA");

        Assert.Equal(("test", "somebody", "MIT"), (index.Name, index.Source, index.Licence));
        Assert.Equal(["AAA", "BBB"], index.Countries.Select(country => country.Iso3));
        Assert.Equal([1, 2], index.Countries[0].Levels);
        Assert.Equal("test 2020-01-01", gazetteer.Edition);
        Assert.Equal("شمال", gazetteer.Find("AA01")!.Names["ar"]);
        Assert.Equal(("AA01", "Ville Haute"), (gazetteer.Find("AA0101")!.Parent, gazetteer.Find("AA0101")!.Name));
        Assert.Equal("test", index.Gazetteer("BBB").Edition);
    }

    [Fact]
    public void A_name_in_each_language_of_the_list_is_found()
    {
        using var file = new MemoryStream();
        PlaceIndex.Write(file, "test", "somebody", "MIT", [Two]);
        file.Position = 0;
        var matcher = new PlaceMatcher(PlaceIndex.Read(file, "test.index").Gazetteer("AAA"));

        Assert.Equal(["AA01", "AA01"], new[] { "nord", "شمال" }.Select(name => matcher.Match(name, 1).Code));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(30)]
    [InlineData(90)]
    public void A_part_of_an_index_is_refused(int length)
    {
        using var file = new MemoryStream();
        PlaceIndex.Write(file, "test", "somebody", "MIT", [Two]);

        Assert.Equal("place-index-damaged", Assert.Throws<UnreadableException>(() => PlaceIndex.Read(new MemoryStream(file.ToArray()[..length]), "cut.index")).Problem.Code);
    }

    [Fact]
    public void A_country_that_is_not_listed_is_refused() =>
        Assert.Equal("gazetteer-unknown-country", Assert.Throws<UnreadableException>(() => PlaceIndex.Shipped.Gazetteer("ATA")).Problem.Code);

    [Fact]
    public void The_list_that_is_shipped_has_156_countries() =>
        Assert.Equal((156, 32_767), (PlaceIndex.Shipped.Countries.Count, PlaceIndex.Shipped.Countries.Sum(country => country.Units)));

    [Fact]
    public void Every_unit_of_the_list_shipped_is_found_by_its_code_and_by_its_name_under_its_parent()
    {
        foreach (var country in PlaceIndex.Shipped.Countries)
        {
            var gazetteer = PlaceIndex.Shipped.Gazetteer(country.Iso3);
            var matcher = new PlaceMatcher(gazetteer);
            var twins = gazetteer.Places.GroupBy(place => (place.Level, place.Parent, NameKey.Of(place.Name))).Where(group => group.Count() > 1).SelectMany(group => group).Select(place => place.Code).ToHashSet();
            foreach (var place in gazetteer.Places)
            {
                Assert.Equal(place.Code, matcher.Match(place.Code, place.Level).Code);
                var answer = matcher.Match(place.Name, place.Level, place.Parent);
                Assert.True(answer.Code == place.Code || twins.Contains(place.Code) && answer.Code is null || answer.Method == MatchMethod.Exact && gazetteer.Find(answer.Code)!.Name == place.Name, $"{place} gave {answer}");
            }
        }
    }

    [Fact]
    public void The_list_shipped_is_the_one_published()
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The global list lies beside the checkout.");
        foreach (var published in GlobalList.Read())
        {
            var shipped = PlaceIndex.Shipped.Gazetteer(published.Country);

            Assert.Equal(published.Places.Select(Line).Order(StringComparer.Ordinal), shipped.Places.Select(Line).Order(StringComparer.Ordinal));
        }

        static string Line(Place place) => $"{place.Code} {place.Level} {place.Parent} {place.Name.Replace("_x000D_", "", StringComparison.Ordinal).Trim()}";
    }
}
