using System.Buffers.Binary;
using System.Globalization;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Sorting;

/// <summary>Writes the keys of a row as bytes that compare as the keys do: rows are then sorted by bytes alone.</summary>
/// <remarks>Each key begins with its rank: a value, another text, or a blank. Numbers are doubles with the sign turned so that bytes compare; texts end with a zero, which no text holds.</remarks>
sealed class KeyBytes(IReadOnlyList<DecidedKey> keys)
{
    const byte Value = 1;
    const byte Other = 2;
    const byte Blank = 3;

    byte[] bytes = new byte[1 << 14];

    /// <summary>Bytes written since the last <see cref="Clear"/>.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => bytes.AsSpan(0, Length);

    /// <summary>By key, filled cells that are no number or date.</summary>
    public long[] Others { get; } = new long[keys.Count];

    public void Clear() => Length = 0;

    /// <summary>Adds the keys of a row.</summary>
    public void Add(RowBlock block, int row)
    {
        for (var at = 0; at < keys.Count; at++)
        {
            var text = block.Field(row, keys[at].Index).Trim();
            Ensure(text.Length * 3 + 16);
            if (text.IsEmpty)
            {
                bytes[Length++] = Blank;
                continue;
            }

            var begin = Length + 1;
            bytes[Length] = AddValue(keys[at], text, block.Kind(row, keys[at].Index));
            Others[at] += bytes[begin - 1] == Other ? 1 : 0;
            if (keys[at].Asked.IsDescending)
            {
                Turn(bytes.AsSpan(begin, Length - begin));
            }
        }
    }

    /// <summary>Writes behind the rank and returns it.</summary>
    byte AddValue(DecidedKey key, ReadOnlySpan<char> text, CellKind kind)
    {
        var rank = Length++;
        switch (key.Kind)
        {
            case SortKind.Number when TryNumber(text, kind == CellKind.Number ? '.' : key.DecimalMark, out var number):
                AddNumber(number);
                return Value;
            case SortKind.Date when DateText.Read(text) is { Form: not DateForm.None } reading && reading.Under(key.DateOrder) is { } date:
                AddDate(date, reading.HasTime ? TimeOf(text) : TimeSpan.Zero);
                return Value;
            default:
                Length = rank + 1;
                AddText(text);
                return key.Kind == SortKind.Text ? Value : Other;
        }
    }

    static bool TryNumber(ReadOnlySpan<char> text, char mark, out double number)
    {
        if (mark == '.' && NumberText.TryReadExact(text, out number, out _))
        {
            return true;
        }

        var reading = NumberText.Read(text);
        number = mark == ',' && !double.IsNaN(reading.WithComma) ? reading.WithComma : reading.Value;
        return reading.Form != NumberForm.None && !double.IsNaN(number);
    }

    static TimeSpan TimeOf(ReadOnlySpan<char> text)
    {
        var cut = text[..text.IndexOf(':')].LastIndexOfAny('T', ' ');
        var time = text[(cut + 1)..].TrimEnd('Z');
        return TimeSpan.TryParse(time, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.Zero && span < TimeSpan.FromDays(1) ? span : TimeSpan.Zero;
    }

    void AddNumber(double number)
    {
        // Negative zero is zero.
        var bits = BitConverter.DoubleToUInt64Bits(number == 0 ? 0 : number);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(Length), bits >> 63 == 0 ? bits | 1UL << 63 : ~bits);
        Length += 8;
    }

    void AddDate(DateOnly date, TimeSpan time)
    {
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Length), (uint)date.DayNumber);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(Length + 4), (uint)time.TotalMilliseconds);
        Length += 8;
    }

    void AddText(ReadOnlySpan<char> text)
    {
        foreach (var letter in text)
        {
            if (letter < 0x80)
            {
                bytes[Length++] = letter == 0 ? (byte)1 : (byte)(letter is >= 'A' and <= 'Z' ? letter | 0x20 : letter);
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark)
            {
                AddLetter(char.ToLowerInvariant(Accents.Off(letter)));
            }
        }

        bytes[Length++] = 0;
    }

    // As UTF-8 does, each half of a pair by itself: bytes then compare as UTF-16 does.
    void AddLetter(int letter)
    {
        if (letter < 0x80)
        {
            bytes[Length++] = (byte)letter;
            return;
        }

        if (letter < 0x800)
        {
            bytes[Length++] = (byte)(0xC0 | letter >> 6);
        }
        else
        {
            bytes[Length++] = (byte)(0xE0 | letter >> 12);
            bytes[Length++] = (byte)(0x80 | letter >> 6 & 0x3F);
        }

        bytes[Length++] = (byte)(0x80 | letter & 0x3F);
    }

    static void Turn(Span<byte> bytes)
    {
        foreach (ref var value in bytes)
        {
            value = (byte)~value;
        }
    }

    void Ensure(int more)
    {
        if (Length + more > bytes.Length)
        {
            Array.Resize(ref bytes, Math.Max(bytes.Length * 2, Length + more));
        }
    }
}
