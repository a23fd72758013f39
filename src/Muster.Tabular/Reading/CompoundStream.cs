using System.Buffers.Binary;
using System.Text;

namespace Muster.Tabular.Reading;

/// <summary>Reads one stream out of a compound file, the container of old Office documents (MS-CFB 2).</summary>
static class CompoundStream
{
    const int HeaderLength = 512;
    const int EntryLength = 128;
    const int SmallStream = 4096;
    const int SmallPiece = 64;
    const uint LastSector = 0xFFFFFFFA;

    /// <summary>The bytes of the first stream with one of these names; null where there is none, or where the container is damaged.</summary>
    public static byte[]? Read(Stream file, long maxBytes, params ReadOnlySpan<string> names)
    {
        var header = new byte[HeaderLength];
        if (file.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) < HeaderLength || header[30] is not (9 or 12))
        {
            return null;
        }

        var sectors = new Sectors(file, 1 << header[30]);
        if (sectors.LoadTable(header) is not { } table || Chain(sectors, table, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48)), 1 << 24) is not { } directory)
        {
            return null;
        }

        for (var at = 0; at + EntryLength <= directory.Length; at += EntryLength)
        {
            var entry = directory.AsSpan(at, EntryLength);
            var size = BinaryPrimitives.ReadUInt32LittleEndian(entry[120..]);
            if (names.Contains(NameOf(entry)) && size <= maxBytes)
            {
                var first = BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]);
                return size >= SmallStream ? Chain(sectors, table, first, size) : Small(sectors, table, header, directory, first, (int)size);
            }
        }

        return null;
    }

    /// <summary>A stream too small for sectors of its own: it lies in pieces in that of the root.</summary>
    static byte[]? Small(Sectors sectors, List<uint> table, byte[] header, ReadOnlySpan<byte> root, uint first, int size)
    {
        var whole = Chain(sectors, table, BinaryPrimitives.ReadUInt32LittleEndian(root[116..]), BinaryPrimitives.ReadUInt32LittleEndian(root[120..]));
        var next = Chain(sectors, table, BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(60)), 1 << 24);
        if (whole is null || next is null)
        {
            return null;
        }

        var bytes = new byte[size];
        var piece = first;
        for (var at = 0; at < size; at += SmallPiece)
        {
            if (piece >= LastSector || (piece + 1) * (long)SmallPiece > whole.Length || (piece + 1) * 4L > next.Length)
            {
                return null;
            }

            whole.AsSpan((int)piece * SmallPiece, Math.Min(SmallPiece, size - at)).CopyTo(bytes.AsSpan(at));
            piece = BinaryPrimitives.ReadUInt32LittleEndian(next.AsSpan((int)piece * 4));
        }

        return bytes;
    }

    static string NameOf(ReadOnlySpan<byte> entry)
    {
        var length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
        return length is >= 2 and <= 64 ? Encoding.Unicode.GetString(entry[..(length - 2)]) : "";
    }

    /// <summary>The sectors of a chain behind each other, cut at the size wanted; null where the chain runs in a circle or out of the file.</summary>
    static byte[]? Chain(Sectors sectors, List<uint> table, uint first, long size)
    {
        using var bytes = new MemoryStream();
        var sector = first;
        for (var steps = 0; sector < LastSector && bytes.Length < size; steps++)
        {
            if (sector >= table.Count || steps > table.Count || sectors.Read(sector) is not { } content)
            {
                return null;
            }

            bytes.Write(content);
            sector = table[(int)sector];
        }

        bytes.SetLength(Math.Min(size, bytes.Length));
        return bytes.ToArray();
    }

    sealed class Sectors(Stream file, int length)
    {
        readonly byte[] buffer = new byte[length];

        public byte[]? Read(uint sector)
        {
            file.Position = (long)(sector + 1) * length;
            return file.ReadAtLeast(buffer, length, throwOnEndOfStream: false) > 0 ? buffer : null;
        }

        /// <summary>The table that says for each sector which one follows: 109 of its sectors are named in the header, the others in sectors of their own.</summary>
        public List<uint>? LoadTable(byte[] header)
        {
            var parts = Numbers(header.AsSpan(76)).Where(part => part < LastSector).ToList();
            var more = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(68));
            for (var steps = 0; more < LastSector; steps++)
            {
                if (steps > 1 << 12 || Read(more) is not { } content)
                {
                    return null;
                }

                var numbers = Numbers(content);
                parts.AddRange(numbers.SkipLast(1).Where(part => part < LastSector));
                more = numbers[^1];
            }

            var table = new List<uint>();
            foreach (var part in parts)
            {
                if (table.Count > 1 << 24 || Read(part) is not { } content)
                {
                    return null;
                }

                table.AddRange(Numbers(content));
            }

            return table;
        }

        static List<uint> Numbers(ReadOnlySpan<byte> bytes)
        {
            var numbers = new List<uint>(bytes.Length / 4);
            for (; bytes.Length >= 4; bytes = bytes[4..])
            {
                numbers.Add(BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            }

            return numbers;
        }
    }
}
