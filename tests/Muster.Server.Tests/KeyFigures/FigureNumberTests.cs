using System.Globalization;
using Muster.Server.Features.KeyFigures;

namespace Muster.Server.Tests.KeyFigures;

public sealed class FigureNumberTests
{
    [Theory]
    [InlineData("1410774", "1410774")]
    [InlineData("1 410 774", "1410774")]
    [InlineData("1\u202F410\u00A0774", "1410774")]
    [InlineData("1'410'774", "1410774")]
    [InlineData("1,410,774", "1410774")]
    [InlineData("1.410.774", "1410774")]
    [InlineData("1.410.774,5", "1410774.5")]
    [InlineData("1,410.5", "1410.5")]
    [InlineData("1 410,25", "1410.25")]
    [InlineData("12,5", "12.5")]
    [InlineData("12.5", "12.5")]
    [InlineData("0.125", "0.125")]
    [InlineData("0,125", "0.125")]
    [InlineData("1234.567", "1234.567")]
    [InlineData("-3", "-3")]
    [InlineData("0", "0")]
    public void A_number_is_read_as_it_is_typed(string text, string expected)
    {
        Assert.Equal(FigureNumber.Reading.Number, FigureNumber.Read(text, out var value));
        Assert.Equal(decimal.Parse(expected, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("12,345")]
    [InlineData("12.345")]
    [InlineData("-1,234")]
    public void What_can_be_read_in_two_ways_is_not_read(string text) => Assert.Equal(FigureNumber.Reading.Ambiguous, FigureNumber.Read(text, out _));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-")]
    [InlineData("—")]
    [InlineData("N/A")]
    public void A_dash_is_no_zero(string? text) => Assert.Equal(FigureNumber.Reading.NotGiven, FigureNumber.Read(text, out _));

    [Theory]
    [InlineData("1,41,774")]
    [InlineData("12 34")]
    [InlineData("1,000.000,5")]
    [InlineData("about 300")]
    [InlineData("300+")]
    [InlineData("1e5")]
    [InlineData("#N/A")]
    public void What_is_no_number_is_said_to_be_none(string text) => Assert.Equal(FigureNumber.Reading.Wrong, FigureNumber.Read(text, out _));
}
