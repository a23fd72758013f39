using System.Globalization;
using System.Xml.Linq;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Tests.Figures;

public sealed class SvgWriterTests
{
    [Theory]
    [InlineData("</text><script>alert(1)</script>")]
    [InlineData("\" onload=\"alert(1)")]
    [InlineData("' & ]]> <!-- &amp;")]
    public void A_hostile_text_stays_text(string hostile)
    {
        var root = XDocument.Parse(new SvgWriter().Start("text").With("id", hostile).Text(hostile).End().ToString()).Root!;

        Assert.Equal(hostile, root.Value);
        Assert.Equal(hostile, root.Attribute("id")!.Value);
        Assert.Empty(root.Elements());
        Assert.Single(root.Attributes());
    }

    [Fact]
    public void Letters_that_no_xml_can_hold_are_left_out()
    {
        var text = new SvgWriter().Element("text", "a\0b\u0008c\ud800d\uffffe😀").ToString();

        Assert.Equal("abcde😀", XDocument.Parse(text).Root!.Value);
    }

    [Theory]
    [InlineData(12.5, "12.5")]
    [InlineData(-0.001, "0")]
    [InlineData(1234567.891, "1234567.89")]
    public void Numbers_have_a_point_in_every_language(double number, string written)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        try
        {
            Assert.Equal($"<a x=\"{written}\"/>\n", new SvgWriter().Start("a").With("x", number).End().ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
