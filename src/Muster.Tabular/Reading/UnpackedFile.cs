using System.IO.Compression;
using Muster.Tabular.Reading.Map.Projections;

namespace Muster.Tabular.Reading;

/// <summary>A compressed file whose content was unfolded, within limits, into a temporary file that goes with it.</summary>
sealed class UnpackedFile : TableFile
{
    readonly TableFile inner;
    readonly string folder;

    UnpackedFile(TableFile inner, string folder) => (this.inner, this.folder) = (inner, folder);

    public override SourceFormat Format => inner.Format;

    public override string? Encoding => inner.Encoding;

    public override char? Separator => inner.Separator;

    public override IReadOnlyList<SourceNote> Notes => inner.Notes;

    public override IReadOnlyList<SheetName> Sheets => inner.Sheets;

    public override RowReader OpenRows(int sheetIndex) => inner.OpenRows(sheetIndex);

    public override bool HasShapes(int sheetIndex) => inner.HasShapes(sheetIndex);

    public override RowReader OpenShapes(int sheetIndex) => inner.OpenShapes(sheetIndex);

    /// <summary>Unfolds a gzip file.</summary>
    public static TableFile OpenGzip(Func<Stream> open, string name, ReadOptions options) => Unfold(folder =>
    {
        using var packed = open();
        using var unfolding = new UnfoldLimit(options.MaxUnfoldedBytes).Watch(new GZipStream(packed, CompressionMode.Decompress), packed.Length, name);
        var path = Save(unfolding, folder, 0);
        GzipEnd.Check(open, new FileInfo(path).Length, name);
        return FileForm.Open(() => TableSource.OpenBytes(path), Path.GetFileNameWithoutExtension(name), options, isInner: true);
    });

    /// <summary>Unfolds the tables of a zip archive: one file of any form, or the layers of shapefiles.</summary>
    public static TableFile OpenZip(Func<Stream> open, ReadOptions options) => Unfold(folder =>
    {
        using var archive = UnfoldLimit.OpenZip(open());
        var limit = new UnfoldLimit(options.MaxUnfoldedBytes);
        var entries = archive.Entries.Where(IsContent).ToList();
        var layers = entries.Where(entry => HasEnding(entry, ".dbf")).ToList();
        foreach (var shapes in entries.Where(entry => HasEnding(entry, ".shp")))
        {
            _ = Beside(shapes, ".dbf", entries) ?? throw ReadProblems.NoAttributes(Path.GetFileNameWithoutExtension(shapes.Name));
        }

        if (layers.Count > 0)
        {
            return new Map.DbfFile([.. layers.Select((layer, index) => Layer(layer, entries, limit, folder, index))], options);
        }

        var tables = entries.Where(IsTable).ToList();
        if (tables.Count != 1)
        {
            throw tables.Count == 0 ? ReadProblems.NotATable("a compressed archive without a table") : ReadProblems.SeveralTables([.. tables.Select(entry => entry.FullName)]);
        }

        var path = Extract(tables[0], limit, folder, 0);
        return FileForm.Open(() => TableSource.OpenBytes(path), Path.GetFileNameWithoutExtension(tables[0].Name), options, isInner: true);
    });

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        Directory.Delete(folder, recursive: true);
        base.Dispose(disposing);
    }

    static UnpackedFile Unfold(Func<string, TableFile> open)
    {
        var folder = Directory.CreateTempSubdirectory("muster-unpacked-").FullName;
        try
        {
            return new UnpackedFile(open(folder), folder);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    static Map.DbfFile.Layer Layer(ZipArchiveEntry layer, List<ZipArchiveEntry> entries, UnfoldLimit limit, string folder, int index)
    {
        var name = Path.GetFileNameWithoutExtension(layer.Name);
        var path = Extract(layer, limit, folder, 2 * index);
        var codePage = Beside(layer, ".cpg", entries) is { } cpg ? Text(cpg, limit, 64) : null;
        if (Beside(layer, ".shp", entries) is not { } shapes)
        {
            return new Map.DbfFile.Layer(name, () => TableSource.OpenBytes(path), codePage);
        }

        var projection = Beside(layer, ".prj", entries) is { } prj ? ProjectionReader.OfText(Text(prj, limit, 1 << 16), prj.Name) : throw ReadProblems.NoProjection(name);
        var shapePath = Extract(shapes, limit, folder, 2 * index + 1);
        using (var head = TableSource.OpenBytes(shapePath))
        {
            Map.ShpReader.Check(head, name);
        }

        return new Map.DbfFile.Layer(name, () => TableSource.OpenBytes(path), codePage, () => TableSource.OpenBytes(shapePath), projection);
    }

    static ZipArchiveEntry? Beside(ZipArchiveEntry entry, string ending, List<ZipArchiveEntry> entries) =>
        entries.FirstOrDefault(other => other.FullName.Equals(entry.FullName[..^4] + ending, StringComparison.OrdinalIgnoreCase));

    static string Text(ZipArchiveEntry entry, UnfoldLimit limit, int most)
    {
        using var reader = new StreamReader(limit.Open(entry));
        var text = new char[most];
        return new string(text, 0, reader.ReadBlock(text));
    }

    static string Extract(ZipArchiveEntry entry, UnfoldLimit limit, string folder, int index)
    {
        using var unfolding = limit.Open(entry);
        return Save(unfolding, folder, index);
    }

    // Names inside an archive are never used as paths.
    static string Save(Stream unfolding, string folder, int index)
    {
        var path = Path.Combine(folder, $"part-{index}");
        using var file = File.Create(path);
        unfolding.CopyTo(file);
        return path;
    }

    static bool IsContent(ZipArchiveEntry entry) => entry.Name.Length > 0 && entry.Name[0] != '.' && !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && entry.Length > 0;

    // Inside an archive the ending chooses among the parts; what the chosen one is, its content says.
    static bool IsTable(ZipArchiveEntry entry)
    {
        string[] endings = [".csv", ".tsv", ".tab", ".txt", ".json", ".geojson", ".topojson", ".ndjson", ".jsonl", ".xlsx", ".xlsm", ".xls", ".ods", ".kml", ".gpkg", ".hxl"];
        return endings.Any(ending => HasEnding(entry, ending)) && !entry.Name.StartsWith("readme", StringComparison.OrdinalIgnoreCase);
    }

    static bool HasEnding(ZipArchiveEntry entry, string ending) => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
