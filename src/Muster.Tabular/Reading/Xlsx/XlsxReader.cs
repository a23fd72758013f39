using System.Buffers.Text;
using System.IO.Compression;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>Streams the rows of a worksheet: cells go from the unfolded XML straight into the block.</summary>
/// <remarks>Rows that the file leaves out come as blank rows, so that numbers are those of the spreadsheet; blank cells behind the last filled one of a row are left out.</remarks>
sealed class XlsxReader(XmlBytes xml, ZipArchive archive, Func<long> position, string sheet, SharedStrings strings, NumberFormat[] formats, MergedCells merged, bool is1904, ReadOptions options) : RowReader
{
    const int MaxRows = 1_048_576;
    const int BlockText = 1 << 18;

    readonly RowBlock own = new();
    readonly XmlText text = new();
    readonly XmlText formula = new();
    bool inRow;
    bool isRowEmpty;
    bool isDone;
    int nextRow = 1;
    int foundRow;

    public override int RowNumber => own.RowNumber(0);

    public override int FieldCount => own.FieldCount(0);

    public override long BytesRead => position();

    public override ReadOnlySpan<char> Field(int index) => own.Field(0, index);

    public override CellKind Kind(int index) => own.Kind(0, index);

    public override bool Read()
    {
        own.Clear();
        return TryAddRow(own);
    }

    public override int ReadBlock(RowBlock block)
    {
        block.Clear();
        while (block.Count < RowBlock.Capacity && block.TextLength < BlockText && TryAddRow(block))
        {
        }

        return block.Count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            xml.Dispose();
            archive.Dispose();
        }

        base.Dispose(disposing);
    }

    bool TryAddRow(RowBlock block)
    {
        try
        {
            if (isDone || (!inRow && !FindRow()))
            {
                return false;
            }

            inRow = true;
            if (nextRow < foundRow)
            {
                FillMerged(block, 0);
                block.EndRow(nextRow++);
                return true;
            }

            ReadCells(block);
            block.EndRow(nextRow++);
            inRow = false;
            return true;
        }
        catch (XmlTokenTooLongException)
        {
            throw ReadProblems.CellTooLong(Math.Max(nextRow, foundRow), null, options.MaxCellCharacters);
        }
    }

    bool FindRow()
    {
        while (xml.Read())
        {
            if (xml.IsEnd("sheetData"u8) || (xml.IsStart("sheetData"u8) && xml.IsEmptyElement))
            {
                isDone = true;
                return false;
            }

            if (!xml.IsStart("row"u8))
            {
                continue;
            }

            isRowEmpty = xml.IsEmptyElement;
            var attribute = xml.Attribute("r"u8);
            foundRow = Utf8Parser.TryParse(attribute, out int number, out var used) && used == attribute.Length ? number : nextRow;
            if (foundRow < nextRow || foundRow > MaxRows)
            {
                throw ReadProblems.Broken("The rows of the sheet are not in order.", $"sheet “{sheet}”, row {nextRow}");
            }

            return true;
        }

        throw ReadProblems.CutOff("The sheet ends before its last row.", $"sheet “{sheet}”, row {nextRow}");
    }

    void ReadCells(RowBlock block)
    {
        var filled = 0;
        var column = 0;
        while (!isRowEmpty && xml.Read() && !xml.IsEnd("row"u8))
        {
            if (!xml.IsStart("c"u8))
            {
                continue;
            }

            var (reference, type, style) = ReadCellAttributes();
            column = reference ?? column;
            if (column >= options.MaxColumns)
            {
                throw ReadProblems.TooManyColumns(foundRow, options.MaxColumns);
            }

            if (!xml.IsEmptyElement && ReadCell(type, style) is var kind and not CellKind.Empty)
            {
                for (; filled < column; filled++)
                {
                    merged.AddTo(block, filled);
                }

                block.AddField(text.Value, kind);
                merged.Keep(nextRow, column, text.Value, kind);
                filled = column + 1;
            }

            column++;
        }

        FillMerged(block, filled);
    }

    void FillMerged(RowBlock block, int filled)
    {
        for (var last = merged.LastColumn(nextRow); filled <= last; filled++)
        {
            merged.AddTo(block, filled);
        }
    }

    enum CellType : byte
    {
        Number,
        Shared,
        Inline,
        Formula,
        Boolean,
        Error,
        Date,
    }

    (int? Column, CellType Type, int Style) ReadCellAttributes()
    {
        int? column = null;
        var type = CellType.Number;
        var style = 0;
        foreach (var attribute in xml.Attributes)
        {
            switch (attribute.Name)
            {
                case [(byte)'r']:
                    column = Column(attribute.Value);
                    break;
                case [(byte)'s']:
                    style = Utf8Parser.TryParse(attribute.Value, out int number, out _) ? number : 0;
                    break;
                case [(byte)'t']:
                    type = Type(attribute.Value);
                    break;
            }
        }

        return (column, type, style);
    }

    static int? Column(ReadOnlySpan<byte> reference)
    {
        var column = 0;
        foreach (var letter in reference)
        {
            if (letter is < (byte)'A' or > (byte)'Z' || column > 1 << 20)
            {
                break;
            }

            column = column * 26 + letter - 'A' + 1;
        }

        return column == 0 ? null : column - 1;
    }

    static CellType Type(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'s'] => CellType.Shared,
        [(byte)'b'] => CellType.Boolean,
        [(byte)'e'] => CellType.Error,
        [(byte)'d'] => CellType.Date,
        [(byte)'s', (byte)'t', (byte)'r'] => CellType.Formula,
        [(byte)'i', ..] => CellType.Inline,
        _ => CellType.Number,
    };

    /// <summary>Reads up to the end of the cell; the text stands in <see cref="text"/>.</summary>
    CellKind ReadCell(CellType type, int style)
    {
        text.Clear();
        var kind = CellKind.Empty;
        var hasFormula = false;
        formula.Clear();
        while (xml.Read() && !xml.IsEnd("c"u8))
        {
            if (xml.Token != XmlToken.Start)
            {
                continue;
            }

            if (xml.Name is [(byte)'v'])
            {
                kind = ReadValue(type, style);
            }
            else if (xml.Name is [(byte)'f'])
            {
                hasFormula = true;
                ReadFormula(kind);
            }
            else if (xml.Name.SequenceEqual("is"u8) && !xml.IsEmptyElement)
            {
                SharedStrings.ReadText(xml, "is"u8, text);
                kind = text.Length == 0 ? CellKind.Empty : CellKind.Text;
            }
            else
            {
                xml.Skip();
            }
        }

        if (kind == CellKind.Empty && hasFormula && type != CellType.Formula)
        {
            // A program wrote the formula and never its result: shown as it stands, and never taken for a number.
            text.Append("=");
            text.Append(formula.Value);
            kind = CellKind.Error;
        }

        if (text.Length > options.MaxCellCharacters)
        {
            throw ReadProblems.CellTooLong(foundRow, null, options.MaxCellCharacters);
        }

        return kind;
    }

    CellKind ReadValue(CellType type, int style)
    {
        if (xml.IsEmptyElement)
        {
            return CellKind.Empty;
        }

        var kind = CellKind.Empty;
        while (xml.Read() && xml.Token is XmlToken.Text or XmlToken.Literal)
        {
            kind = WriteValue(xml.Text, type, style);
        }

        return kind;
    }

    CellKind WriteValue(ReadOnlySpan<byte> value, CellType type, int style)
    {
        switch (type)
        {
            case CellType.Shared:
                if (!Utf8Parser.TryParse(value.Trim((byte)' '), out int index, out _) || (uint)index >= (uint)strings.Count)
                {
                    throw ReadProblems.Broken("A cell refers to a text that the workbook does not hold.", $"sheet “{sheet}”, row {foundRow}");
                }

                text.Append(strings[index]);
                return text.Length == 0 ? CellKind.Empty : CellKind.Text;
            case CellType.Boolean:
                text.Append(value is [(byte)'1'] or [(byte)'t', ..] ? "true" : "false");
                return CellKind.Boolean;
            case CellType.Error:
                text.Append(value, literal: false);
                return CellKind.Error;
            case CellType.Date:
                text.Append(value.EndsWith("T00:00:00"u8) ? value[..^9] : value.TrimEnd((byte)'Z'), literal: false);
                return CellKind.Date;
            case CellType.Formula or CellType.Inline:
                text.Append(value, literal: xml.Token == XmlToken.Literal, escapes: true);
                return text.Length == 0 ? CellKind.Empty : CellKind.Text;
            default:
                return CellNumbers.Write(value, (uint)style < (uint)formats.Length ? formats[style] : NumberFormat.Number, is1904, text);
        }
    }

    // A formula is needed only where no value follows; a shared one is written out in its first cell alone.
    void ReadFormula(CellKind known)
    {
        if (xml.IsEmptyElement || known != CellKind.Empty)
        {
            xml.Skip();
            return;
        }

        while (xml.Read() && xml.Token is XmlToken.Text or XmlToken.Literal)
        {
            formula.Append(xml.Text, xml.Token == XmlToken.Literal);
        }
    }
}
