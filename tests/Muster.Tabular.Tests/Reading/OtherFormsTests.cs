using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

public sealed class OtherFormsTests
{
    [Fact]
    public void An_old_workbook_is_read()
    {
        using var file = new TempFile(Biff2());
        using var source = TableSource.Open(file.Path);
        Assert.Equal(SourceFormat.Xls, source.Format);
        Assert.Equal([["code", "n"], ["0123", "2.5"]], Rows.Of(source.OpenRows()));
    }

    [Fact]
    public void An_open_document_spreadsheet_is_read_by_its_values()
    {
        const string Content = """
            <office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:style="s"><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style></office:automatic-styles><office:body><office:spreadsheet>
            <table:table table:name="Data"><table:table-row><table:table-cell office:value-type="string"><text:p>code</text:p></table:table-cell><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>n<text:s text:c="2"/>x</text:p><text:p>y</text:p><office:annotation><text:p>no</text:p></office:annotation></table:table-cell><table:table-cell table:number-columns-repeated="16380"/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>
            <table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="string"><text:p>0123</text:p></table:table-cell><table:table-cell office:value-type="float" office:value="1234.5"><text:p>1,234.5</text:p></table:table-cell><table:table-cell office:value-type="date" office:date-value="2016-10-04"><text:p>04/10/16</text:p></table:table-cell></table:table-row>
            <table:table-row><table:table-cell office:value-type="percentage" office:value="0.25"/><table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="time" office:time-value="PT36H05M00S"/></table:table-row>
            <table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>
            <table:table table:name="Old" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>a</text:p></table:table-cell></table:table-row></table:table>
            </office:spreadsheet></office:body></office:document-content>
            """;
        using var file = new TempFile(Workbook.Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", Content)]));
        using var source = TableSource.Open(file.Path);
        Assert.Equal(SourceFormat.Ods, source.Format);
        Assert.Equal([false, true], source.Sheets.Select(sheet => sheet.IsHidden));
        Assert.Equal([["code", "n  x\ny", "n  x\ny"], [], [], ["0123", "1234.5", "2016-10-04"], ["0123", "1234.5", "2016-10-04"], ["0.25", "true", "36:05:00"]], Rows.Of(source.OpenRows()));
        Assert.Equal([["a"]], Rows.Of(source.OpenRows(1)));
    }

    [Fact]
    public void A_protected_open_document_says_so()
    {
        using var file = new TempFile(Workbook.Zip([("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", "garbage"), ("META-INF/manifest.xml", "<manifest><encryption-data/></manifest>")]));
        Assert.Equal("file-encrypted", Assert.Throws<UnreadableException>(() => TableSource.Open(file.Path)).Problem.Code);
    }

    [Fact]
    public void A_packed_table_is_read_as_if_it_were_not()
    {
        var table = Encoding.UTF8.GetBytes("code;n\n01;2\n");
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(table);
        }

        foreach (var bytes in new[] { packed.ToArray(), Workbook.Zip([("__MACOSX/._table.csv", "x"), ("readme.txt", "x"), ("folder/table.csv", "code;n\n01;2\n")]) })
        {
            using var file = new TempFile(bytes);
            using var source = TableSource.Open(file.Path);
            Assert.Equal([["code", "n"], ["01", "2"]], Rows.Of(source.OpenRows()));
        }
    }

    [Fact]
    public void A_packed_table_that_was_cut_off_anywhere_is_refused_and_one_of_several_members_is_read_whole()
    {
        var member = Gzip(string.Concat(Enumerable.Range(0, 400).Select(number => $"{number},{number * number * 7919 % 10007}\n")));
        for (var length = member.Length - 1; length > 2; length -= Math.Max(1, member.Length / 60))
        {
            using var cut = new TempFile(member[..length]);
            Assert.Equal("file-cut-off", Assert.Throws<UnreadableException>(() => TableSource.Open(cut.Path)).Problem.Code);
        }

        byte[] members = [.. Gzip("a,b\n"), .. member];
        using var whole = new TempFile(members);
        using var source = TableSource.Open(whole.Path);
        Assert.Equal(401, Rows.Of(source.OpenRows()).Count);
        using var cutMembers = new TempFile(members[..^30]);
        Assert.Equal("file-cut-off", Assert.Throws<UnreadableException>(() => TableSource.Open(cutMembers.Path)).Problem.Code);

        static byte[] Gzip(string text)
        {
            var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(text));
            }

            return packed.ToArray();
        }
    }

    [Fact]
    public void A_turned_bit_in_an_archive_is_refused_and_never_becomes_a_figure()
    {
        var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = archive.CreateEntry("table.csv", CompressionLevel.NoCompression).Open())
        {
            entry.Write("code,people\nHT0711,1200\n"u8);
        }

        var bytes = packed.ToArray();
        bytes[bytes.AsSpan().IndexOf("1200"u8)] = (byte)'9';
        using var file = new TempFile(bytes);
        var problem = Assert.Throws<UnreadableException>(() => TableSource.Open(file.Path)).Problem;
        Assert.Equal(("file-cut-off", "table.csv"), (problem.Code, problem.Where));
    }

    [Fact]
    public void An_archive_of_several_tables_names_them()
    {
        using var file = new TempFile(Workbook.Zip([("a.csv", "a,b\n1,2\n"), ("b.csv", "a,b\n1,2\n")]));
        var problem = Assert.Throws<UnreadableException>(() => TableSource.Open(file.Path)).Problem;
        Assert.Equal("file-several-tables", problem.Code);
        Assert.Contains("a.csv, b.csv", problem.What);
    }

    [Fact]
    public void Temporary_files_go_with_the_source()
    {
        using var file = new TempFile(Workbook.Zip([("a.csv", "a,b\n1,2\n")]));
        var before = Directory.GetDirectories(Path.GetTempPath(), "muster-unpacked-*");
        using (TableSource.Open(file.Path))
        {
        }

        Assert.Empty(Directory.GetDirectories(Path.GetTempPath(), "muster-unpacked-*").Except(before));
    }

    [Theory]
    [InlineData("UTF-8", "Nord-Est é")]
    [InlineData("1252", "Nord-Est é")]
    [InlineData(null, "Nord-Est é")]
    public void A_shapefile_is_read_in_its_code_page(string? codePage, string expected)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var dbf = Dbf(Encoding.GetEncoding(codePage == "UTF-8" ? "utf-8" : "windows-1252"));
        var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var entry = archive.CreateEntry("layer.dbf").Open())
            {
                entry.Write(dbf);
            }

            if (codePage is not null)
            {
                using var entry = archive.CreateEntry("layer.CPG").Open();
                entry.Write(Encoding.ASCII.GetBytes(codePage));
            }
        }

        using var file = new TempFile(stream.ToArray());
        using var source = TableSource.Open(file.Path);
        Assert.Equal(SourceFormat.Shapefile, source.Format);
        Assert.Equal("layer", source.Sheets[0].Name);
        Assert.Equal([["NAME", "POP", "DATE", "OK"], [expected, "12", "2018-11-29", "true"], ["x", "", "", ""]], Rows.Of(source.OpenRows()));
    }

    [Fact]
    public void A_table_of_attributes_that_is_cut_off_says_so()
    {
        using var file = new TempFile(Dbf(Encoding.Latin1)[..^20]);
        using var source = TableSource.Open(file.Path);
        Assert.Equal("file-cut-off", Assert.Throws<UnreadableException>(() => Rows.Of(source.OpenRows())).Problem.Code);
    }

    [Fact]
    public void Placemarks_are_rows_with_their_data_and_points()
    {
        const string Kml = """
            <?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>Sites</name>
            <Placemark><name>Camp &amp; école</name><ExtendedData><Data name="pop"><value>12</value></Data></ExtendedData><Point><coordinates>-72.3,18.5,0</coordinates></Point></Placemark>
            <Placemark><name>B</name><ExtendedData><SchemaData><SimpleData name="kind">x</SimpleData></SchemaData></ExtendedData><Polygon><outerBoundaryIs/></Polygon></Placemark></Document></kml>
            """;
        using var file = new TempFile(Kml);
        using var source = TableSource.Open(file.Path);
        Assert.Equal([["name", "pop", "longitude", "latitude", "kind"], ["Camp & école", "12", "-72.3", "18.5", ""], ["B", "", "", "", "x"]], Rows.Of(source.OpenRows()));
    }

    /// <summary>A worksheet of Excel 2: the oldest form, without a container around it.</summary>
    internal static byte[] Biff2()
    {
        var stream = new MemoryStream();
        Record(0x0009, [2, 0, 0x10, 0]);
        Record(0x0000, [0, 0, 2, 0, 0, 0, 2, 0]);
        Record(0x0004, [0, 0, 0, 0, 0, 0, 0, 4, .. "code"u8]);
        Record(0x0004, [0, 0, 1, 0, 0, 0, 0, 1, .. "n"u8]);
        Record(0x0004, [1, 0, 0, 0, 0, 0, 0, 4, .. "0123"u8]);
        Record(0x0003, [1, 0, 1, 0, 0, 0, 0, .. BitConverter.GetBytes(2.5)]);
        Record(0x000A, []);
        return stream.ToArray();

        void Record(ushort kind, byte[] data)
        {
            var head = new byte[4];
            BinaryPrimitives.WriteUInt16LittleEndian(head, kind);
            BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(2), (ushort)data.Length);
            stream.Write(head);
            stream.Write(data);
        }
    }

    /// <summary>Two records and a deleted one between them.</summary>
    internal static byte[] Dbf(Encoding encoding)
    {
        (string Name, char Type, byte Length)[] fields = [("NAME", 'C', 20), ("POP", 'N', 5), ("DATE", 'D', 8), ("OK", 'L', 1)];
        var stream = new MemoryStream();
        var head = new byte[32];
        (head[0], head[1], head[2], head[3]) = (3, 118, 11, 29);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(4), 3);
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(8), (ushort)(33 + fields.Length * 32));
        BinaryPrimitives.WriteUInt16LittleEndian(head.AsSpan(10), (ushort)(1 + fields.Sum(field => field.Length)));
        stream.Write(head);
        foreach (var (name, type, length) in fields)
        {
            var field = new byte[32];
            Encoding.ASCII.GetBytes(name).CopyTo(field, 0);
            (field[11], field[16]) = ((byte)type, length);
            stream.Write(field);
        }

        stream.WriteByte(0x0D);
        Row(' ', "Nord-Est é", "   12", "20181129", "T");
        Row('*', "gone", "    1", "20181129", "F");
        Row(' ', "x", "", "", "?");
        stream.WriteByte(0x1A);
        return stream.ToArray();

        void Row(char mark, params string[] values)
        {
            stream.WriteByte((byte)mark);
            for (var index = 0; index < fields.Length; index++)
            {
                var cell = Enumerable.Repeat((byte)' ', fields[index].Length).ToArray();
                encoding.GetBytes(values[index]).CopyTo(cell, 0);
                stream.Write(cell);
            }
        }
    }
}
