using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>Text being put together from pieces of XML: entities resolved, line ends as XML reads them, and the workbook's own escapes such as _x000D_ turned into the character they stand for.</summary>
sealed class XmlText
{
    static readonly SearchValues<byte> Special = SearchValues.Create("&\r_"u8);

    char[] chars = new char[256];
    int length;

    public ReadOnlySpan<char> Value => chars.AsSpan(0, length);

    public int Length => length;

    public static string ToString(ReadOnlySpan<byte> bytes)
    {
        var text = new XmlText();
        text.Append(bytes, literal: false);
        return text.Value.ToString();
    }

    public void Clear() => length = 0;

    public void Append(char character)
    {
        Ensure(1);
        chars[length++] = character;
    }

    public void Append(scoped ReadOnlySpan<char> text)
    {
        Ensure(text.Length);
        text.CopyTo(chars.AsSpan(length));
        length += text.Length;
    }

    /// <summary>Adds a piece.</summary>
    /// <param name="bytes">UTF-8.</param>
    /// <param name="literal">True inside CDATA, where an ampersand is one.</param>
    /// <param name="escapes">True where _xHHHH_ stands for a character: in texts of a workbook.</param>
    public void Append(ReadOnlySpan<byte> bytes, bool literal, bool escapes = false)
    {
        while (true)
        {
            var special = bytes.IndexOfAny(Special);
            if (special < 0)
            {
                AppendPlain(bytes);
                return;
            }

            AppendPlain(bytes[..special]);
            bytes = bytes[special..];
            bytes = bytes[0] switch
            {
                (byte)'&' when !literal => AppendEntity(bytes),
                (byte)'\r' => AppendLineEnd(bytes),
                (byte)'_' when escapes => AppendEscape(bytes),
                _ => AppendOne(bytes),
            };
        }
    }

    void AppendPlain(ReadOnlySpan<byte> bytes)
    {
        Ensure(bytes.Length);
        length += Encoding.UTF8.GetChars(bytes, chars.AsSpan(length));
    }

    ReadOnlySpan<byte> AppendOne(ReadOnlySpan<byte> bytes)
    {
        Append((char)bytes[0]);
        return bytes[1..];
    }

    ReadOnlySpan<byte> AppendLineEnd(ReadOnlySpan<byte> bytes)
    {
        Append('\n');
        return bytes.StartsWith("\r\n"u8) ? bytes[2..] : bytes[1..];
    }

    ReadOnlySpan<byte> AppendEscape(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length >= 7 && bytes[1] == 'x' && bytes[6] == '_' && TryHex(bytes[2..6], out var code))
        {
            Append((char)code);
            return bytes[7..];
        }

        return AppendOne(bytes);
    }

    ReadOnlySpan<byte> AppendEntity(ReadOnlySpan<byte> bytes)
    {
        var close = bytes[..Math.Min(bytes.Length, 12)].IndexOf((byte)';');
        if (close < 0 || Entity(bytes[1..close]) is not { } rune)
        {
            return AppendOne(bytes);
        }

        Ensure(2);
        length += rune.EncodeToUtf16(chars.AsSpan(length));
        return bytes[(close + 1)..];
    }

    static Rune? Entity(ReadOnlySpan<byte> name) => name switch
    {
        [(byte)'a', (byte)'m', (byte)'p'] => new Rune('&'),
        [(byte)'l', (byte)'t'] => new Rune('<'),
        [(byte)'g', (byte)'t'] => new Rune('>'),
        [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => new Rune('"'),
        [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => new Rune('\''),
        [(byte)'#', (byte)'x', .. var hex] when TryHex(hex, out var code) && Rune.IsValid(code) => new Rune(code),
        [(byte)'#', .. var digits] when Utf8Parser.TryParse(digits, out int code, out var used) && used == digits.Length && Rune.IsValid(code) => new Rune(code),
        _ => null,
    };

    static bool TryHex(ReadOnlySpan<byte> digits, out int code) =>
        int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out code);

    void Ensure(int more)
    {
        if (length + more > chars.Length)
        {
            Array.Resize(ref chars, Math.Max(chars.Length * 2, length + more));
        }
    }
}
