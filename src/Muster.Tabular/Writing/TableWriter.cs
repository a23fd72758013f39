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

    /// <summary>Adds the rows of a block.</summary>
    public abstract void Write(RowBlock block);

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
