using System.Runtime.InteropServices;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>A 128-bit hash of text: two texts with the same hash are taken for equal (one chance in 2^80 for a hundred million texts).</summary>
static class TextHash
{
    const ulong A = 0x9E3779B97F4A7C15;
    const ulong B = 0xC2B2AE3D27D4EB4F;

    /// <summary>Hash of one text.</summary>
    public static UInt128 Of(ReadOnlySpan<char> text) => Mix(default, text);

    /// <summary>Hash of a text behind others.</summary>
    public static UInt128 Mix(UInt128 seed, ReadOnlySpan<char> text)
    {
        var (low, high) = ((ulong)seed ^ (ulong)text.Length * A, (ulong)(seed >> 64) ^ B);
        var words = MemoryMarshal.Cast<char, ulong>(text);
        var at = 0;
        for (; at + 2 <= words.Length; at += 2)
        {
            (low, high) = Step(low, high, words[at], words[at + 1]);
        }

        ulong rest = at < words.Length ? words[at] : 0, tail = 0;
        foreach (var sign in text[(words.Length * 4)..])
        {
            tail = tail << 16 | sign;
        }

        (low, high) = Step(low, high, rest, tail);
        (low, high) = Step(low, high, A, B);
        return new UInt128(high, low);
    }

    static (ulong Low, ulong High) Step(ulong low, ulong high, ulong one, ulong two)
    {
        var up = Math.BigMul(low ^ one ^ B, A ^ two, out var down);
        return (down ^ high, ulong.RotateLeft(up, 29) * A + (one ^ ulong.RotateLeft(two, 31)) * B + low);
    }
}
