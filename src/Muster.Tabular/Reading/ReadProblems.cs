using System.Globalization;

namespace Muster.Tabular.Reading;

/// <summary>Every reason for which a file is refused, in one place: the list of codes in the documentation is made from it.</summary>
static class ReadProblems
{
    public static UnreadableException Empty() => Make(
        "file-empty", "The file is empty.", null, "Export it again, and check that the export has finished.");

    public static UnreadableException NotATable(string found, string? where = null) => Make(
        "file-not-table", $"This is {found}, not a table.", where, "Give a CSV, Excel or JSON file; export the table from the program that made it.");

    public static UnreadableException WebPage() => Make(
        "file-web-page", "This is a web page, not a table; often the sign-in page of the site it was fetched from.", "byte 1", "Open the address in a browser, sign in, and save the file itself.");

    public static UnreadableException Encrypted() => Make(
        "file-encrypted", "The workbook is protected with a password.", null, "Open it in a spreadsheet program, save a copy without the password, and give that.");

    public static UnreadableException CutOff(string what, string? where, Exception? cause = null) => Make(
        "file-cut-off", what, where, "The download or copy was probably not finished: fetch the file again.", cause);

    public static UnreadableException OpenQuote(int row, string? more = null) => Make(
        "file-cut-off", "A quotation mark is opened and never closed." + more, $"row {Text(row)}", "Fetch the file again if it was cut off; else close or remove the quotation mark.");

    public static UnreadableException Bomb(string where) => Make(
        "file-bomb", "The compressed file unfolds to far more than a table of this size holds.", where, "Unpack it yourself and give the part with the table.");

    public static UnreadableException SeveralTables(IReadOnlyList<string> names) => Make(
        "file-several-tables", $"The archive holds {Text(names.Count)} tables: {string.Join(", ", names.Take(5))}{(names.Count > 5 ? ", …" : "")}.", null, "Unpack it and give one of them.");

    public static UnreadableException CellTooLong(int row, int? column, int limit) => Make(
        "cell-too-long", $"A cell is longer than {Text(limit)} characters.", column is { } known ? $"row {Text(row)}, column {Text(known)}" : $"row {Text(row)}", "Look for a quotation mark that is not closed, or take the long text out of the table.");

    public static UnreadableException RowTooLong(int row, int limit) => Make(
        "row-too-long", $"A row is longer than {Text(limit)} characters.", $"row {Text(row)}", "Check that the file is a table with line breaks between its rows.");

    public static UnreadableException TooManyColumns(int row, int limit) => Make(
        "too-many-columns", $"A row has more than {Text(limit)} columns.", $"row {Text(row)}", "Check the separator, and that the file is a table with line breaks between its rows.");

    public static UnreadableException WrongEncoding(string encoding, long position, int row) => Make(
        "encoding-mismatch", $"The file is not {encoding} throughout.", $"byte {Text(position)}, after row {Text(row)}", "Choose another encoding, for example windows-1252, or save the file as UTF-8.");

    public static UnreadableException UnknownEncoding(string name) => Make(
        "encoding-unknown", $"There is no text encoding named “{name}”.", null, "Choose one such as utf-8, utf-16, windows-1252 or iso-8859-1.");

    public static UnreadableException NoSuchSheet(int index, int count) => Make(
        "sheet-unknown", $"There is no sheet {Text(index + 1)}.", $"the file has {Text(count)}", "Choose one of the sheets listed.");

    public static UnreadableException SheetEmpty(string sheet) => Make(
        "sheet-empty", "The sheet holds no value.", $"sheet “{sheet}”", "Choose another sheet.");

    public static UnreadableException NoTable(string sheet) => Make(
        "not-a-table", "No table was found: no row looks like a header above rows of values.", $"sheet “{sheet}”", "Choose another sheet, or say which row holds the header.");

    public static UnreadableException NoShapes(string sheet) => Make(
        "shapes-missing", "This is a table without shapes.", $"sheet “{sheet}”", "Give a boundary layer: GeoJSON, TopoJSON, a zipped shapefile, a GeoPackage or KML.");

    public static UnreadableException ShapeTooLarge(string where) => Make(
        "shape-too-large", $"A shape has more than {Text(Map.ShapeBuilder.MostPoints)} points.", where, "Simplify the layer, for example with mapshaper or QGIS.");

    public static UnreadableException LayerTooLarge(string layer, int points, int units) => Make(
        "layer-too-large", $"The layer has more than {Text(points)} points or {Text(units)} units.", $"layer “{layer}”", "Simplify it, for example with mapshaper or QGIS, or give one level at a time.");

    public static UnreadableException NoProjection(string layer) => Make(
        "projection-missing", "The shapefile has no .prj file: nothing says in which projection its coordinates are.", $"layer “{layer}”", "Put the .prj of the layer into the archive; where only the table is wanted, give the .dbf alone.");

    public static UnreadableException UnknownProjection(string name, string where) => Make(
        "projection-unknown", $"The projection “{(name.Length > 80 ? name[..80] + "…" : name)}” is not known, or does not say how it lies to WGS 84.", where, "Open the layer in QGIS, export it with the coordinate system WGS 84 (EPSG:4326), and give that.");

    public static UnreadableException NoAttributes(string layer) => Make(
        "shapefile-no-table", "The shapefile has no .dbf file: its shapes have neither codes nor names.", $"layer “{layer}”", "Put the .dbf of the layer into the archive.");

    public static UnreadableException Broken(string what, string? where, Exception? cause = null) => Make(
        "file-broken", what, where, "Open it in the program that made it, save it again, and give that.", cause);

    static UnreadableException Make(string code, string what, string? where, string next, Exception? cause = null) => new(new ReadProblem(code, what, where, next), cause);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
