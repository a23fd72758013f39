using System.Buffers.Binary;

namespace Muster.Tabular.Reading.Xls;

/// <summary>The error values of an old workbook, which the reading library leaves blank (MS-XLS 2.4.24 BoolErr, 2.4.127 Formula, 2.5.10 BErr).</summary>
/// <remarks>A blank and an error are not the same: <c>#N/A</c> says that somebody looked and found nothing.</remarks>
static class XlsErrors
{
    const int BeginOfSheet = 0x0809;
    const int EndOfSheet = 0x000A;
    const int Formula = 0x0006;
    const int BooleanOrError = 0x0205;
    const int SheetPlace = 0x0085;

    /// <summary>Errors by row and column, both from 0, for each sheet in the order of the workbook.</summary>
    /// <param name="records">The records of the workbook; where they break off, the errors up to there are given.</param>
    public static IReadOnlyList<IReadOnlyDictionary<(int Row, int Column), string>> Find(ReadOnlyMemory<byte> records)
    {
        var sheets = new List<IReadOnlyDictionary<(int, int), string>>();
        foreach (var place in Places(records.Span))
        {
            sheets.Add(place < records.Length ? OfSheet(records.Span[place..]) : new Dictionary<(int, int), string>());
        }

        return sheets;
    }

    static List<int> Places(ReadOnlySpan<byte> records)
    {
        var places = new List<int>();
        while (TryRead(ref records, out var kind, out var data) && kind != EndOfSheet)
        {
            if (kind == SheetPlace && data.Length >= 6 && data[5] == 0)
            {
                places.Add(BinaryPrimitives.ReadInt32LittleEndian(data) & int.MaxValue);
            }
        }

        return places;
    }

    static Dictionary<(int Row, int Column), string> OfSheet(ReadOnlySpan<byte> records)
    {
        var errors = new Dictionary<(int, int), string>();
        var depth = 0;
        while (TryRead(ref records, out var kind, out var data))
        {
            depth += kind == BeginOfSheet ? 1 : kind == EndOfSheet ? -1 : 0;
            if (depth <= 0)
            {
                break;
            }

            if (depth == 1 && ErrorOf(kind, data) is { } error)
            {
                errors[(BinaryPrimitives.ReadUInt16LittleEndian(data), BinaryPrimitives.ReadUInt16LittleEndian(data[2..]))] = error;
            }
        }

        return errors;
    }

    static string? ErrorOf(int kind, ReadOnlySpan<byte> data) => kind switch
    {
        BooleanOrError when data.Length >= 8 && data[7] == 1 => Name(data[6]),
        Formula when data.Length >= 14 && data[6] == 2 && data[12] == 0xFF && data[13] == 0xFF => Name(data[8]),
        _ => null,
    };

    static string Name(byte code) => code switch
    {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        _ => "#N/A",
    };

    static bool TryRead(ref ReadOnlySpan<byte> records, out int kind, out ReadOnlySpan<byte> data)
    {
        kind = 0;
        data = default;
        if (records.Length < 4)
        {
            return false;
        }

        kind = BinaryPrimitives.ReadUInt16LittleEndian(records);
        var length = BinaryPrimitives.ReadUInt16LittleEndian(records[2..]);
        if (records.Length < 4 + length)
        {
            return false;
        }

        data = records.Slice(4, length);
        records = records[(4 + length)..];
        return true;
    }
}
