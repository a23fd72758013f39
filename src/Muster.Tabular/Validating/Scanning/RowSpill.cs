using System.Runtime.InteropServices;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Hashes of rows in a temporary file, in parts by hash: rows with one hash lie in one part, and a part fits into memory. The file goes when it is closed.</summary>
sealed class RowSpill : IDisposable
{
    const int Parts = 64;
    const int Buffered = 1024;

    readonly Record[][] buffers = [.. Enumerable.Range(0, Parts).Select(_ => new Record[Buffered])];
    readonly int[] counts = new int[Parts];
    readonly List<long>[] chunks = [.. Enumerable.Range(0, Parts).Select(_ => new List<long>())];
    readonly FileStream file = new(Path.Combine(Path.GetTempPath(), $"muster-rows-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);

    [StructLayout(LayoutKind.Sequential, Pack = 4)]
    readonly record struct Record(ulong High, ulong Low, int Row);

    public void Add(UInt128 hash, int row)
    {
        // The low bits choose the slot of a set; the part is chosen by others.
        var part = (int)(hash >> 122);
        if (counts[part] == Buffered)
        {
            chunks[part].Add(file.Position);
            file.Write(MemoryMarshal.AsBytes(buffers[part].AsSpan()));
            counts[part] = 0;
        }

        buffers[part][counts[part]++] = new Record((ulong)(hash >> 64), (ulong)hash, row);
    }

    /// <summary>Rows whose hash an earlier one has, with the first of those; in any order.</summary>
    public IEnumerable<(int Row, int Earlier)> Repeats()
    {
        var chunk = new Record[Buffered];
        for (var part = 0; part < Parts; part++)
        {
            var seen = new RowSet(int.MaxValue);
            foreach (var position in chunks[part])
            {
                file.Position = position;
                file.ReadExactly(MemoryMarshal.AsBytes(chunk.AsSpan()));
                foreach (var repeat in In(chunk, seen))
                {
                    yield return repeat;
                }
            }

            foreach (var repeat in In(buffers[part].AsMemory(0, counts[part]).ToArray(), seen))
            {
                yield return repeat;
            }
        }
    }

    public void Dispose() => file.Dispose();

    static IEnumerable<(int Row, int Earlier)> In(Record[] records, RowSet seen)
    {
        foreach (var record in records)
        {
            if (seen.Add(new UInt128(record.High, record.Low), record.Row) is var earlier and > 0)
            {
                yield return (record.Row, earlier);
            }
        }
    }
}
