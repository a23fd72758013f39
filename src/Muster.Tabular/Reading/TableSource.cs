using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Reading;

/// <summary>One sheet of a file, as the file names it.</summary>
/// <param name="Index">Position from 0.</param>
/// <param name="Name">Name in the workbook; the file's own name for a text file.</param>
/// <param name="IsHidden">Hidden in the workbook: named to the person, never proposed.</param>
public sealed record SheetName(int Index, string Name, bool IsHidden);

/// <summary>Forms of file that hold tables.</summary>
public enum SourceFormat
{
    /// <summary>Separated text with any separator.</summary>
    Csv,

    /// <summary>Office Open XML workbook.</summary>
    Xlsx,

    /// <summary>JSON array of objects or of arrays.</summary>
    Json,

    /// <summary>GeoJSON or TopoJSON: the table is in the properties of its features; a point is two columns.</summary>
    GeoJson,

    /// <summary>Workbook of Excel 97 to 2003 and before.</summary>
    Xls,

    /// <summary>OpenDocument spreadsheet.</summary>
    Ods,

    /// <summary>Attribute table of a shapefile; each layer of a zipped one is a sheet.</summary>
    Shapefile,

    /// <summary>KML or KMZ: a row for each placemark.</summary>
    Kml,

    /// <summary>GeoPackage: each layer or table of attributes is a sheet.</summary>
    GeoPackage,
}

/// <summary>An opened file: its form, its sheets, and a fresh pass over any of them as often as wanted. The form is told from content, never from the name.</summary>
public sealed class TableSource : IDisposable
{
    readonly TableFile file;

    TableSource(TableFile file, long sizeInBytes) => (this.file, SizeInBytes) = (file, sizeInBytes);

    /// <summary>Opens a file.</summary>
    /// <param name="path">A seekable file; it is never written.</param>
    /// <param name="options">Choices and limits.</param>
    /// <exception cref="UnreadableException">Empty, encrypted, not a table, a bomb: <see cref="UnreadableException.Problem"/> says what, where and what next.</exception>
    public static TableSource Open(string path, ReadOptions? options = null)
    {
        options ??= ReadOptions.Default;
        var name = Path.GetFileNameWithoutExtension(options.FileName ?? path);
        var size = new FileInfo(path).Length;
        return new TableSource(FileForm.Open(() => OpenBytes(path), name, options), size);
    }

    /// <summary>Rows that come from elsewhere than a path, for example repaired ones.</summary>
    internal static TableSource Of(TableFile file, long sizeInBytes) => new(file, sizeInBytes);

    /// <summary>The form found.</summary>
    public SourceFormat Format => file.Format;

    /// <summary>Encoding of a text file, detected or chosen; null for a workbook.</summary>
    public string? Encoding => file.Encoding;

    /// <summary>Separator of a text file, detected or chosen; null elsewhere.</summary>
    public char? Separator => file.Separator;

    /// <summary>What a person should know of the file, such as macros that are not run.</summary>
    public IReadOnlyList<SourceNote> Notes => file.Notes;

    /// <summary>Bytes of the file, for progress.</summary>
    public long SizeInBytes { get; }

    /// <summary>Sheets in the order of the file, hidden ones too; one for text, one for each list of JSON.</summary>
    public IReadOnlyList<SheetName> Sheets => file.Sheets;

    /// <summary>Starts a pass at the first physical row of a sheet.</summary>
    /// <exception cref="UnreadableException"><c>sheet-unknown</c>.</exception>
    public RowReader OpenRows(int sheetIndex = 0) =>
        (uint)sheetIndex < (uint)Sheets.Count ? file.OpenRows(sheetIndex) : throw ReadProblems.NoSuchSheet(sheetIndex, Sheets.Count);

    /// <summary>True where the rows of a sheet can have shapes: GeoJSON, TopoJSON, a shapefile with its .shp, a layer of a GeoPackage, KML.</summary>
    public bool HasShapes(int sheetIndex = 0) => (uint)sheetIndex < (uint)Sheets.Count && file.HasShapes(sheetIndex);

    /// <summary>Starts a pass whose rows are those of <see cref="OpenRows"/>, with <see cref="RowReader.Shape"/> set: reprojected to WGS 84 where the file states another projection.</summary>
    /// <exception cref="UnreadableException"><c>sheet-unknown</c>, <c>shapes-missing</c>.</exception>
    public RowReader OpenShapes(int sheetIndex = 0) =>
        (uint)sheetIndex < (uint)Sheets.Count ? file.OpenShapes(sheetIndex) : throw ReadProblems.NoSuchSheet(sheetIndex, Sheets.Count);

    /// <summary>Starts a pass on several threads, see <see cref="BlockPass"/>.</summary>
    internal BlockSource OpenBlocks(int sheetIndex) =>
        (uint)sheetIndex < (uint)Sheets.Count ? file.OpenBlocks(sheetIndex) : throw ReadProblems.NoSuchSheet(sheetIndex, Sheets.Count);

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();

    // No buffer of its own: every reader takes large pieces.
    internal static FileStream OpenBytes(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
}
