using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>How headers are written.</summary>
public enum HeaderStyle
{
    /// <summary>As they came.</summary>
    AsRead,

    /// <summary>Classic COD schema, <c>ADM1_PCODE</c>.</summary>
    CodClassic,

    /// <summary>COD schema since 2025, <c>adm1_pcode</c>.</summary>
    CodNewest,

    /// <summary>As they came, with an HXL tag row below.</summary>
    Hxl,
}

/// <summary>A sink for rows in one format. Nothing half written stays behind: <see cref="Complete"/> makes the file whole; disposing without it deletes what was begun.</summary>
public abstract class TableWriter : IDisposable
{
    readonly Stream output;
    readonly long begin;
    bool isComplete;

    private protected TableWriter(Stream output) => (this.output, begin) = (output, output.CanSeek ? output.Position : 0);

    /// <summary>Writes text with a comma, UTF-8, LF (RFC 4180 quoting).</summary>
    public static TableWriter Csv(Stream output, IReadOnlyList<ColumnMeaning> columns, HeaderStyle headers = HeaderStyle.AsRead, bool guardFormulas = false) => new CsvWriter(output, columns, headers, guardFormulas);

    /// <summary>Writes a workbook with typed cells, one sheet, streaming.</summary>
    public static TableWriter Xlsx(Stream output, string sheetName, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile>? profiles = null, HeaderStyle headers = HeaderStyle.AsRead) => new XlsxTableWriter(output, sheetName, columns, profiles, headers);

    /// <summary>Writes an array of objects; numbers as numbers only where the profile says the column is exact.</summary>
    public static TableWriter Json(Stream output, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile>? profiles = null, HeaderStyle headers = HeaderStyle.AsRead) => new JsonTableWriter(output, columns, profiles, headers);

    /// <summary>Writes Parquet as <see cref="ParquetLayout"/> describes.</summary>
    public static TableWriter Parquet(Stream output, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile> profiles) => new ParquetTableWriter(output, columns, profiles);

    /// <summary>Writes a collection of features (RFC 7946), one a line: the columns are properties, numbers only where the profile says the column is exact; the tags are the names for <see cref="HeaderStyle.Hxl"/>.</summary>
    public static TableWriter GeoJson(Stream output, IReadOnlyList<ColumnMeaning> columns, RowShapes shapes, IReadOnlyList<ColumnProfile>? profiles = null, HeaderStyle headers = HeaderStyle.AsRead) => new GeoJsonWriter(output, columns, shapes, profiles, headers);

    /// <summary>Writes a GeoPackage (OGC 12-128r19, version 1.3) with one layer in WGS 84.</summary>
    /// <param name="output">Receives the file when it is whole; until then it is built in a temporary one, as SQLite writes only files.</param>
    /// <param name="layer">Name of the layer.</param>
    /// <param name="columns">What the columns mean.</param>
    /// <param name="shapes">The shape of each row.</param>
    /// <param name="writtenAt">The time that the file states of itself.</param>
    /// <param name="profiles">Types of whole columns.</param>
    /// <param name="headers">Style of the column names.</param>
    public static TableWriter GeoPackage(Stream output, string layer, IReadOnlyList<ColumnMeaning> columns, RowShapes shapes, DateTimeOffset writtenAt, IReadOnlyList<ColumnProfile>? profiles = null, HeaderStyle headers = HeaderStyle.AsRead) =>
        new GeoPackageWriter(output, layer, columns, shapes, writtenAt, profiles, headers);

    /// <summary>Adds the rows of a block.</summary>
    public abstract void Write(RowBlock block);

    /// <summary>A buffer in which another thread can make rows ready for <see cref="WriteLines"/>; null where the form has none.</summary>
    internal virtual CsvRows? NewRows() => null;

    /// <summary>Adds rows that are lines of CSV with all columns in order.</summary>
    internal virtual void WriteLines(ReadOnlySpan<byte> lines) => CsvLines.Read(lines, Write);

    /// <summary>Adds a block of which <see cref="CsvRows.CanCopyAll"/> holds.</summary>
    internal virtual void WriteWhole(RowBlock block) => Write(block);

    /// <summary>Ends the file.</summary>
    public void Complete()
    {
        End();
        isComplete = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Writes what is still held back and the end of the form.</summary>
    protected abstract void End();

    /// <summary>Releases buffers; the stream stays with the caller, emptied again where the file was not completed.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (isComplete)
        {
            return;
        }

        isComplete = true;
        if (output.CanSeek && output.CanWrite)
        {
            output.SetLength(begin);
        }

        if (output is FileStream file && begin == 0)
        {
            File.Delete(file.Name);
        }
    }
}

/// <summary>How a table lies in Parquet: <c>row</c> (int32, number in the source), then for column i either one typed column <c>c{i}</c> (profile exact: int64 or double), or the text as typed <c>c{i}</c> with, for numbers and dates, the value beside it as <c>v{i}</c> (double, or date as timestamp without zone). Text of very many values has the text to sort by beside it as <c>s{i}</c>. Blank cells are null.</summary>
public static class ParquetLayout
{
    /// <summary>Name of the column with the source row number.</summary>
    public const string Row = "row";

    /// <summary>Name of the column as typed.</summary>
    public static string Text(int column) => $"c{column}";

    /// <summary>Name of the column to sort, compare and sum by: <c>v{i}</c> where there is one, else <c>c{i}</c>.</summary>
    public static string Value(int column, ColumnProfile profile) => HasTwin(profile) ? $"v{column}" : $"c{column}";

    /// <summary>Name of the column with the text as <see cref="Matching.NameKey.Plain"/> writes it, where there is one.</summary>
    public static string Sort(int column) => $"s{column}";

    /// <summary>True where the text to sort by stands beside the text: folding a million values takes longer than sorting them.</summary>
    public static bool HasSortText(ColumnProfile profile) => profile is { Type: ColumnType.Text, Distinct: null, Filled: > 0 };

    /// <summary>True where a typed column stands beside the text.</summary>
    public static bool HasTwin(ColumnProfile profile) => profile.Type == ColumnType.Date || (profile.Type is ColumnType.WholeNumber or ColumnType.Number && !profile.IsExact);
}
