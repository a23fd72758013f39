using System.Globalization;
using CsCheck;
using Muster.Tabular.Validating.Scanning;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Tests.Validating;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("12a")]
    [InlineData("1,2,3")]
    [InlineData("12,34,567")]
    [InlineData("#N/A")]
    [InlineData("3-5")]
    [InlineData("12/13")]
    [InlineData("nan")]
    [InlineData("-")]
    [InlineData("1.2.3,4")]
    public void What_is_no_number_does_not_become_one(string text) => Assert.Equal(NumberForm.None, NumberText.Read(text).Form);

    [Theory]
    [InlineData("-1,000.5", -1000.5)]
    [InlineData("(500)", -500)]
    [InlineData("1 234 567", 1234567)]
    [InlineData("1'234'567", 1234567)]
    [InlineData("012", 12)]
    [InlineData("1E5", 100000)]
    [InlineData("1.234.567", 1234567)]
    [InlineData("1.000,5", 1000.5)]
    [InlineData("12,5", 12.5)]
    [InlineData("5%", 0.05)]
    [InlineData(" 7 ", 7)]
    public void A_number_in_another_dress_keeps_sign_and_size(string text, double value)
    {
        var number = NumberText.Read(text);

        Assert.Equal((NumberForm.Dressed, value), (number.Form, number.Value));
    }

    [Theory]
    [InlineData("1,234", 1234, 1.234)]
    [InlineData("1.234", 1.234, 1234)]
    public void Three_figures_behind_a_single_mark_are_left_to_the_column(string text, double withPoint, double withComma) =>
        Assert.Equal((NumberForm.TwoReadings, withPoint, withComma), (NumberText.Read(text).Form, NumberText.Read(text).WithPoint, NumberText.Read(text).WithComma));

    [Theory]
    [InlineData("1e400")]
    [InlineData("-1E400")]
    [InlineData("1e100")]
    [InlineData("9.99E307")]
    public void A_power_that_counts_nothing_is_text_and_no_number(string text)
    {
        Assert.Equal(NumberForm.None, NumberText.Read(text).Form);
        Assert.False(TypedValue.TryNumber(text, '.', out _));
    }

    [Fact]
    public void The_short_way_agrees_with_the_base_library_and_keeps_the_text() =>
        Gen.OneOf(Gen.Int.Select(number => number.ToString(CultureInfo.InvariantCulture)), Gen.Double[-1e6, 1e6].Select(number => Math.Round(number, 4).ToString(CultureInfo.InvariantCulture)), Gen.Char["0123456789.,- eE"].Array[0, 8].Select(signs => new string(signs)))
            .Sample(text =>
            {
                if (NumberText.TryReadExact(text, out var value, out _))
                {
                    Assert.Equal(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture), value);
                    Assert.Equal(text, value.ToString(CultureInfo.InvariantCulture));
                }
            });
}
