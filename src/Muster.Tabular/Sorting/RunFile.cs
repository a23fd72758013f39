using System.Buffers.Binary;

namespace Muster.Tabular.Sorting;

/// <summary>A sorted run in a temporary file that goes when it is closed.</summary>
sealed class RunFile : IDisposable
{
    const int Buffer = 1 << 20;

    readonly FileStream file;
    readonly byte[] bytes = new byte[Buffer];
    int begin;
    int end;
    byte[] record = new byte[1 << 10];
    int keyLength;
    int lineLength;

    /// <summary>Writes a sorted run.</summary>
    /// <param name="folder">Where the file goes.</param>
    /// <param name="run">The run.</param>
    /// <param name="index">Number of the run; of equal keys those of earlier runs come first.</param>
    public RunFile(string folder, SortedRun run, int index)
    {
        Index = index;
        file = new FileStream(Path.Combine(folder, $"muster-sort-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        for (var at = 0; at < run.Count; at++)
        {
            Write(run.Key(at), run.Line(at));
        }

        file.Write(bytes, 0, end);
        file.Position = 0;
        end = 0;
    }

    public int Index { get; }

    /// <summary>Key of the present row.</summary>
    public ReadOnlySpan<byte> Key => record.AsSpan(0, keyLength);

    /// <summary>Line of the present row.</summary>
    public ReadOnlySpan<byte> Line => record.AsSpan(keyLength, lineLength);

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool Read()
    {
        if (!Fill(8))
        {
            return false;
        }

        keyLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(begin));
        lineLength = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(begin + 4));
        begin += 8;
        record = record.Length < keyLength + lineLength ? new byte[(keyLength + lineLength) * 2] : record;
        for (var copied = 0; copied < keyLength + lineLength;)
        {
            Fill(1);
            var part = Math.Min(end - begin, keyLength + lineLength - copied);
            bytes.AsSpan(begin, part).CopyTo(record.AsSpan(copied));
            begin += part;
            copied += part;
        }

        return true;
    }

    public void Dispose() => file.Dispose();

    void Write(ReadOnlySpan<byte> key, ReadOnlySpan<byte> line)
    {
        if (end + 8 + key.Length + line.Length > bytes.Length)
        {
            file.Write(bytes, 0, end);
            end = 0;
        }

        Span<byte> lengths = stackalloc byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(lengths, key.Length);
        BinaryPrimitives.WriteInt32LittleEndian(lengths[4..], line.Length);
        Put(lengths);
        Put(key);
        Put(line);
    }

    void Put(ReadOnlySpan<byte> part)
    {
        if (part.Length > bytes.Length - end)
        {
            file.Write(bytes, 0, end);
            end = 0;
        }

        if (part.Length > bytes.Length)
        {
            file.Write(part);
            return;
        }

        part.CopyTo(bytes.AsSpan(end));
        end += part.Length;
    }

    bool Fill(int wanted)
    {
        if (end - begin >= wanted)
        {
            return true;
        }

        bytes.AsSpan(begin, end - begin).CopyTo(bytes);
        (begin, end) = (0, end - begin);
        while (end < wanted)
        {
            var read = file.Read(bytes, end, bytes.Length - end);
            if (read == 0)
            {
                return end > 0 ? throw new EndOfStreamException("A temporary file of the sort was cut off.") : false;
            }

            end += read;
        }

        return true;
    }
}
