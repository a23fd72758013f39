using System.Text;
using CsCheck;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Tests.Reading;

public sealed class CsvBlocksTests
{
    static readonly string[] Pieces = [",", ",", ";", "\n", "\r\n", "\r", "\"", "\"\"", "\",", ",\"", "\n\"", "\"\n", "\"\r", "é", "𝄞", "a", "bc", "0123", " ", "long text without any break in it at all"];

    static readonly Gen<string> AnyPiece = Gen.Int[0, Pieces.Length - 1].Select(index => Pieces[index]);

    [Fact]
    public void Rows_cut_apart_are_those_that_the_plain_reader_reads() =>
        Gen.Select(AnyPiece.Array[0, 120], Gen.Int[1, 80], Gen.Int[0, 2].Select(index => ",;\t"[index])).Sample(
            (pieces, target, separator) => AssertEqual(string.Concat(pieces), target, separator), iter: 5_000);

    [Fact]
    public void Rows_cut_apart_are_those_that_the_plain_reader_reads_in_long_files() =>
        Gen.Select(AnyPiece.Array[1, 12], Gen.Int[4_000, 20_000]).Sample(
            (pieces, times) => AssertEqual(string.Concat(Enumerable.Repeat(string.Concat(pieces) + "\n", times)), 1 << 18, ','), iter: 10);

    [Fact]
    public void A_row_past_a_limit_is_refused_as_the_plain_reader_refuses_it() =>
        Gen.Select(AnyPiece.Array[0, 60], Gen.Int[1, 40], Gen.Int[1, 12], Gen.Int[1, 6]).Sample(
            (pieces, target, cell, columns) => AssertEqual(string.Concat(pieces), target, ',', new ReadOptions { MaxCellCharacters = cell, MaxColumns = columns }), iter: 1_000);

    [Fact]
    public void Bytes_that_are_not_of_the_encoding_are_named_with_their_position()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("a,b\n1,é\n2,"), 0xE9, .. "\n3,c\n"u8];

        var problem = Assert.Throws<UnreadableException>(() => Read(new CsvBlocks(new MemoryStream(bytes), Encoding.UTF8, ',', ReadOptions.Default, 4))).Problem;

        Assert.Equal(("encoding-mismatch", "byte 12, after row 2"), (problem.Code, problem.Where));
    }

    [Fact]
    public void A_cell_that_never_ends_is_refused_before_the_file_is_read_to_its_end()
    {
        var blocks = new CsvBlocks(new MemoryStream(Encoding.UTF8.GetBytes("a,b\n1,\"" + new string('x', 9_000_000))), Encoding.UTF8, ',', ReadOptions.Default);

        Assert.Equal("cell-too-long", Assert.Throws<UnreadableException>(() => Read(blocks)).Problem.Code);
        Assert.True(blocks.BytesRead < 6_000_000, $"{blocks.BytesRead} bytes were read.");
    }

    [Fact]
    public void Letters_of_one_byte_are_decoded_and_a_mark_is_no_text()
    {
        var latin = Encoding.Latin1;

        Assert.Equal([["né", "à"]], Read(new CsvBlocks(new MemoryStream(latin.GetBytes("né;à\n")), latin, ';', ReadOptions.Default)));
        Assert.Equal([["a", "b"]], Read(new CsvBlocks(new MemoryStream([0xEF, 0xBB, 0xBF, .. "a,b"u8]), Encoding.UTF8, ',', ReadOptions.Default)));
    }

    static void AssertEqual(string text, int target, char separator, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        var bytes = Encoding.UTF8.GetBytes(text);
        var plain = Outcome(() => Rows.Of(new PlainCsvReader(new MemoryStream(bytes), Encoding.UTF8, separator, options)));
        Assert.Equal(plain, Outcome(() => Read(new CsvBlocks(new MemoryStream(bytes), Encoding.UTF8, separator, options, target))));
    }

    /// <summary>All rows, through the threads of a pass.</summary>
    static List<string[]> Read(CsvBlocks source)
    {
        var rows = new List<string[]>();
        using (source)
        {
            BlockPass.Run(source, () => new List<string[]>(), (block, made) =>
            {
                made.Clear();
                for (var row = 0; row < block.Count; row++)
                {
                    made.Add([.. Enumerable.Range(0, block.FieldCount(row)).Select(field => block.Field(row, field).ToString())]);
                }
            }, (block, made) =>
            {
                Assert.Equal(rows.Count + 1, block.RowNumber(0));
                rows.AddRange(made);
            }, TestContext.Current.CancellationToken);
        }

        return rows;
    }

    static string Outcome(Func<List<string[]>> read)
    {
        try
        {
            return string.Join('\u241e', read().Select(row => string.Join('\u241f', row)));
        }
        catch (UnreadableException unreadable)
        {
            return unreadable.Problem.ToString();
        }
    }
}
