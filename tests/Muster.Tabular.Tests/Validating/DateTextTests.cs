using System.Globalization;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Tests.Validating;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("yesterday")]
    [InlineData("2016-13-01")]
    [InlineData("31/02/2016")]
    [InlineData("12/13")]
    [InlineData("2016")]
    [InlineData("43101")]
    [InlineData("123456789012345678")]
    [InlineData("HT0111-01")]
    [InlineData("3-5-")]
    public void What_is_no_date_does_not_become_one(string text) => Assert.Equal(DateForm.None, DateText.Read(text).Form);

    [Theory]
    [InlineData("2018-03-01T10:00:00Z", "2018-03-01")]
    [InlineData("2018/03/04", "2018-03-04")]
    [InlineData("2018.03.04", "2018-03-04")]
    [InlineData("2016-10", "2016-10-01")]
    [InlineData("12-Oct-2016", "2016-10-12")]
    [InlineData("12 octobre 2016", "2016-10-12")]
    [InlineData("October 12, 2016", "2016-10-12")]
    [InlineData("3 déc. 2016", "2016-12-03")]
    [InlineData("05/05/2016", "2016-05-05")]
    [InlineData("2016-10-04 08:30", "2016-10-04")]
    public void A_date_with_one_reading_is_that_date(string text, string date) =>
        Assert.Equal((DateForm.Plain, date), (DateText.Read(text).Form, DateText.Read(text).DayMonth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("29/04/2015", DateForm.DayFirst)]
    [InlineData("04/29/2015", DateForm.MonthFirst)]
    [InlineData("03/04/2016", DateForm.TwoReadings)]
    [InlineData("3.4.16", DateForm.TwoReadings)]
    internal void Day_and_month_are_told_apart_only_where_they_can_be(string text, DateForm form) => Assert.Equal(form, DateText.Read(text).Form);

    [Theory]
    [InlineData("20180203", "2018-02-03")]
    [InlineData("1543449600000", "2018-11-29")]
    public void Figures_alone_are_a_date_in_a_column_of_dates(string text, string date) =>
        Assert.Equal(date, DateText.ReadFigures(text)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
}
