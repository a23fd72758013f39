using System.Text;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Writing;

/// <summary>Reads lines of our own CSV back into blocks, for a writer of another form.</summary>
static class CsvLines
{
    /// <summary>Hands the rows on block by block.</summary>
    public static void Read(ReadOnlySpan<byte> lines, Action<RowBlock> take)
    {
        using var blocks = new CsvBlocks(new MemoryStream(lines.ToArray()), new UTF8Encoding(false), ',', ReadOptions.Default);
        var block = new RowBlock();
        while (blocks.Take(block))
        {
            blocks.Make(block);
            take(block);
        }
    }
}
