using System.Text;
using CsCheck;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

public sealed class CsvReaderTests
{
    static readonly string[] Pieces = [",", ",", ";", "\n", "\r\n", "\r", "\"", "\"\"", "\",", ",\"", "\n\"", "é", "𝄞", "a", "bc", "0123", " ", "HT0111-01", "1E5", "long text without any break in it at all"];

    static readonly Gen<string> AnyPiece = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]);

    [Fact]
    public void The_fast_reader_reads_what_the_plain_one_reads() =>
        AnyPiece.Array[0, 120].Sample(pieces => AssertEqual(string.Concat(pieces), ','), iter: 3_000);

    [Fact]
    public void The_fast_reader_reads_what_the_plain_one_reads_across_blocks() =>
        Gen.Select(AnyPiece.Array[5, 60], Gen.Int[1, 9_000], Gen.Int[0, 2].Select(index => ",;\t"[index])).Sample(
            (pieces, times, separator) => AssertEqual(string.Concat(Enumerable.Repeat(string.Concat(pieces) + "\n", times)), separator), iter: 15);

    [Fact]
    public void The_fast_reader_names_the_problem_that_the_plain_one_meets_first() =>
        Gen.Select(AnyPiece.Array[0, 60], Gen.Int[1, 12], Gen.Int[1, 6]).Sample(
            (pieces, cell, columns) => AssertEqual(string.Concat(pieces), ',', new ReadOptions { MaxCellCharacters = cell, MaxColumns = columns }), iter: 6_000);

    [Theory]
    [InlineData("a,b,c,d\n", "too-many-columns")]
    [InlineData("a,long text,c,d\n", "cell-too-long")]
    [InlineData("a,b,\"c\",\"long text\"\n", "cell-too-long")]
    [InlineData("a,b,\"c\",d,\"never closed", "too-many-columns")]
    [InlineData("a,\"never closed, and long", "cell-too-long")]
    [InlineData("a,\"\"\"\"\"\"\"\"\"open", "file-cut-off")]
    public void A_row_that_breaks_several_limits_is_refused_for_the_first(string text, string code)
    {
        var options = new ReadOptions { MaxCellCharacters = 8, MaxColumns = 3 };

        Assert.StartsWith(code, Outcome(() => Rows.Of(new CsvReader(Bytes(text), Encoding.UTF8, ',', options))), StringComparison.Ordinal);
        AssertEqual(text, ',', options);
    }

    [Theory]
    [InlineData("a,b\n1,2", 2)]
    [InlineData("a,b\r\n1,2\r\n", 2)]
    [InlineData("a,b\r1,2\r", 2)]
    [InlineData("a,b\n\n1,2\n", 3)]
    public void Any_line_break_ends_a_row_and_blank_rows_count(string text, int rows) => Assert.Equal(rows, Rows.OfText(text).Count);

    [Fact]
    public void Text_stays_as_typed() =>
        Assert.Equal(["0123", "HT0111-01", "1E5", "12-03", " x ", "say \"yes\"", "two\nlines"], Rows.OfText("0123,HT0111-01,1E5,12-03, x ,\"say \"\"yes\"\"\",\"two\nlines\"\n1,2,3,4,5,6,7")[0]);

    [Fact]
    public void A_row_with_quoted_line_breaks_counts_once()
    {
        var rows = Rows.OfText("name,n\n\"a\nb\r\nc\",1\nd,2\n");
        Assert.Equal("a\nb\r\nc", rows[1][0]);
        Assert.Equal(["d", "2"], rows[2]);
    }

    [Fact]
    public void Rows_keep_their_own_number_of_fields() => Assert.Equal([2, 3, 1, 2], Rows.OfText("a,b\n1,2,3\n4\n5,6\n").Select(row => row.Length));

    [Fact]
    public void Rows_left_by_Read_come_first_in_the_next_block()
    {
        using var file = new TempFile("a,b\n1,2\n3,4\n");
        using var source = TableSource.Open(file.Path);
        using var reader = source.OpenRows();
        Assert.True(reader.Read());
        var block = new RowBlock();
        Assert.Equal(2, reader.ReadBlock(block));
        Assert.Equal("3", block.Field(1, 0));
        Assert.Equal(3, block.RowNumber(1));
        Assert.Equal(0, reader.ReadBlock(block));
    }

    static void AssertEqual(string text, char separator, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        var plain = Outcome(() => Rows.Of(new PlainCsvReader(Bytes(text), Encoding.UTF8, separator, options)));
        Assert.Equal(plain, Outcome(() => Rows.Of(new CsvReader(Bytes(text), Encoding.UTF8, separator, options))));
        Assert.Equal(plain, Outcome(() => Rows.OfBlocks(new CsvReader(Bytes(text), Encoding.UTF8, separator, options))));
    }

    static string Outcome(Func<List<string[]>> read)
    {
        try
        {
            return string.Join('\u241e', read().Select(row => string.Join('\u241f', row)));
        }
        catch (UnreadableException unreadable)
        {
            return $"{unreadable.Problem.Code}: {unreadable.Problem}";
        }
    }

    static MemoryStream Bytes(string text) => new(Encoding.UTF8.GetBytes(text));
}
