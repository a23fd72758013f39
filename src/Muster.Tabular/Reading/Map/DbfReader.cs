using System.Buffers.Binary;
using System.Text;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>Streams the records of a dBASE table below a header row of its field names. Deleted records are left out, as every program leaves them out.</summary>
sealed class DbfReader : RowReader
{
    const int EndOfFile = 0x1A;
    const int Deleted = '*';

    readonly record struct FieldPlace(string Name, char Type, int Start, int Length);

    readonly Stream stream;
    readonly Encoding encoding;
    readonly List<FieldPlace> fields = [];
    readonly List<(string Text, CellKind Kind)> cells = [];
    readonly byte[] record;
    readonly uint records;
    uint read;
    bool isHeaderDue = true;
    int rowNumber;

    readonly ShpReader? shapes;

    public DbfReader(Stream stream, Encoding encoding, ReadOptions options, ShpReader? shapes = null)
    {
        this.shapes = shapes;
        (this.stream, this.encoding) = (new BufferedStream(stream, 1 << 16), encoding);
        var head = new byte[32];
        Take(head);
        records = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(4));
        var header = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)) - 32];
        record = new byte[BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(10))];
        Take(header);
        ReadFields(header);
        if (fields.Count == 0 || fields.Count > options.MaxColumns || fields.Any(field => field.Start + field.Length > record.Length))
        {
            throw ReadProblems.Broken("The attribute table of the shapefile has a damaged list of columns.", "byte 33");
        }
    }

    public override int RowNumber => rowNumber;

    public override int FieldCount => cells.Count;

    public override long BytesRead => stream.CanSeek ? stream.Position : 0;

    public override ReadOnlySpan<char> Field(int index) => index < cells.Count ? cells[index].Text : default(ReadOnlySpan<char>);

    public override CellKind Kind(int index) => index < cells.Count ? cells[index].Kind : CellKind.Empty;

    public override Geometry? Shape => rowNumber > 1 ? shapes?.Shape : null;

    internal override ShapeNotes ShapeNotes => shapes?.Notes ?? default;

    public override bool Read()
    {
        cells.Clear();
        if (isHeaderDue)
        {
            isHeaderDue = false;
            cells.AddRange(fields.Select(field => (field.Name, CellKind.Text)));
            rowNumber++;
            return true;
        }

        while (read < records)
        {
            read++;
            Take(record);
            if (record[0] == EndOfFile)
            {
                throw ReadProblems.CutOff("The attribute table of the shapefile ends before its last record.", $"record {read} of {records}");
            }

            // A deleted record has its shape too.
            shapes?.Read();
            if (record[0] != Deleted)
            {
                cells.AddRange(fields.Select(Cell));
                rowNumber++;
                return true;
            }
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        stream.Dispose();
        shapes?.Dispose();
        base.Dispose(disposing);
    }

    void ReadFields(byte[] header)
    {
        var start = 1;
        for (var at = 0; at + 32 <= header.Length && header[at] != 0x0D; at += 32)
        {
            var name = header.AsSpan(at, 11);
            var end = name.IndexOf((byte)0);
            var length = header[at + 11] == 'C' ? header[at + 16] + (header[at + 17] << 8) : header[at + 16];
            fields.Add(new FieldPlace(encoding.GetString(end < 0 ? name : name[..end]).Trim(), (char)header[at + 11], start, length));
            start += length;
        }
    }

    (string Text, CellKind Kind) Cell(FieldPlace field)
    {
        var bytes = record.AsSpan(field.Start, field.Length);
        if (field.Type is 'I' or '+' && field.Length == 4)
        {
            return (BinaryPrimitives.ReadInt32LittleEndian(bytes).ToString(System.Globalization.CultureInfo.InvariantCulture), CellKind.Number);
        }

        var text = encoding.GetString(bytes).TrimEnd('\0', ' ');
        return field.Type switch
        {
            'N' or 'F' => Number(text.Trim()),
            'D' => text.Trim() is { Length: 8 } date && date.All(char.IsAsciiDigit) && date != "00000000" ? ($"{date[..4]}-{date[4..6]}-{date[6..]}", CellKind.Date) : Plain(text.Trim() is "00000000" ? "" : text),
            'L' => text.Trim() switch
            {
                "T" or "t" or "Y" or "y" => ("true", CellKind.Boolean),
                "F" or "f" or "N" or "n" => ("false", CellKind.Boolean),
                _ => ("", CellKind.Empty),
            },
            'C' => Plain(text),
            _ => Plain(text.Trim()),
        };
    }

    // Stars mean that the number did not fit its column: there is no value.
    static (string Text, CellKind Kind) Number(string text) => text.Length == 0 ? ("", CellKind.Empty) : text[0] == '*' ? (text, CellKind.Error) : (text, CellKind.Number);

    static (string Text, CellKind Kind) Plain(string text) => (text, text.Length == 0 ? CellKind.Empty : CellKind.Text);

    void Take(byte[] bytes)
    {
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw ReadProblems.CutOff("The attribute table of the shapefile ends in the middle.", $"record {read} of {records}");
        }
    }
}
