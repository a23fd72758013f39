using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Writing;

/// <summary>Writes a workbook of one sheet in one pass. Text is written as text, so that no program takes <c>0123</c> or <c>=A1</c> for something else; numbers and dates are typed where the source or the whole column says so.</summary>
sealed class XlsxTableWriter : TableWriter
{
    /// <summary>Rows that a sheet takes (ECMA-376).</summary>
    internal const int MaxRows = 1_048_576;

    /// <summary>Characters that a cell takes.</summary>
    internal const int MaxCellCharacters = 32_767;

    const int DateStyle = 1;
    const int TimeStyle = 2;
    const int HeaderStyleIndex = 3;
    const int Flush = 1 << 16;

    readonly ZipArchive archive;
    readonly Stream sheet;
    readonly (int Column, ColumnProfile? Profile)[] columns;
    byte[] bytes = new byte[2 * Flush];
    int length;
    int rows;

    public XlsxTableWriter(Stream output, string sheetName, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile>? profiles, HeaderStyle headers)
        : base(output)
    {
        var byColumn = (profiles ?? []).ToDictionary(profile => profile.Column);
        this.columns = [.. columns.Select(column => (column.Column.Index, byColumn.GetValueOrDefault(column.Column.Index)))];
        archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (part, content) in XlsxParts.All(sheetName))
        {
            using var writer = new StreamWriter(archive.CreateEntry(part, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
            writer.Write(content);
        }

        sheet = archive.CreateEntry(XlsxParts.Sheet, CompressionLevel.Fastest).Open();
        Append(XlsxParts.SheetBegin);
        foreach (var row in Headers.Rows(columns, headers))
        {
            BeginRow();
            foreach (var text in row)
            {
                AppendText(text, HeaderStyleIndex);
            }

            EndRow();
        }
    }

    public override void Write(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            BeginRow();
            foreach (var (column, profile) in columns)
            {
                AppendCell(block.Field(row, column), block.Kind(row, column), profile);
            }

            EndRow();
        }
    }

    protected override void End()
    {
        Append(XlsxParts.SheetEnd);
        sheet.Write(bytes, 0, length);
        length = 0;
        sheet.Dispose();
        archive.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        sheet.Dispose();
        archive.Dispose();
        base.Dispose(disposing);
    }

    void BeginRow()
    {
        if (++rows > MaxRows)
        {
            throw new UnreadableException(new ReadProblem("sheet-full", $"A sheet of a workbook takes {MaxRows} rows.", $"row {rows}", "Write CSV or Parquet, or filter the table first."));
        }

        Append("<row>"u8);
    }

    void EndRow()
    {
        Append("</row>"u8);
        if (length >= Flush)
        {
            sheet.Write(bytes, 0, length);
            length = 0;
        }
    }

    void AppendCell(ReadOnlySpan<char> text, CellKind kind, ColumnProfile? profile)
    {
        if (text.IsEmpty)
        {
            Append("<c/>"u8);
        }
        else if (kind == CellKind.Boolean || (profile?.Type == ColumnType.Boolean && text is "true" or "false"))
        {
            Append(text is "true" ? "<c t=\"b\"><v>1</v></c>"u8 : "<c t=\"b\"><v>0</v></c>"u8);
        }
        else if (IsNumber(text, kind, profile))
        {
            Append("<c><v>"u8);
            AppendUtf8(text.Trim());
            Append("</v></c>"u8);
        }
        else if ((kind == CellKind.Date || profile?.Type == ColumnType.Date) && TrySerial(text, out var serial, out var hasTime))
        {
            Append(hasTime ? "<c s=\"2\"><v>"u8 : "<c s=\"1\"><v>"u8);
            AppendUtf8(serial.ToString(CultureInfo.InvariantCulture));
            Append("</v></c>"u8);
        }
        else if (kind == CellKind.Error && text is ['#', ..])
        {
            Append("<c t=\"e\"><v>"u8);
            AppendEscaped(text);
            Append("</v></c>"u8);
        }
        else
        {
            AppendText(text, 0);
        }
    }

    // More than fifteen figures would come back rounded.
    internal static bool IsNumber(ReadOnlySpan<char> text, CellKind kind, ColumnProfile? profile) =>
        (kind == CellKind.Number || profile is { IsExact: true, Type: ColumnType.WholeNumber or ColumnType.Number })
        && text.Trim().Length <= 17 && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number);

    // Only dates written year first: their text comes back as it was. The days before March 1900 are off by one in workbooks.
    internal static bool TrySerial(ReadOnlySpan<char> text, out double serial, out bool hasTime)
    {
        hasTime = text.Length == 19;
        var isDate = DateTime.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && date >= new DateTime(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified);
        serial = isDate ? (date - new DateTime(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified)).TotalDays : 0;
        return isDate && (!hasTime || date.TimeOfDay != TimeSpan.Zero);
    }

    void AppendText(ReadOnlySpan<char> text, int style)
    {
        if (text.Length > MaxCellCharacters)
        {
            throw new UnreadableException(new ReadProblem("cell-too-long", $"A cell of a workbook takes {MaxCellCharacters} characters.", $"row {rows}", "Write CSV or JSON, or shorten the text."));
        }

        Append(style == 0 ? "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8 : "<c s=\"3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">"u8);
        AppendEscaped(text);
        Append("</t></is></c>"u8);
    }

    void AppendEscaped(ReadOnlySpan<char> text)
    {
        while (true)
        {
            var special = text.IndexOfAny(XlsxParts.Special);
            if (special < 0)
            {
                AppendUtf8(text);
                return;
            }

            AppendUtf8(text[..special]);
            AppendSpecial(text[special..]);
            text = text[(special + 1)..];
        }
    }

    void AppendSpecial(ReadOnlySpan<char> text)
    {
        switch (text[0])
        {
            case '&':
                Append("&amp;"u8);
                break;
            case '<':
                Append("&lt;"u8);
                break;
            case '>':
                Append("&gt;"u8);
                break;
            case '_' when text.Length >= 7 && text[1] == 'x' && text[6] == '_':
                Append("_x005F_"u8);
                break;
            case '_':
                Append("_"u8);
                break;
            default:
                AppendUtf8(string.Create(CultureInfo.InvariantCulture, $"_x{(int)text[0]:X4}_"));
                break;
        }
    }

    void Append(ReadOnlySpan<byte> part)
    {
        Ensure(part.Length);
        part.CopyTo(bytes.AsSpan(length));
        length += part.Length;
    }

    void AppendUtf8(ReadOnlySpan<char> text)
    {
        Ensure(text.Length * 3);
        Utf8.FromUtf16(text, bytes.AsSpan(length), out _, out var written, replaceInvalidSequences: true);
        length += written;
    }

    void Ensure(int more)
    {
        if (length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, length + more));
        }
    }
}
