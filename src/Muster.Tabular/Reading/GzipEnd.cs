using System.Buffers.Binary;
using System.IO.Compression;

namespace Muster.Tabular.Reading;

/// <summary>Tells a whole gzip file from one that was cut off. The framework's reader ends quietly in both cases.</summary>
static class GzipEnd
{
    // Header, an empty block, checksum and length.
    const int LeastBytes = 10 + 2 + 8;

    static readonly byte[] Marker = [.. "the end of the gzip file"u8];

    /// <summary>Compares the length that the file names at its end (ISIZE, modulo 2^32; RFC 1952, section 2.3.1) with what came out of it.</summary>
    /// <param name="open">Opens the packed bytes, from their beginning.</param>
    /// <param name="unfolded">Bytes that came out.</param>
    /// <param name="name">Name of the file, for the message.</param>
    /// <exception cref="UnreadableException"><c>file-cut-off</c>.</exception>
    public static void Check(Func<Stream> open, long unfolded, string name)
    {
        using var packed = open();
        Span<byte> length = stackalloc byte[sizeof(uint)];
        var hasEnd = packed.Length >= LeastBytes;
        if (hasEnd)
        {
            packed.Seek(-sizeof(uint), SeekOrigin.End);
            packed.ReadExactly(length);
        }

        if (!hasEnd || BinaryPrimitives.ReadUInt32LittleEndian(length) != (uint)unfolded && !IsWhole(packed))
        {
            throw ReadProblems.CutOff("The compressed file ends in the middle.", $"{name}, after {unfolded} bytes of its content");
        }
    }

    // Of several members put one after the other, the last names only its own length: a member set behind them comes out only where all before it have ended.
    static bool IsWhole(Stream packed)
    {
        packed.Position = 0;
        using var both = new GZipStream(new Following(packed, new MemoryStream(Pack(Marker))), CompressionMode.Decompress);
        var (buffer, tail) = (new byte[1 << 16], Array.Empty<byte>());
        try
        {
            while (both.Read(buffer) is var read and > 0)
            {
                byte[] last = [.. tail, .. buffer.AsSpan(0, read)];
                tail = last[Math.Max(0, last.Length - Marker.Length)..];
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }

        return tail.AsSpan().SequenceEqual(Marker);
    }

    static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    /// <summary>One stream after the other.</summary>
    sealed class Following(Stream first, Stream second) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => first.Read(buffer) is var read and > 0 ? read : second.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
