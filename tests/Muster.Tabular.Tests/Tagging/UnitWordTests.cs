using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

/// <summary>Headers that name a unit, or the code of one, in a country's own words.</summary>
public sealed class UnitWordTests
{
    [Theory]
    [InlineData("Governorate|Governorate P-Code|District|District Pcode|Sub-district|Sub-district PCode", "A|LB1|B|LB11|C|LB111", "name1 code1 name2 code2 name3 code3")]
    [InlineData("Département|Code département|Commune|Code de la commune", "Sud|HT07|Les Cayes|HT0711", "name1 code1 name2 code2")]
    [InlineData("Província|Cód. Província|Distrito|Cód. Distrito|Posto Administrativo", "A|MZ01|B|MZ0101|C", "name1 code1 name2 code2 name3")]
    [InlineData("المحافظة|رمز المحافظة|المديرية|رمز المديرية", "عدن|YE24|صيرة|YE2401", "name1 code1 name2 code2")]
    [InlineData("State_Name|StatePcode|Locality|localitypcode", "K|SD12|L|SD12001", "name1 code1 name2 code2")]
    public void The_words_tell_level_and_whether_names_or_codes_are_meant(string headers, string row, string expected)
    {
        using var table = A.Table().WithHeaders(headers.Split('|')).WithRow(row.Split('|'));
        using var pipeline = table.Open();

        Assert.Equal(expected, string.Join(' ', pipeline.Columns.Select(column => $"{(column.Meaning.Concept == Concept.PlaceCode ? "code" : "name")}{column.Meaning.Level}")));
    }

    [Fact]
    public void Two_words_of_one_rank_are_told_apart_by_their_values()
    {
        using var table = A.Table().WithHeaders("Département", "Région").WithRow("Dosso", "Sud").WithRow("Gaya", "Sud").WithRow("Ayerou", "Nord");
        using var pipeline = table.Open();

        Assert.Equal([2, 1], pipeline.Columns.Select(column => column.Meaning.Level));
    }

    [Fact]
    public void One_unit_in_two_languages_has_one_level()
    {
        using var table = A.Table().WithHeaders("Governorate", "المحافظة", "District").WithRow("Aden", "عدن", "Sira").WithRow("Ibb", "إب", "Jibla").WithRow("Ibb", "إب", "Yarim");
        using var pipeline = table.Open();

        Assert.Equal([1, 1, 2], pipeline.Columns.Select(column => column.Meaning.Level));
    }

    [Fact]
    public void Of_two_codes_of_one_unit_the_p_code_is_meant()
    {
        using var table = A.Table().WithHeaders("State", "StateCode", "StatePcode").WithRow("K", "DTM12", "SD12");
        using var pipeline = table.Open();

        Assert.Equal([Concept.PlaceName, Concept.Unknown, Concept.PlaceCode], pipeline.Columns.Select(column => column.Meaning.Concept));
    }

    [Fact]
    public void A_code_without_values_like_codes_is_left_to_a_person()
    {
        using var table = A.Table().WithHeaders("District", "District code").WithRow("Bo", "see the annex").WithRow("Kono", "as before");
        using var pipeline = table.Open();

        Assert.Equal(Concept.Unknown, pipeline.Columns[1].Meaning.Concept);
    }

    [Theory]
    [InlineData("110", "60", "50", Concept.Population)]
    [InlineData("110", "60", "40", Concept.Unknown)]
    public void Women_and_men_are_the_sexes_of_a_total_only_where_they_add_up_to_it(string total, string women, string men, Concept expected)
    {
        using var table = A.Table().WithHeaders("Municipio", "Población total", "Mujeres", "Hombres").WithRows(5, row => [$"m{row}", total, women, men]);
        using var pipeline = table.Open();

        Assert.Equal([expected, expected], pipeline.Columns.Skip(2).Select(column => column.Meaning.Concept));
    }

    [Theory]
    [InlineData("Latitude (Y)", Concept.Latitude)]
    [InlineData("Longitude (decimal degrees)", Concept.Longitude)]
    [InlineData("# of beneficiaries", Concept.Reached)]
    [InlineData("Nbre de ménages", Concept.Households)]
    public void The_form_of_the_values_and_words_of_counting_say_no_other_thing(string header, Concept expected)
    {
        using var table = A.Table().WithHeaders("Commune", header).WithRow("a", "1");
        using var pipeline = table.Open();

        Assert.Equal(expected, pipeline.Columns[1].Meaning.Concept);
    }
}
