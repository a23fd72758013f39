using System.Text;
using System.Text.Json;
using Muster.Tabular.Reading.Map;
using Muster.Tabular.Reading.Map.Projections;

namespace Muster.Tabular.Reading.Json;

/// <summary>A JSON file: each list of objects or of lists in it is a sheet, named by the path to it.</summary>
sealed class JsonFile : TableFile
{
    readonly Func<Stream> open;
    readonly ReadOptions options;
    readonly Encoding encoding;
    readonly IReadOnlyList<JsonTable> tables;
    readonly IReadOnlyList<Projection?> projections;
    readonly bool isLines;

    public JsonFile(Func<Stream> open, string name, ReadOptions options)
    {
        this.options = options;
        using (var stream = open())
        {
            encoding = options.Encoding is { } chosen ? TextEncodings.Named(chosen) : TextEncodings.Detect(stream);
        }

        this.open = () => encoding.CodePage == System.Text.Encoding.UTF8.CodePage ? open() : System.Text.Encoding.CreateTranscodingStream(open(), encoding, System.Text.Encoding.UTF8);
        using (var probe = new JsonPull(this.open()))
        {
            isLines = JsonScan.IsLines(probe);
        }

        using var json = new JsonPull(this.open());
        tables = isLines ? [JsonScan.FindLines(json, options)] : JsonScan.Find(json, options);
        if (tables.Count == 0)
        {
            throw ReadProblems.NotATable("a JSON file without a list of rows");
        }

        projections = [.. tables.Select(table => table.Projection is { } stated ? ProjectionReader.OfName(stated, "crs") : null)];
        Sheets = [.. tables.Select((table, index) => new SheetName(index, table.Path.Count == 0 ? name : string.Join('.', table.Path), IsHidden: false))];
        Format = tables.Any(table => table.Shape == JsonShape.Features) ? SourceFormat.GeoJson : SourceFormat.Json;
    }

    public override SourceFormat Format { get; }

    public override string Encoding => encoding.WebName;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override RowReader OpenRows(int sheetIndex) =>
        projections[sheetIndex] is null ? new JsonReader(new JsonPull(open()), tables[sheetIndex], isLines, options, shapes: null) : OpenShapes(sheetIndex);

    public override bool HasShapes(int sheetIndex) => tables[sheetIndex].Shape == JsonShape.Features;

    public override RowReader OpenShapes(int sheetIndex) => HasShapes(sheetIndex)
        ? new JsonReader(new JsonPull(open()), tables[sheetIndex], isLines, options, new GeoJsonShapes(projections[sheetIndex], tables[sheetIndex].IsTopology ? Arcs() : null))
        : base.OpenShapes(sheetIndex);

    TopoJsonArcs Arcs()
    {
        using var json = new JsonPull(open());
        return TopoJsonArcs.Read(json);
    }

    /// <summary>True where the first bytes are JSON and no table with a brace or bracket in its first header.</summary>
    public static bool Is(ReadOnlySpan<byte> head)
    {
        var text = head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? head[3..] : head;
        if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return false;
        }

        try
        {
            var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip }));
            var tokens = 0;
            while (tokens < 8 && reader.Read())
            {
                tokens++;
            }

            return tokens > 1;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
