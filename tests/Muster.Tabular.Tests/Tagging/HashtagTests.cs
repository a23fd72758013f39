using Muster.Tabular.Tagging;

namespace Muster.Tabular.Tests.Tagging;

public sealed class HashtagTests
{
    [Theory]
    [InlineData("# adm1")]
    [InlineData("#adm1+")]
    [InlineData("#adm1++code")]
    [InlineData("#adm1 code")]
    [InlineData("#a-b")]
    [InlineData("#1x")]
    [InlineData("#affected+2013")]
    [InlineData("adm1")]
    [InlineData("#")]
    [InlineData("")]
    public void What_breaks_the_grammar_is_no_tag(string text) => Assert.False(Hashtag.TryParse(text, out _));

    [Theory]
    [InlineData("#ADM1 +Code", "#adm1+code")]
    [InlineData(" #affected+f+f+children ", "#affected+f+children")]
    [InlineData("#x_own+a_1", "#x_own+a_1")]
    public void Case_blanks_before_a_plus_and_repeats_mean_nothing(string text, string normal)
    {
        Assert.True(Hashtag.TryParse(text, out var tag));
        Assert.Equal(normal, tag.ToString());
    }

    [Fact]
    public void The_order_of_attributes_means_nothing()
    {
        Assert.True(Hashtag.TryParse("#affected+f+children", out var one));
        Assert.True(Hashtag.TryParse("#affected+children+f", out var other));

        Assert.Equal(one, other);
        Assert.Equal("#affected+children+f", one.ToKey());
    }
}
