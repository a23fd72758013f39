using System.Text;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Tests.Reading;
using Muster.Tabular.Writing;
using Parquet;

namespace Muster.Tabular.Tests.Writing;

public sealed class TableWriterTests
{
    const string Table = "code,nom,pop,date,part\nHT0111-01,\"Port-au-Prince, centre\",0123,2016-10-04,1.5\nHT0112,\"dit \"\"Delmas\"\"\",1E5,,2\nHT0113,=A1+B1 _x000D_ <&>,12,2016-10-05T10:30:00,-3.25\n";

    static readonly ColumnProfile[] Profiles =
    [
        Profile(0, ColumnType.Text),
        Profile(1, ColumnType.Text),
        Profile(2, ColumnType.WholeNumber, isExact: false),
        Profile(3, ColumnType.Date),
        Profile(4, ColumnType.Number, isExact: true, mark: '.'),
    ];

    [Fact]
    public void Csv_comes_back_as_it_was() => Assert.Equal(Rows.OfText(Table), RoundTrip((output, columns) => TableWriter.Csv(output, columns)));

    [Fact]
    public void Csv_of_a_file_that_needs_no_change_is_the_same_bytes()
    {
        const string Plain = "a,b,c\n1,x,\n2,é,3\n,,\n4,𝄞,5\n";
        Assert.Equal(Plain, Encoding.UTF8.GetString(Write(Plain, (output, columns) => TableWriter.Csv(output, columns))));
    }

    [Fact]
    public void Csv_of_many_blocks_is_the_same_bytes_whatever_its_letters()
    {
        string[] words = ["é", "plain", "𝄞𝄞", "ⵣ", "", "x y", "ኢትዮጵያ"];
        var random = new Random(7);
        var table = new StringBuilder("a,b,c\n");
        for (var row = 0; row < 60_000; row++)
        {
            table.Append(row).Append(',').Append(words[random.Next(words.Length)]).Append(',').Append(row % 9_000 == 0 ? "\"q,q\"" : words[random.Next(words.Length)]).Append('\n');
        }

        Assert.Equal(table.ToString(), Encoding.UTF8.GetString(Write(table.ToString(), (output, columns) => TableWriter.Csv(output, columns))));
    }

    [Fact]
    public void Csv_keeps_cells_beyond_the_header_and_fills_short_rows() => Assert.Equal("a,b\n1,2,3\n4,\n", Encoding.UTF8.GetString(Write("a,b\n1,2,3\n4\n", (output, columns) => TableWriter.Csv(output, [.. columns.Take(2)]))));

    [Fact]
    public void Csv_guards_formulas_where_asked()
    {
        var text = Encoding.UTF8.GetString(Write("a,b\n=1+1,-5\n@x,+y\n", (output, columns) => TableWriter.Csv(output, columns, guardFormulas: true)));
        Assert.Equal("a,b\n\"'=1+1\",-5\n\"'@x\",\"'+y\"\n", text);
    }

    [Fact]
    public void A_workbook_comes_back_as_it_was() => Assert.Equal(Rows.OfText(Table), RoundTrip((output, columns) => TableWriter.Xlsx(output, "Données [1]", columns, Profiles)));

    [Fact]
    public void A_workbook_has_typed_cells_and_text_stays_text()
    {
        using var file = new TempFile(Write(Table, (output, columns) => TableWriter.Xlsx(output, "Sheet", columns, Profiles)));
        using var source = TableSource.Open(file.Path);
        using var reader = source.OpenRows();
        Assert.True(reader.Read() && reader.Read());
        Assert.Equal([CellKind.Text, CellKind.Text, CellKind.Text, CellKind.Date, CellKind.Number], Enumerable.Range(0, 5).Select(reader.Kind));
    }

    [Fact]
    public void Json_has_numbers_only_where_the_column_is_exact()
    {
        var text = Encoding.UTF8.GetString(Write("code,n,p\n01,5,1.5\n02,,007\n", (output, columns) => TableWriter.Json(output, columns, [Profile(0, ColumnType.WholeNumber, isExact: false), Profile(1, ColumnType.WholeNumber, isExact: true), Profile(2, ColumnType.Number, isExact: false)])));
        Assert.Equal("""[{"code":"01","n":5,"p":"1.5"},{"code":"02","n":null,"p":"007"}]""" + "\n", text);
    }

    [Fact]
    public void Json_comes_back_as_it_was()
    {
        var expected = Rows.OfText(Table);
        Assert.Equal(expected, RoundTrip((output, columns) => TableWriter.Json(output, columns)).Select(row => row.Concat(Enumerable.Repeat("", 5 - row.Length)).ToArray()));
    }

    [Fact]
    public async Task Parquet_holds_the_text_as_typed_and_its_value_beside_it()
    {
        using var stream = new MemoryStream(Write(Table, (output, columns) => TableWriter.Parquet(output, columns, Profiles)));
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["row", "c0", "c1", "c2", "v2", "c3", "v3", "c4"], reader.Schema.DataFields.Select(field => field.Name));
        Assert.Equal(3, reader.Metadata!.NumRows);
    }

    [Fact]
    public async Task Parquet_holds_the_text_to_sort_by_beside_text_of_very_many_values()
    {
        ColumnProfile[] profiles = [Profiles[0], Profiles[1] with { Distinct = null }, .. Profiles[2..]];
        using var stream = new MemoryStream(Write(Table, (output, columns) => TableWriter.Parquet(output, columns, profiles)));
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(["row", "c0", "c1", "s1", "c2", "v2", "c3", "v3", "c4"], reader.Schema.DataFields.Select(field => field.Name));
    }

    [Theory]
    [InlineData(HeaderStyle.AsRead, "Commune,Code,Note")]
    [InlineData(HeaderStyle.CodClassic, "ADM2_FR,ADM2_PCODE,Note")]
    [InlineData(HeaderStyle.CodNewest, "adm2_name,adm2_pcode,Note")]
    [InlineData(HeaderStyle.Hxl, "Commune,Code,Note\n#adm2+name+i_fr,#adm2+code+v_pcode,#meta")]
    public void Headers_are_written_in_the_style_asked_for(HeaderStyle style, string expected)
    {
        ColumnMeaning[] columns =
        [
            new(new SheetColumn(0, "Commune", null), new Meaning(Concept.PlaceName, 2, Language: "fr"), 1, ""),
            new(new SheetColumn(1, "Code", null), new Meaning(Concept.PlaceCode, 2), 1, ""),
            new(new SheetColumn(2, "Note", "#meta"), Meaning.Unknown, 1, ""),
        ];
        using var output = new MemoryStream();
        using var writer = TableWriter.Csv(output, columns, style);
        writer.Complete();
        Assert.Equal(expected + "\n", Encoding.UTF8.GetString(output.ToArray()));
    }

    [Fact]
    public void A_writer_that_is_not_completed_leaves_nothing()
    {
        using var output = new MemoryStream();
        using (TableWriter.Csv(output, [Column("a")]))
        {
        }

        Assert.Equal(0, output.Length);
        var path = Path.Combine(Path.GetTempPath(), $"muster-test-{Guid.NewGuid():N}");
        using (var file = File.Create(path))
        using (TableWriter.Xlsx(file, "x", [Column("a")]))
        {
        }

        Assert.False(File.Exists(path));
    }

    static List<string[]> RoundTrip(Func<Stream, IReadOnlyList<ColumnMeaning>, TableWriter> open)
    {
        using var file = new TempFile(Write(Table, open));
        using var source = TableSource.Open(file.Path);
        return Rows.Of(source.OpenRows());
    }

    static byte[] Write(string text, Func<Stream, IReadOnlyList<ColumnMeaning>, TableWriter> open)
    {
        using var file = new TempFile(text);
        using var source = TableSource.Open(file.Path);
        using var reader = source.OpenRows();
        reader.Read();
        var columns = Enumerable.Range(0, reader.FieldCount).Select(index => Column(reader.Field(index).ToString(), index)).ToList();
        using var output = new MemoryStream();
        using var writer = open(output, columns);
        var block = new RowBlock();
        while (reader.ReadBlock(block) > 0)
        {
            writer.Write(block);
        }

        writer.Complete();
        return output.ToArray();
    }

    static ColumnMeaning Column(string header, int index = 0) => new(new SheetColumn(index, header, null), Meaning.Unknown, 0, "");

    static ColumnProfile Profile(int column, ColumnType type, bool isExact = false, char? mark = null) => new(column, type, 3, 0, 1, isExact, null, mark, 3, null, null);
}
