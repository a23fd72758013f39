using System.IO.Compression;
using System.IO.Hashing;

namespace Muster.Tabular.Reading;

/// <summary>Counts what a compressed file unfolds to and ends the pass where that is too much, or far too much for its size.</summary>
sealed class UnfoldLimit(long maxBytes)
{
    const long FreeBytes = 64L << 20;

    // Deflate reaches 1,032; whole sheets of blank rows stay below 200.
    const int MaxRatio = 300;

    long unfolded;

    /// <summary>Wraps the unfolded bytes of one part.</summary>
    /// <param name="unfolding">Stream that unfolds.</param>
    /// <param name="packedBytes">Bytes that the part takes in the file.</param>
    /// <param name="part">Name, for the message.</param>
    /// <param name="checksum">CRC-32 that the whole part must have, where the file gives one; checked at the end of the part.</param>
    public Stream Watch(Stream unfolding, long packedBytes, string part, uint? checksum = null) => new Watched(unfolding, this, packedBytes, part, checksum);

    /// <summary>Opens a part of an archive, watched.</summary>
    public Stream Open(ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw ReadProblems.Encrypted();
        }

        try
        {
            return Watch(entry.Open(), entry.CompressedLength, entry.FullName, entry.Crc32);
        }
        catch (Exception broken) when (broken is InvalidDataException or NotSupportedException)
        {
            throw ReadProblems.CutOff("The compressed file is damaged, or packed in a way that is not known.", entry.FullName, broken);
        }
    }

    void Count(long bytes, long inPart, long packedBytes, string part)
    {
        unfolded += bytes;
        if (unfolded > maxBytes || (inPart > FreeBytes && inPart / Math.Max(1, packedBytes) > MaxRatio))
        {
            throw ReadProblems.Bomb(part);
        }
    }

    sealed class Watched(Stream inner, UnfoldLimit limit, long packedBytes, string part, uint? checksum) : Stream
    {
        readonly Crc32? found = checksum is null ? null : new Crc32();
        long inPart;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => inPart; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            try
            {
                var read = inner.Read(buffer);
                inPart += read;
                limit.Count(read, inPart, packedBytes, part);
                Check(buffer[..read], isEnd: read == 0 && buffer.Length > 0);
                return read;
            }
            catch (InvalidDataException broken)
            {
                throw ReadProblems.CutOff("The compressed file is damaged or ends in the middle.", part, broken);
            }
        }

        // The framework's archive reader leaves checksums alone, and a turned bit would become a wrong figure.
        void Check(ReadOnlySpan<byte> bytes, bool isEnd)
        {
            found?.Append(bytes);
            if (isEnd && found is not null && found.GetCurrentHashAsUInt32() != checksum)
            {
                throw ReadProblems.CutOff("The compressed file is damaged: its content does not have the checksum that it names.", part);
            }
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }

    /// <summary>Opens a zip archive; one that was cut off has no directory at its end.</summary>
    public static ZipArchive OpenZip(Stream stream)
    {
        try
        {
            var archive = new ZipArchive(stream, ZipArchiveMode.Read);
            _ = archive.Entries.Count;
            return archive;
        }
        catch (InvalidDataException broken)
        {
            stream.Dispose();
            throw ReadProblems.CutOff("The compressed file is cut off or damaged: its list of contents is missing.", "end of the file", broken);
        }
    }
}
