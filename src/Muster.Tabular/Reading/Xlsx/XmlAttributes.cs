namespace Muster.Tabular.Reading.Xlsx;

/// <summary>Walks the attributes of an element.</summary>
ref struct XmlAttributes(ReadOnlySpan<byte> rest)
{
    ReadOnlySpan<byte> rest = rest;

    /// <summary>One attribute: its name without prefix, its value with entities left in it.</summary>
    public readonly ref struct Pair(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        public ReadOnlySpan<byte> Name { get; } = name;

        public ReadOnlySpan<byte> Value { get; } = value;
    }

    public Pair Current { get; private set; }

    public readonly XmlAttributes GetEnumerator() => this;

    public bool MoveNext()
    {
        var equals = rest.IndexOf((byte)'=');
        if (equals < 0)
        {
            return false;
        }

        var name = rest[..equals].Trim(" \t\r\n"u8);
        var value = rest[(equals + 1)..].TrimStart(" \t\r\n"u8);
        if (value.IsEmpty)
        {
            return false;
        }

        var length = value[1..].IndexOf(value[0]);
        if (length < 0)
        {
            return false;
        }

        Current = new Pair(name[(name.IndexOf((byte)':') + 1)..], value.Slice(1, length));
        rest = value[(length + 2)..];
        return true;
    }
}
