using System.Text;

namespace Muster.Tabular.Reading;

/// <summary>Looks into the old compound form of Office files ([MS-CFB]) as far as telling what they hold needs.</summary>
static class CompoundFile
{
    const int Piece = 1 << 16;

    /// <summary>True where an entry of this name stands in the file: names are UTF-16 at the start of 128-byte entries.</summary>
    public static bool Holds(Func<Stream> open, string entry)
    {
        var name = Encoding.Unicode.GetBytes(entry + '\0');
        using var stream = open();
        var buffer = new byte[Piece];
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)) > 0;)
        {
            for (var at = 0; at + 128 <= read; at += 128)
            {
                if (buffer.AsSpan(at, 128).StartsWith(name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
