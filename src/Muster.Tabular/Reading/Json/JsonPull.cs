using System.Buffers;
using System.Text.Json;

namespace Muster.Tabular.Reading.Json;

/// <summary>Walks the tokens of a JSON stream of any length; holds one token.</summary>
sealed class JsonPull : IDisposable
{
    const int MaxToken = 1 << 24;

    readonly Stream stream;
    byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    JsonReaderState state = new(new JsonReaderOptions { AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
    int position;
    int end;
    bool ended;
    int valueStart;
    int valueLength;
    bool isEscaped;

    public JsonPull(Stream stream)
    {
        this.stream = stream;
        while (end < 3 && !ended)
        {
            Fill();
        }

        position = buffer is [0xEF, 0xBB, 0xBF, ..] ? 3 : 0;
    }

    public JsonTokenType Token { get; private set; }

    public int Depth { get; private set; }

    public long BytesRead { get; private set; }

    /// <summary>The token's text as the file has it: for a string without quotes, escapes still in it.</summary>
    public ReadOnlySpan<byte> Raw => buffer.AsSpan(valueStart, valueLength);

    /// <summary>Text of a string or property name.</summary>
    public string Text()
    {
        if (!isEscaped)
        {
            return System.Text.Encoding.UTF8.GetString(Raw);
        }

        var reader = new Utf8JsonReader(buffer.AsSpan(valueStart - 1, valueLength + 2));
        return reader.Read() ? reader.GetString()! : "";
    }

    /// <exception cref="UnreadableException"><c>file-cut-off</c>, <c>file-broken</c>, <c>cell-too-long</c>.</exception>
    public bool Read()
    {
        while (true)
        {
            if (TryRead())
            {
                return true;
            }

            if (ended)
            {
                return Depth == 0 ? false : throw ReadProblems.CutOff("The JSON file ends in the middle.", $"byte {BytesRead}");
            }

            Fill();
        }
    }

    /// <summary>Goes to the end of the object or array that begins here.</summary>
    public void Skip()
    {
        if (Token is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = Depth;
        while (Read() && !IsEndOf(depth))
        {
        }
    }

    /// <summary>Writes the value that begins here as it stands, without blanks.</summary>
    public string Compact()
    {
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            var depth = Depth;
            do
            {
                Copy(writer);
            }
            while (!IsEndOf(depth) && Read());
        }

        return System.Text.Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }

    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    bool IsEndOf(int depth) => Depth == depth && (Token is JsonTokenType.EndObject or JsonTokenType.EndArray);

    bool TryRead()
    {
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(position, end - position), ended, state);
            if (!reader.Read())
            {
                position += (int)reader.BytesConsumed;
                state = reader.CurrentState;
                return false;
            }

            Token = reader.TokenType;
            Depth = reader.CurrentDepth;
            valueStart = position + (int)reader.TokenStartIndex + (Token is JsonTokenType.String or JsonTokenType.PropertyName ? 1 : 0);
            valueLength = reader.ValueSpan.Length;
            isEscaped = reader.ValueIsEscaped;
            position += (int)reader.BytesConsumed;
            state = reader.CurrentState;
            return true;
        }
        catch (JsonException broken)
        {
            var where = $"byte {BytesRead - (end - position)}";
            throw ended && IsGoodSoFar()
                ? ReadProblems.CutOff("The JSON file ends in the middle.", where, broken)
                : ReadProblems.Broken("The file begins as JSON and then breaks its rules.", where, broken);
        }
    }

    // What breaks the rules only because nothing follows was cut off.
    bool IsGoodSoFar()
    {
        try
        {
            var reader = new Utf8JsonReader(buffer.AsSpan(position, end - position), isFinalBlock: false, state);
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    void Fill()
    {
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
        BytesRead += read;
    }

    void Grow()
    {
        if (end >= MaxToken)
        {
            throw ReadProblems.Broken("A single value of the JSON file is longer than 16 million bytes.", $"byte {BytesRead - end}");
        }

        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.AsSpan(0, end).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }

    void Copy(Utf8JsonWriter writer)
    {
        switch (Token)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                writer.WritePropertyName(Text());
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(Text());
                break;
            default:
                writer.WriteRawValue(Raw, skipInputValidation: true);
                break;
        }
    }
}
