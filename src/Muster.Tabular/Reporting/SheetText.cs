using System.Globalization;
using System.Text;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Reporting;

/// <summary>Writes the XML of one sheet of a workbook, cell after cell.</summary>
sealed class SheetText : IDisposable
{
    readonly StreamWriter text;
    int row;

    /// <summary>Begins a sheet.</summary>
    /// <param name="part">Where it goes; closed at the end.</param>
    /// <param name="widths">Widths of the columns in characters.</param>
    /// <param name="frozenRows">Rows that stay in sight.</param>
    public SheetText(Stream part, IReadOnlyList<int> widths, int frozenRows)
    {
        text = new StreamWriter(part, new UTF8Encoding(false), 1 << 16);
        text.Write($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{XlsxReportParts.Main}" xmlns:r="{XlsxReportParts.Office}"><sheetViews><sheetView workbookViewId="0">""");
        if (frozenRows > 0)
        {
            text.Write($"""<pane ySplit="{frozenRows}" topLeftCell="A{frozenRows + 1}" activePane="bottomLeft" state="frozen"/>""");
        }

        text.Write("</sheetView></sheetViews>");
        if (widths.Count > 0)
        {
            text.Write($"<cols>{string.Concat(widths.Select((width, at) => $"""<col min="{at + 1}" max="{at + 1}" width="{width}" customWidth="1"/>"""))}</cols>");
        }

        text.Write("<sheetData>");
    }

    /// <summary>Number of the row begun last, from 1.</summary>
    public int Row => row;

    /// <summary>Begins a row.</summary>
    /// <param name="number">From 1, ascending.</param>
    public void BeginRow(int number)
    {
        row = number;
        text.Write(string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\">"));
    }

    /// <summary>Ends the row.</summary>
    public void EndRow() => text.Write("</row>");

    /// <summary>Writes a text; a blank one only where it has a style.</summary>
    public void Text(int column, ReadOnlySpan<char> value, int style = 0)
    {
        if (value.IsEmpty)
        {
            if (style != 0)
            {
                text.Write($"{Open(column, style)}/>");
            }

            return;
        }

        text.Write($"{Open(column, style)} t=\"inlineStr\"><is><t xml:space=\"preserve\">");
        Escaped(text, value.Length > XlsxTableWriter.MaxCellCharacters ? value[..(XlsxTableWriter.MaxCellCharacters - 1)] : value);
        text.Write("</t></is></c>");
    }

    /// <summary>Writes a number as it is written.</summary>
    public void Number(int column, ReadOnlySpan<char> value, int style = 0)
    {
        text.Write($"{Open(column, style)}><v>");
        text.Write(value.Trim());
        text.Write("</v></c>");
    }

    /// <summary>Writes a number.</summary>
    public void Number(int column, double value, int style = 0) => Number(column, value.ToString(CultureInfo.InvariantCulture), style);

    /// <summary>Writes true or false.</summary>
    public void Boolean(int column, bool value, int style = 0) => text.Write($"{Open(column, style)} t=\"b\"><v>{(value ? 1 : 0)}</v></c>");

    /// <summary>Writes an error value such as #N/A.</summary>
    public void Error(int column, ReadOnlySpan<char> value, int style = 0)
    {
        text.Write($"{Open(column, style)} t=\"e\"><v>");
        Escaped(text, value);
        text.Write("</v></c>");
    }

    /// <summary>Ends the sheet.</summary>
    /// <param name="filteredColumns">Columns with a filter in row 1; 0 for none.</param>
    /// <param name="links">Cells that lead to others, as attributes.</param>
    /// <param name="notes">True where notes belong to the sheet.</param>
    public void End(int filteredColumns = 0, IReadOnlyList<(string From, string To)>? links = null, bool notes = false)
    {
        text.Write("</sheetData>");
        if (filteredColumns > 0)
        {
            text.Write($"<autoFilter ref=\"A1:{Reference(filteredColumns - 1, Math.Max(row, 1))}\"/>");
        }

        if (links is { Count: > 0 })
        {
            text.Write("<hyperlinks>");
            foreach (var (from, to) in links)
            {
                text.Write($"<hyperlink ref=\"{from}\" location=\"");
                Escaped(text, to);
                text.Write("\"/>");
            }

            text.Write("</hyperlinks>");
        }

        text.Write("""<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/>""");
        text.Write(notes ? """<legacyDrawing r:id="rId1"/></worksheet>""" : "</worksheet>");
    }

    /// <inheritdoc/>
    public void Dispose() => text.Dispose();

    /// <summary>A1 and so on.</summary>
    public static string Reference(int column, int row)
    {
        var letters = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return letters + row.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Writes text with what may not stand in a workbook's XML as escapes.</summary>
    public static void Escaped(TextWriter text, ReadOnlySpan<char> value)
    {
        while (true)
        {
            var special = value.IndexOfAny(XlsxParts.Special);
            var plain = special < 0 ? value : value[..special];
            var broken = Surrogates(plain);
            if (broken >= 0)
            {
                text.Write(plain[..broken]);
                text.Write('\uFFFD');
                value = value[(broken + 1)..];
                continue;
            }

            text.Write(plain);
            if (special < 0)
            {
                return;
            }

            text.Write(Special(value[special..]));
            value = value[(special + 1)..];
        }
    }

    /// <summary>Place of the first half of a pair that stands alone; -1 where all are whole.</summary>
    static int Surrogates(ReadOnlySpan<char> plain)
    {
        for (var at = plain.IndexOfAnyInRange('\uD800', '\uDFFF'); at >= 0 && at < plain.Length; at++)
        {
            if (!char.IsSurrogate(plain[at]))
            {
                continue;
            }

            if (at + 1 == plain.Length || !char.IsSurrogatePair(plain[at], plain[at + 1]))
            {
                return at;
            }

            at++;
        }

        return -1;
    }

    static string Special(ReadOnlySpan<char> value) => value[0] switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '_' when value.Length >= 7 && value[1] == 'x' && value[6] == '_' => "_x005F_",
        '_' => "_",
        var letter => string.Create(CultureInfo.InvariantCulture, $"_x{(int)letter:X4}_"),
    };

    string Open(int column, int style) => style == 0 ? $"<c r=\"{Reference(column, row)}\"" : string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Reference(column, row)}\" s=\"{style}\"");
}
