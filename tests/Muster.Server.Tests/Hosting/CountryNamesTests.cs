using System.Globalization;
using Muster.Server.Pages;

namespace Muster.Server.Tests.Hosting;

public sealed class CountryNamesTests
{
    [Theory]
    [InlineData("en", "HTI", "Haiti")]
    [InlineData("fr", "HTI", "Haïti")]
    [InlineData("en", "DOM", "Dominican Republic")]
    [InlineData("fr", "DOM", "République dominicaine")]
    [InlineData("en", "QQQ", "QQQ")]
    public void A_country_is_named_in_the_readers_language(string language, string country, string name)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        Assert.Equal(name, CountryNames.Of(country));
    }
}
