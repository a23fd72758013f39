using System.Text;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

public sealed class TextFileTests
{
    const string Table = "code;nom;pop\nCF22;Nana Mambéré;28016\nCF61;Basse Kotto;82154\nCF11;Ombella M'Poko;448465\n";

    static TextFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Theory]
    [InlineData("utf-8", "utf-8")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("utf-16BE", "utf-16BE")]
    [InlineData("utf-32", "utf-32")]
    [InlineData("iso-8859-1", "iso-8859-1")]
    [InlineData("ibm850", "ibm850")]
    [InlineData("macintosh", "macintosh")]
    public void The_encoding_is_told_from_the_bytes(string written, string told)
    {
        using var file = new TempFile(Table, Encoding.GetEncoding(written));
        using var source = TableSource.Open(file.Path);
        Assert.Equal(told, source.Encoding);
        Assert.Equal(';', source.Separator);
        Assert.Equal("Nana Mambéré", Rows.Of(source.OpenRows())[1][1]);
    }

    [Fact]
    public void Windows_1252_is_told_by_its_own_letters()
    {
        using var file = new TempFile("nom,œuvre\nCœur – été,1\nSœur,2\n", Encoding.GetEncoding("windows-1252"));
        using var source = TableSource.Open(file.Path);
        Assert.Equal("windows-1252", source.Encoding);
        Assert.Equal("Cœur – été", Rows.Of(source.OpenRows())[1][0]);
    }

    [Fact]
    public void Utf_16_without_a_mark_is_told_by_its_zero_bytes()
    {
        using var file = new TempFile(Encoding.Unicode.GetBytes(Table));
        using var source = TableSource.Open(file.Path);
        Assert.Equal("utf-16", source.Encoding);
        Assert.Equal(4, Rows.Of(source.OpenRows()).Count);
    }

    [Fact]
    public void Arabic_in_its_old_code_page_is_told()
    {
        using var file = new TempFile("المنطقة,الرمز,السكان\nبنغازي,LY0107,631555\nطرابلس,LY0212,940653\nمصراتة,LY0216,386120\n", Encoding.GetEncoding("windows-1256"));
        using var source = TableSource.Open(file.Path);
        Assert.Equal("بنغازي", Rows.Of(source.OpenRows())[1][0]);
    }

    [Theory]
    [InlineData("a,b,c\n1,2,3\n", ',')]
    [InlineData("a;b;c\n1,5;2,5;3\n1,5;2,5;3,1\n", ';')]
    [InlineData("a\tb\n1, and 2\t3\n", '\t')]
    [InlineData("a|b\n1|2\n", '|')]
    [InlineData("a^b\n1^2\n3^4\n", '^')]
    [InlineData("Title of the table\n\nname,code,n\nx,HT01,3\ny,HT02,4\n", ',')]
    [InlineData("one\ntwo\nthree\n", ',')]
    [InlineData("sep=;\na;b\n1;2\n", ';')]
    public void The_separator_is_told_from_several_rows(string text, char expected)
    {
        using var file = new TempFile(text);
        using var source = TableSource.Open(file.Path);
        Assert.Equal(expected, source.Separator);
    }

    [Fact]
    public void A_chosen_encoding_and_separator_win()
    {
        using var file = new TempFile("a,b;c\n1,2;3\n");
        using var source = TableSource.Open(file.Path, new ReadOptions { Encoding = "iso-8859-1", Separator = ';' });
        Assert.Equal(["a,b", "c"], Rows.Of(source.OpenRows())[0]);
        Assert.Equal("iso-8859-1", source.Encoding);
    }
}
