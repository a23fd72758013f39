using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

public sealed class CountryFinderTests
{
    [Theory]
    [InlineData("Country,n\nHaiti,1\nHaiti,2\n", "HTI")]
    [InlineData("iso3,n\nNPL,1\n", "NPL")]
    [InlineData("admin2Pcode,n\nHT0111,1\nHT0121,2\n", "HTI")]
    [InlineData("ADM1_PCODE,ADM2_PCODE\nCAF11,CAF111\nCF12,CF121\n", "CAF")]
    [InlineData("Governorate,District,n\nAleppo,Jebel Saman,1\nIdleb,Harim,2\n", "SYR")]
    [InlineData("Department,Commune,n\nWest,Port-au-Prince,1\nSouth,Les Cayes,2\nGrande'Anse,Jeremie,3\n", "HTI")]
    public void The_country_is_told_from_what_the_table_holds(string text, string country) => Assert.Equal(country, Find(text).Country);

    [Theory]
    [InlineData("Country,n\nHaiti,1\nNepal,2\n", "names 2 countries")]
    [InlineData("name,n\nx,1\n", "No column of this table")]
    [InlineData("ADM1_NAME,n\nNorthern,1\nCentral,2\nEastern,3\nWestern,4\n", "")]
    [InlineData("ADM1_NAME,n\nSpringfield,1\nShelbyville,2\n", "fit one country")]
    public void A_table_of_several_countries_or_of_none_is_left_to_a_person(string text, string reason)
    {
        var guess = Find(text);

        Assert.Null(guess.Country);
        Assert.Contains(reason, guess.Reason, StringComparison.Ordinal);
    }

    static CountryGuess Find(string text)
    {
        using var table = A.Table();
        foreach (var row in text.TrimEnd().Split('\n'))
        {
            table.WithRow(row.Split(','));
        }

        using var pipeline = table.Open();
        return CountryFinder.Find(PlaceIndex.Shipped, pipeline.Source, pipeline.Sheet, pipeline.Columns);
    }
}
