using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

/// <summary>Each says what, where and what next, in bounded time and memory.</summary>
public sealed class BadInputTests
{
    static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D];

    public static TheoryData<string, byte[], string> Files => new()
    {
        { "nothing", [], "file-empty" },
        { "a picture", Png, "file-not-table" },
        { "a document", "%PDF-1.7\n1 0 obj"u8.ToArray(), "file-not-table" },
        { "a program", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0], "file-not-table" },
        { "noise", [.. Enumerable.Range(0, 5000).Select(number => (byte)(number * 7919 >> 3))], "file-not-table" },
        { "a sign-in page", "\n<!DOCTYPE html>\n<html><head><title>Sign in</title></head></html>"u8.ToArray(), "file-web-page" },
        { "prose", "Dear all,\nplease find below what we discussed in the meeting of yesterday, with my thanks to everybody.\nThe next meeting will be on Friday in the same room as always.\n"u8.ToArray(), "file-not-table" },
        { "an archive without a table", Workbook.Zip([("readme.txt", "x")]), "file-not-table" },
        { "a workbook cut off", Workbook.Of("<row><c><v>1</v></c></row>")[..300], "file-cut-off" },
        { "a protected workbook", Compound("EncryptedPackage"), "file-encrypted" },
        { "a quote never closed", "a,b\n1,\"open\n2,3\n"u8.ToArray(), "file-cut-off" },
        { "a sheet cut off", Workbook.Zip(Workbook.Parts([("S", "visible", "<row><c><v>1</v></c></row><row><c><v>2", "")]).Select(part => part.Name.Contains("sheet1") ? (part.Name, part.Text[..part.Text.IndexOf("</sheetData>", StringComparison.Ordinal)]) : part)), "file-cut-off" },
        { "a text the workbook lacks", Workbook.Of("<row><c t=\"s\"><v>5</v></c></row>"), "file-broken" },
        { "entities that unfold", Workbook.Zip([.. Workbook.Parts([("S", "visible", "", "")]).Where(part => part.Name != "xl/worksheets/sheet1.xml"), ("xl/worksheets/sheet1.xml", "<!DOCTYPE x [<!ENTITY a \"aaaa\">]><worksheet><sheetData/></worksheet>")]), "file-broken" },
        { "json cut off", """[{"a":1},{"a":2"""u8.ToArray(), "file-cut-off" },
        { "json broken", """[{"a":1},{"a":2}} , x"""u8.ToArray(), "file-broken" },
        { "json without rows", """{"a":1,"b":"x"}"""u8.ToArray(), "file-not-table" },
        { "only blank rows", "\n\n,,\n"u8.ToArray(), "sheet-empty" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void It_is_refused_with_its_code(string what, byte[] bytes, string code)
    {
        using var file = new TempFile(bytes);
        var problem = Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem;
        Assert.True(problem.Code == code, $"{what}: {problem.Code} {problem}");
        Assert.NotEmpty(problem.What);
        Assert.NotEmpty(problem.Next);
    }

    [Fact]
    public void A_cell_of_a_hundred_megabytes_ends_the_pass_in_bounded_memory()
    {
        using var file = new TempFile([.. "a,b\n1,2\n3,\""u8, .. Enumerable.Repeat((byte)'x', 100 << 20), .. "\"\n"u8]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem;
        Assert.Equal("cell-too-long", problem.Code);
        Assert.StartsWith("row 3", problem.Where);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Fact]
    public void A_long_cell_of_a_workbook_ends_the_pass()
    {
        using var file = new TempFile(Workbook.Of($"<row><c t=\"inlineStr\"><is><t>{new string('x', 20 << 20)}</t></is></c></row>"));
        Assert.Equal("cell-too-long", Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem.Code);
    }

    [Fact]
    public void A_bomb_is_not_unfolded()
    {
        using var file = new TempFile(Bomb(1L << 30));
        var watch = Stopwatch.StartNew();
        Assert.Equal("file-bomb", Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem.Code);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    [Fact]
    public void The_limit_of_unfolded_bytes_holds()
    {
        using var file = new TempFile(Workbook.Of(string.Concat(Enumerable.Range(0, 20_000).Select(number => $"<row><c><v>{number * 7919L % 10007}</v></c></row>"))));
        Assert.Equal("file-bomb", Assert.Throws<UnreadableException>(() => ReadAll(file.Path, new ReadOptions { MaxUnfoldedBytes = 100_000 })).Problem.Code);
    }

    [Fact]
    public void A_chosen_encoding_that_does_not_fit_is_named_with_the_byte()
    {
        using var file = new TempFile("a,b\nété,1\n", Encoding.Latin1);
        var problem = Assert.Throws<UnreadableException>(() => ReadAll(file.Path, new ReadOptions { Encoding = "utf-8" })).Problem;
        Assert.Equal("encoding-mismatch", problem.Code);
        Assert.Contains("byte 5", problem.Where);
    }

    [Fact]
    public void An_encoding_that_does_not_exist_is_named()
    {
        using var file = new TempFile("a,b\n1,2\n");
        Assert.Equal("encoding-unknown", Assert.Throws<UnreadableException>(() => ReadAll(file.Path, new ReadOptions { Encoding = "klingon" })).Problem.Code);
    }

    [Fact]
    public void Too_many_columns_are_refused()
    {
        using var file = new TempFile("a,b\n" + new string(',', 20_000) + "\n");
        Assert.Equal("too-many-columns", Assert.Throws<UnreadableException>(() => ReadAll(file.Path)).Problem.Code);
    }

    static void ReadAll(string path, ReadOptions? options = null)
    {
        using var source = TableSource.Open(path, options);
        SheetDetector.Detect(source);
        using var reader = source.OpenRows();
        var block = new RowBlock();
        while (reader.ReadBlock(block) > 0)
        {
        }
    }

    static byte[] Compound(string entry)
    {
        var file = new byte[1536];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        Encoding.Unicode.GetBytes(entry).CopyTo(file, 1024);
        return file;
    }

    static byte[] Bomb(long length)
    {
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in Workbook.Parts([("S", "visible", "<row><c t=\"s\"><v>0</v></c></row>", "")]))
            {
                using var part = archive.CreateEntry(name).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }

            using var strings = archive.CreateEntry("xl/sharedStrings.xml", CompressionLevel.Optimal).Open();
            strings.Write("<sst>"u8);
            var texts = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<si><t>0000000000000000000000000</t></si>", 1 << 14)));
            for (long written = 0; written < length; written += texts.Length)
            {
                strings.Write(texts);
            }
        }

        return stream.ToArray();
    }
}
