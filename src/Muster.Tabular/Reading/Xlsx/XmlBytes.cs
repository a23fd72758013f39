using System.Buffers;

namespace Muster.Tabular.Reading.Xlsx;

/// <summary>What <see cref="XmlBytes"/> stands on.</summary>
enum XmlToken
{
    /// <summary>An element begins; it has no content where <see cref="XmlBytes.IsEmptyElement"/> says so.</summary>
    Start,

    /// <summary>An element ends.</summary>
    End,

    /// <summary>Text with its entities still in it.</summary>
    Text,

    /// <summary>Text taken literally.</summary>
    Literal,
}

/// <summary>Scans the UTF-8 of an XML part from token to token without making strings. Prefixes of names are dropped; what a workbook never holds (entities of its own) is refused.</summary>
sealed class XmlBytes : IDisposable
{
    /// <summary>No token is longer: a cell of this size passes every limit anyway.</summary>
    const int MaxToken = 1 << 24;

    readonly Stream stream;
    readonly string part;
    byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    int position;
    int end;
    bool ended;
    int nameStart;
    int nameEnd;
    int contentEnd;

    /// <param name="stream">The part, closed with the scanner.</param>
    /// <param name="part">Its name, for messages.</param>
    public XmlBytes(Stream stream, string part)
    {
        (this.stream, this.part) = (stream, part);
        while (end < 3 && Fill())
        {
        }

        ReadOnlySpan<byte> head = buffer.AsSpan(0, end);
        if (head is [0xEF, 0xBB, 0xBF, ..])
        {
            position = 3;
        }
        else if (head is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, ..] or [_, 0, ..])
        {
            throw ReadProblems.Broken("The workbook is written in UTF-16, which is not read.", part);
        }
    }

    public XmlToken Token { get; private set; }

    public bool IsEmptyElement { get; private set; }

    /// <summary>Local name of the element.</summary>
    public ReadOnlySpan<byte> Name => buffer.AsSpan(nameStart, nameEnd - nameStart);

    /// <summary>The text, valid until the next call of <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Text => buffer.AsSpan(nameStart, contentEnd - nameStart);

    /// <summary>Attributes of the element, valid until the next call of <see cref="Read"/>.</summary>
    public XmlAttributes Attributes => new(buffer.AsSpan(nameEnd, contentEnd - nameEnd));

    public bool IsStart(ReadOnlySpan<byte> name) => Token == XmlToken.Start && Name.SequenceEqual(name);

    public bool IsEnd(ReadOnlySpan<byte> name) => Token == XmlToken.End && Name.SequenceEqual(name);

    /// <summary>Value of an attribute with entities left in it; empty where there is none.</summary>
    public ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        foreach (var attribute in Attributes)
        {
            if (attribute.Name.SequenceEqual(name))
            {
                return attribute.Value;
            }
        }

        return default;
    }

    public string AttributeText(ReadOnlySpan<byte> name) => XmlText.ToString(Attribute(name));

    /// <summary>Moves to the next token; false at the end.</summary>
    /// <exception cref="UnreadableException">The part ends inside a token.</exception>
    public bool Read()
    {
        while (true)
        {
            if (position == end && !Fill())
            {
                return false;
            }

            if (buffer[position] != '<')
            {
                var next = Find("<"u8, position, orEnd: true);
                (nameStart, contentEnd, position) = (position, next, next);
                Token = XmlToken.Text;
                return true;
            }

            if (ReadMarkup())
            {
                return true;
            }
        }
    }

    /// <summary>Goes to the end of the element on which the scanner stands.</summary>
    public void Skip()
    {
        if (Token != XmlToken.Start || IsEmptyElement)
        {
            return;
        }

        for (var depth = 1; depth > 0 && Read();)
        {
            depth += Token switch { XmlToken.Start when !IsEmptyElement => 1, XmlToken.End => -1, _ => 0 };
        }
    }

    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    bool ReadMarkup()
    {
        Ensure(2);
        switch (buffer[position + 1])
        {
            case (byte)'/':
                ReadEnd();
                return true;
            case (byte)'?':
                position = Find("?>"u8, position + 2) + 2;
                return false;
            case (byte)'!':
                return ReadDeclaration();
            default:
                ReadStart();
                return true;
        }
    }

    void ReadEnd()
    {
        var close = Find(">"u8, position + 2);
        SetName(position + 2, close);
        (position, Token, IsEmptyElement) = (close + 1, XmlToken.End, false);
    }

    void ReadStart()
    {
        var close = Find(">"u8, position + 1);
        while (buffer.AsSpan(position, close - position).Count((byte)'"') % 2 != 0)
        {
            close = Find(">"u8, close + 1);
        }

        IsEmptyElement = buffer[close - 1] == '/';
        SetName(position + 1, IsEmptyElement ? close - 1 : close);
        (position, Token) = (close + 1, XmlToken.Start);
    }

    void SetName(int start, int close)
    {
        var inside = buffer.AsSpan(start, close - start);
        var length = inside.IndexOfAny(" \t\r\n"u8);
        length = length < 0 ? inside.Length : length;
        var prefix = inside[..length].IndexOf((byte)':') + 1;
        (nameStart, nameEnd, contentEnd) = (start + prefix, start + length, close);
    }

    bool ReadDeclaration()
    {
        Ensure(9);
        if (buffer.AsSpan(position, end - position).StartsWith("<!--"u8))
        {
            position = Find("-->"u8, position + 4) + 3;
            return false;
        }

        if (buffer.AsSpan(position, end - position).StartsWith("<![CDATA["u8))
        {
            var close = Find("]]>"u8, position + 9);
            (nameStart, contentEnd, position) = (position + 9, close, close + 3);
            Token = XmlToken.Literal;
            return true;
        }

        throw ReadProblems.Broken("The file declares a document type, which such files never need.", part);
    }

    /// <summary>Position of a mark at or behind <paramref name="from"/>, reading on as needed. Positions stay true as <see cref="position"/> moves to the front with them.</summary>
    int Find(ReadOnlySpan<byte> mark, int from, bool orEnd = false)
    {
        var offset = from - position;
        while (true)
        {
            var start = position + offset;
            var found = start < end ? buffer.AsSpan(start, end - start).IndexOf(mark) : -1;
            if (found >= 0)
            {
                return start + found;
            }

            offset = Math.Max(offset, end - position - mark.Length + 1);
            if (!Fill())
            {
                return orEnd ? end : throw ReadProblems.CutOff("The file ends in the middle.", part);
            }
        }
    }

    void Ensure(int count)
    {
        while (end - position < count && Fill())
        {
        }

        if (end - position < count)
        {
            throw ReadProblems.CutOff("The file ends in the middle.", part);
        }
    }

    bool Fill()
    {
        if (ended)
        {
            return false;
        }

        if (position > 0)
        {
            buffer.AsSpan(position, end - position).CopyTo(buffer);
            (position, end) = (0, end - position);
        }

        if (end == buffer.Length)
        {
            Grow();
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        ended = read == 0;
        end += read;
        return !ended;
    }

    void Grow()
    {
        if (end >= MaxToken)
        {
            throw new XmlTokenTooLongException();
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}

/// <summary>A text or tag passes every limit; the reader that knows the cell says where.</summary>
sealed class XmlTokenTooLongException : Exception;
