using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

/// <summary>Headers beside what stands below them, and beside the units of the country.</summary>
public sealed class ContentTests
{
    [Fact]
    public void A_lone_commune_is_no_sure_level_and_gets_the_level_of_what_it_holds()
    {
        using var table = Table("Commune,IDPs", "Port-au-Prince,1", "Leogane,2", "Les Cayes,3");
        using var pipeline = table.Open();

        Assert.True(pipeline.Columns[0].Confidence < 0.5, pipeline.Columns[0].Reason);
        var known = pipeline.WithPlaces(new PlaceMatcher(A.Gazetteer())).Columns[0];
        Assert.Equal((Concept.PlaceName, 2, 0.9), (known.Meaning.Concept, known.Meaning.Level, known.Confidence));
    }

    [Fact]
    public void A_schema_header_over_units_of_another_level_is_doubted_and_kept()
    {
        using var table = Table("ADM1_FR,n", "Port-au-Prince,1", "Léogâne,2", "Les Cayes,3");
        using var pipeline = table.Open();
        var column = pipeline.WithPlaces(new PlaceMatcher(A.Gazetteer())).Columns[0];

        Assert.Equal((1, 0.3, 2), (column.Meaning.Level, column.Confidence, column.Suggestion!.Level));
        Assert.Contains("3 of 3 different values are units of level 2", column.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HT0111", "HT0121", Concept.PlaceCode, 2)]
    [InlineData("Ouest", "Sud", Concept.PlaceName, 1)]
    public void Codes_of_another_level_and_names_under_a_code_header_are_told(string first, string second, Concept concept, int level)
    {
        using var table = Table("ADM1_PCODE,n", first + ",1", second + ",2");
        using var pipeline = table.Open();
        var column = pipeline.WithPlaces(new PlaceMatcher(A.Gazetteer())).Columns[0];

        Assert.Equal((Concept.PlaceCode, 1), (column.Meaning.Concept, column.Meaning.Level));
        Assert.Equal((concept, level), (column.Suggestion!.Concept, column.Suggestion.Level));
        Assert.True(column.Confidence <= 0.3);
    }

    [Fact]
    public void Names_under_a_code_tag_are_told()
    {
        using var table = A.Table().WithHeaders("Département", "n").WithTags("#adm1+code", "#affected").WithRow("Grande Anse", "1").WithRow("Nippes", "2");
        using var pipeline = table.Open();

        Assert.Equal(Concept.PlaceName, pipeline.Columns[0].Suggestion!.Concept);
        Assert.Contains("look like names", pipeline.Columns[0].Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HTI", "NPL", Concept.CountryCode)]
    [InlineData("École nationale", "Camp Corail", Concept.SiteName)]
    public void Location_heads_country_codes_only_where_they_are_codes(string first, string second, Concept concept)
    {
        using var table = Table("Location,n", first + ",1", second + ",2");
        using var pipeline = table.Open();

        Assert.Equal(concept, pipeline.Columns[0].Meaning.Concept);
    }

    [Fact]
    public void What_a_person_has_decided_is_not_overruled_by_values()
    {
        using var table = Table("Commune,n", "Port-au-Prince,1", "Leogane,2").WithMeaning(0, new Meaning(Concept.PlaceName, 3));
        using var pipeline = table.Open();

        Assert.Equal(3, pipeline.WithPlaces(new PlaceMatcher(A.Gazetteer())).Columns[0].Meaning.Level);
    }

    static TableBuilder Table(params string[] rows) => rows.Aggregate(A.Table(), (table, row) => table.WithRow(row.Split(',')));
}
