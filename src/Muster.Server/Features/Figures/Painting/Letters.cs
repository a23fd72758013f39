using System.Collections.Concurrent;
using HarfBuzzSharp;
using SkiaSharp;

namespace Muster.Server.Features.Figures.Painting;

/// <summary>A typeface with what shapes its letters; lives as long as the program.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "Faces are few and never let go.")]
sealed class Face
{
    /// <summary>Units in which advances are asked for, one em.</summary>
    public const int Em = 2048;

    readonly Font font;
    readonly SKFont glyphs;

    /// <summary>The shaper reads from this memory as long as the face lives: it must never move.</summary>
    readonly byte[] bytes;

    public Face(SKTypeface typeface)
    {
        Typeface = typeface;
        glyphs = new SKFont(typeface);
        using var stream = typeface.OpenStream(out var index);
        bytes = GC.AllocateUninitializedArray<byte>(stream.Length, pinned: true);
        stream.Read(bytes, bytes.Length);
        using var blob = new Blob(System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(bytes, 0), bytes.Length, MemoryMode.ReadOnly);
        using var face = new HarfBuzzSharp.Face(blob, index);
        font = new Font(face);
        font.SetScale(Em, Em);
        font.SetFunctionsOpenType();
    }

    public SKTypeface Typeface { get; }

    public bool Has(int letter) => glyphs.ContainsGlyph(letter);

    /// <summary>Puts letters into their forms and places. A shaper keeps no state, but one at a time is asked of a font.</summary>
    public void Shape(HarfBuzzSharp.Buffer buffer)
    {
        lock (font)
        {
            font.Shape(buffer);
        }
    }
}

/// <summary>The letters of figures: Arimo for Latin, Greek and Cyrillic, Noto Sans Arabic for Arabic, both carried in the program (OFL), so that a bare machine draws the same. Other scripts come from the machine's own fonts, for example Debian's <c>fonts-noto-core</c>.</summary>
static class Letters
{
    static readonly Lazy<Face[]> Regular = new(() => [Load("Arimo_400Regular.ttf"), Load("NotoSansArabic_400Regular.ttf")]);
    static readonly Lazy<Face[]> Bold = new(() => [Load("Arimo_700Bold.ttf"), Load("NotoSansArabic_700Bold.ttf")]);
    static readonly ConcurrentDictionary<(int Letter, bool IsBold), Face?> Others = [];

    /// <summary>The face for a letter; the first one where nothing has it, which draws an empty box.</summary>
    public static Face For(int letter, bool isBold)
    {
        var own = (isBold ? Bold : Regular).Value;
        return Array.Find(own, face => face.Has(letter)) ?? Others.GetOrAdd((letter, isBold), FromMachine) ?? own[0];
    }

    static Face? FromMachine((int Letter, bool IsBold) wanted)
    {
        var found = SKFontManager.Default.MatchCharacter(null, wanted.IsBold ? SKFontStyle.Bold : SKFontStyle.Normal, null, wanted.Letter);
        return found is null ? null : new Face(found);
    }

    static Face Load(string name)
    {
        using var stream = typeof(Letters).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The font {name} is not in the program.");
        return new Face(SKTypeface.FromStream(stream) ?? throw new InvalidOperationException($"The font {name} cannot be read."));
    }
}
