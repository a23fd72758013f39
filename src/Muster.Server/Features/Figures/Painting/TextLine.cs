using System.Text;
using HarfBuzzSharp;
using SkiaSharp;

namespace Muster.Server.Features.Figures.Painting;

/// <summary>A line of text, its letters shaped and in place: Arabic letters joined, numbers in them from left to right.</summary>
sealed class TextLine
{
    readonly List<Piece> pieces = [];
    readonly string text;
    readonly float size;

    TextLine(string text, float size) => (this.text, this.size) = (text, size);

    /// <summary>Width in the drawing's units.</summary>
    public float Width { get; private set; }

    public static TextLine Of(string text, float size, bool isBold, bool isRightToLeft)
    {
        var line = new TextLine(text, size);
        foreach (var run in TextRuns.Of(text, isRightToLeft))
        {
            var parts = ByFace(text, run, isBold).ToList();
            foreach (var (start, length, face) in run.IsRightToLeft ? parts.AsEnumerable().Reverse() : parts)
            {
                line.Add(start, length, face, run.IsRightToLeft);
            }
        }

        return line;
    }

    /// <summary>Draws from the left end of the base line. A halo is drawn as a shape, so that a PDF holds the words once.</summary>
    public void Draw(SKCanvas canvas, float x, float y, SKPaint? halo, SKPaint paint)
    {
        foreach (var piece in pieces)
        {
            using var font = new SKFont(piece.Face.Typeface, size) { Subpixel = true, Hinting = SKFontHinting.None };
            if (halo is not null)
            {
                for (var index = 0; index < piece.Glyphs.Length; index++)
                {
                    using var shape = font.GetGlyphPath(piece.Glyphs[index]);
                    if (shape is not null)
                    {
                        canvas.Save();
                        canvas.Translate(x + piece.Spots[index].X, y + piece.Spots[index].Y);
                        canvas.DrawPath(shape, halo);
                        canvas.Restore();
                    }
                }
            }

            using var blob = Blob(piece, font);
            if (blob is not null)
            {
                canvas.DrawText(blob, x, y, paint);
            }
        }
    }

    /// <summary>Glyphs with the letters they stand for, so that the words of a PDF can be found and copied.</summary>
    SKTextBlob? Blob(Piece piece, SKFont font)
    {
        var letters = Encoding.UTF8.GetBytes(text.Substring(piece.Start, piece.Length));
        using var builder = new SKTextBlobBuilder();
        var run = builder.AllocateRawPositionedTextRun(font, piece.Glyphs.Length, letters.Length, null);
        piece.Glyphs.CopyTo(run.Glyphs);
        piece.Spots.CopyTo(run.Positions);
        letters.CopyTo(run.Text);
        piece.Clusters.CopyTo(run.Clusters);
        return builder.Build();
    }

    void Add(int start, int length, Face face, bool isRightToLeft)
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        // Clusters then count bytes of UTF-8, as the PDF wants them.
        buffer.AddUtf8(Encoding.UTF8.GetBytes(text.Substring(start, length)));
        buffer.GuessSegmentProperties();
        buffer.Direction = isRightToLeft ? Direction.RightToLeft : Direction.LeftToRight;
        face.Shape(buffer);
        var infos = buffer.GetGlyphInfoSpan();
        var places = buffer.GetGlyphPositionSpan();
        var (glyphs, spots, clusters) = (new ushort[infos.Length], new SKPoint[infos.Length], new uint[infos.Length]);
        var unit = size / Face.Em;
        for (var index = 0; index < infos.Length; index++)
        {
            glyphs[index] = (ushort)infos[index].Codepoint;
            clusters[index] = infos[index].Cluster;
            spots[index] = new SKPoint(Width + (places[index].XOffset * unit), -places[index].YOffset * unit);
            Width += places[index].XAdvance * unit;
        }

        pieces.Add(new Piece(face, start, length, glyphs, spots, clusters));
    }

    /// <summary>Stretches that one face can draw; blanks and marks stay with what stands before them.</summary>
    static IEnumerable<(int Start, int Length, Face Face)> ByFace(string text, TextRun run, bool isBold)
    {
        var (start, face) = (run.Start, (Face?)null);
        for (var at = run.Start; at < run.Start + run.Length; at++)
        {
            var letter = char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]) ? char.ConvertToUtf32(text, at) : text[at];
            var wanted = face is not null && (char.IsWhiteSpace(text[at]) || face.Has(letter)) ? face : Letters.For(letter, isBold);
            if (face is not null && wanted != face)
            {
                yield return (start, at - start, face);
                start = at;
            }

            face = wanted;
            at += letter > 0xFFFF ? 1 : 0;
        }

        if (face is not null)
        {
            yield return (start, run.Start + run.Length - start, face);
        }
    }

    sealed record Piece(Face Face, int Start, int Length, ushort[] Glyphs, SKPoint[] Spots, uint[] Clusters);
}
