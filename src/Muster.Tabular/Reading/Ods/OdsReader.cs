using System.Globalization;
using System.IO.Compression;
using Muster.Tabular.Reading.Xlsx;

namespace Muster.Tabular.Reading.Ods;

/// <summary>Streams the rows of one table of an OpenDocument spreadsheet (ODF 1.3, part 3, 9 and 19.385).</summary>
/// <remarks>Rows and cells stand once with a number of repeats; blank ones at the end of a sheet are often repeated a million times and are left out.</remarks>
sealed class OdsReader(XmlBytes xml, ZipArchive archive, ReadOptions options) : RowReader
{
    const int MaxRows = 1 << 24;

    readonly List<(string Text, CellKind Kind)> cells = [];
    readonly Dictionary<long, (long Rows, (string Text, CellKind Kind) Cell)> held = [];
    readonly XmlText text = new();
    long blanksDue;
    long copiesDue;
    bool isBlank;
    bool isDone;
    int rowNumber;

    public override int RowNumber => rowNumber;

    public override int FieldCount => isBlank ? 0 : cells.Count;

    public override ReadOnlySpan<char> Field(int index) => index < FieldCount ? cells[index].Text : default(ReadOnlySpan<char>);

    public override CellKind Kind(int index) => index < FieldCount ? cells[index].Kind : CellKind.Empty;

    public override bool Read()
    {
        try
        {
            return TryStep();
        }
        catch (XmlTokenTooLongException)
        {
            throw ReadProblems.CellTooLong(rowNumber + 1, null, options.MaxCellCharacters);
        }
    }

    protected override void Dispose(bool disposing)
    {
        xml.Dispose();
        archive.Dispose();
        base.Dispose(disposing);
    }

    bool TryStep()
    {
        if (blanksDue == 0 && copiesDue == 0 && !FindFilled())
        {
            return false;
        }

        isBlank = blanksDue > 0;
        (blanksDue, copiesDue) = isBlank ? (blanksDue - 1, copiesDue) : (0, copiesDue - 1);
        return ++rowNumber <= MaxRows ? true : throw ReadProblems.Broken("The sheet says that it has more rows than any program takes.", null);
    }

    /// <summary>Goes on to the next row that holds something; blank rows before it come first.</summary>
    bool FindFilled()
    {
        long blanks = 0;
        while (!isDone && xml.Read())
        {
            if (xml.IsEnd("table"u8))
            {
                isDone = true;
            }
            else if (xml.IsStart("table-row"u8))
            {
                var repeats = Repeats("number-rows-repeated"u8);
                ReadCells();
                LetGo(repeats);
                if (cells.Count > 0)
                {
                    (blanksDue, copiesDue) = (blanks, repeats);
                    return true;
                }

                blanks += repeats;
            }
        }

        return false;
    }

    void ReadCells()
    {
        cells.Clear();
        if (xml.IsEmptyElement)
        {
            return;
        }

        long blanks = 0;
        while (xml.Read() && !xml.IsEnd("table-row"u8))
        {
            if (!xml.IsStart("table-cell"u8) && !xml.IsStart("covered-table-cell"u8))
            {
                continue;
            }

            var repeats = Repeats("number-columns-repeated"u8);
            var spanned = Repeats("number-columns-spanned"u8) == 1 ? Repeats("number-rows-spanned"u8) : 1;
            var cell = ReadCell();
            var column = cells.Count + blanks;
            if (spanned > 1 && cell.Kind != CellKind.Empty)
            {
                held[column] = (spanned, cell);
            }
            else if (cell.Kind == CellKind.Empty && held.TryGetValue(column, out var above))
            {
                cell = above.Cell;
            }

            if (cell.Kind == CellKind.Empty)
            {
                blanks += repeats;
                continue;
            }

            if (cells.Count + blanks + repeats > options.MaxColumns)
            {
                throw ReadProblems.TooManyColumns(rowNumber + 1, options.MaxColumns);
            }

            for (; blanks > 0; blanks--)
            {
                cells.Add(("", CellKind.Empty));
            }

            for (; repeats > 0; repeats--)
            {
                cells.Add(cell);
            }
        }
    }

    /// <summary>Counts rows off the cells that are merged downwards.</summary>
    void LetGo(long rows)
    {
        foreach (var (column, (left, cell)) in held.Count == 0 ? [] : held.ToList())
        {
            if (left > rows)
            {
                held[column] = (left - rows, cell);
            }
            else
            {
                held.Remove(column);
            }
        }
    }

    (string Text, CellKind Kind) ReadCell()
    {
        var kind = Kind(xml.AttributeText("value-type"u8), out var value);
        var formula = kind == CellKind.Empty ? xml.AttributeText("formula"u8) : "";
        text.Clear();
        if (!xml.IsEmptyElement)
        {
            var element = xml.Name.SequenceEqual("table-cell"u8) ? "table-cell"u8 : "covered-table-cell"u8;
            ReadText(element);
        }

        if (text.Length > options.MaxCellCharacters)
        {
            throw ReadProblems.CellTooLong(rowNumber + 1, cells.Count + 1, options.MaxCellCharacters);
        }

        return kind switch
        {
            CellKind.Text or CellKind.Error when value is null => text.Length == 0 ? ("", CellKind.Empty) : (text.Value.ToString(), IsError(text.Value) ? CellKind.Error : CellKind.Text),
            // A program wrote the formula and never its result: shown as it stands, and never taken for a number.
            CellKind.Empty when text.Length == 0 && formula.Length > 0 => (formula[Math.Max(0, formula.IndexOf('=', StringComparison.Ordinal))..], CellKind.Error),
            CellKind.Empty => text.Length == 0 ? ("", CellKind.Empty) : (text.Value.ToString(), CellKind.Text),
            _ => (value ?? text.Value.ToString(), kind),
        };
    }

    CellKind Kind(string type, out string? value)
    {
        value = null;
        switch (type)
        {
            case "float" or "percentage" or "currency":
                text.Clear();
                CellNumbers.Write(xml.Attribute("value"u8), NumberFormat.Number, is1904: false, text);
                value = text.Value.ToString();
                return CellKind.Number;
            case "date":
                value = xml.AttributeText("date-value"u8);
                value = value.EndsWith("T00:00:00", StringComparison.Ordinal) ? value[..^9] : value.Length > 19 ? value[..19] : value;
                return CellKind.Date;
            case "time":
                value = Time(xml.AttributeText("time-value"u8));
                return CellKind.Text;
            case "boolean":
                value = xml.AttributeText("boolean-value"u8);
                return CellKind.Boolean;
            case "string":
                value = xml.Attribute("string-value"u8).IsEmpty ? null : xml.AttributeText("string-value"u8);
                return CellKind.Text;
            default:
                return CellKind.Empty;
        }
    }

    // PT36H05M00S
    static string Time(string duration)
    {
        try
        {
            var time = System.Xml.XmlConvert.ToTimeSpan(duration);
            return string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");
        }
        catch (FormatException)
        {
            return duration;
        }
    }

    static bool IsError(ReadOnlySpan<char> text) => text is "#N/A" or "#REF!" or "#VALUE!" or "#DIV/0!" or "#NAME?" or "#NUM!" or "#NULL!" || text.StartsWith("Err:");

    void ReadText(ReadOnlySpan<byte> element)
    {
        var paragraphs = 0;
        var isText = false;
        while (xml.Read() && !xml.IsEnd(element))
        {
            if (xml.Token is XmlToken.Text or XmlToken.Literal)
            {
                if (isText)
                {
                    text.Append(xml.Text, xml.Token == XmlToken.Literal);
                }
            }
            else if (xml.Name.SequenceEqual("annotation"u8))
            {
                xml.Skip();
            }
            else if (xml.Name.SequenceEqual("p"u8))
            {
                isText = xml.Token == XmlToken.Start && !xml.IsEmptyElement;
                if (xml.Token == XmlToken.Start && paragraphs++ > 0)
                {
                    text.Append('\n');
                }
            }
            else if (xml.Token == XmlToken.Start)
            {
                AppendSign();
            }
        }
    }

    void AppendSign()
    {
        if (xml.Name.SequenceEqual("s"u8))
        {
            var count = int.TryParse(xml.Attribute("c"u8), NumberStyles.None, CultureInfo.InvariantCulture, out var blanks) ? Math.Min(blanks, 1000) : 1;
            text.Append(new string(' ', count));
        }
        else if (xml.Name.SequenceEqual("tab"u8))
        {
            text.Append('\t');
        }
        else if (xml.Name.SequenceEqual("line-break"u8))
        {
            text.Append('\n');
        }
    }

    long Repeats(ReadOnlySpan<byte> attribute) => long.TryParse(xml.Attribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var repeats) ? Math.Max(1, repeats) : 1;
}
