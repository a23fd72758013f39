namespace Muster.Server.Features.Figures.Painting;

/// <summary>A stretch of a line that runs one way.</summary>
/// <param name="Start">First letter (UTF-16).</param>
/// <param name="Length">Letters.</param>
/// <param name="IsRightToLeft">Its direction.</param>
readonly record struct TextRun(int Start, int Length, bool IsRightToLeft);

/// <summary>Cuts a line into runs of one direction and puts them in the order in which they stand from left to right: the rules of the Unicode bidirectional algorithm (UAX 9) that lines of figures need. Explicit embeddings are not among them; the marks U+200E and U+200F are.</summary>
static class TextRuns
{
    enum Kind : byte
    {
        Left,
        Right,
        Digit,
        ArabicDigit,
        Separator,
        Sign,
        Mark,
        Neutral,
    }

    /// <summary>Runs from left to right.</summary>
    /// <param name="text">A line.</param>
    /// <param name="isRightToLeft">Direction of the paragraph.</param>
    public static IReadOnlyList<TextRun> Of(string text, bool isRightToLeft)
    {
        if (text.Length == 0)
        {
            return [];
        }

        if (!isRightToLeft && !text.AsSpan().ContainsAnyExceptInRange('\0', '\u0590'))
        {
            return [new(0, text.Length, false)];
        }

        var kinds = text.Select(KindOf).ToArray();
        Weak(kinds, isRightToLeft);
        Neutral(kinds, isRightToLeft);
        return Ordered(Levels(kinds, isRightToLeft));
    }

    /// <summary>Marks take the kind of their letter; separators inside numbers and signs beside them belong to the number; a number after Latin text is part of it (W1, W4, W5, W7).</summary>
    static void Weak(Kind[] kinds, bool isRightToLeft)
    {
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] == Kind.Mark)
            {
                kinds[at] = at == 0 ? Kind.Neutral : kinds[at - 1];
            }

            if (kinds[at] == Kind.Separator && at > 0 && at + 1 < kinds.Length && kinds[at - 1] == kinds[at + 1] && IsNumber(kinds[at - 1]))
            {
                kinds[at] = kinds[at - 1];
            }
        }

        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] == Kind.Sign && ((at > 0 && kinds[at - 1] == Kind.Digit) || (at + 1 < kinds.Length && kinds[at + 1] == Kind.Digit)))
            {
                kinds[at] = Kind.Digit;
            }
        }

        var strong = isRightToLeft ? Kind.Right : Kind.Left;
        for (var at = 0; at < kinds.Length; at++)
        {
            strong = kinds[at] is Kind.Left or Kind.Right ? kinds[at] : strong;
            kinds[at] = kinds[at] == Kind.Digit && strong == Kind.Left ? Kind.Left : kinds[at] is Kind.Separator or Kind.Sign ? Kind.Neutral : kinds[at];
        }
    }

    /// <summary>What stands between two of one direction takes it, the rest that of the paragraph (N1, N2).</summary>
    static void Neutral(Kind[] kinds, bool isRightToLeft)
    {
        var own = isRightToLeft ? Kind.Right : Kind.Left;
        for (var at = 0; at < kinds.Length; at++)
        {
            if (kinds[at] != Kind.Neutral)
            {
                continue;
            }

            var end = at;
            while (end < kinds.Length && kinds[end] == Kind.Neutral)
            {
                end++;
            }

            var before = at == 0 ? own : Side(kinds[at - 1]);
            var after = end == kinds.Length ? own : Side(kinds[end]);
            Array.Fill(kinds, before == after ? before : own, at, end - at);
            at = end - 1;
        }
    }

    static Kind Side(Kind kind) => kind == Kind.Left ? Kind.Left : Kind.Right;

    static byte[] Levels(Kind[] kinds, bool isRightToLeft) => [.. kinds.Select(kind => (byte)(kind switch
    {
        Kind.Right => 1,
        Kind.Left => isRightToLeft ? 2 : 0,
        _ => 2,
    }))];

    /// <summary>Runs of one level, turned around from the highest level down (L2).</summary>
    static List<TextRun> Ordered(byte[] levels)
    {
        var runs = new List<(TextRun Run, byte Level)>();
        for (var start = 0; start < levels.Length;)
        {
            var end = start;
            while (end < levels.Length && levels[end] == levels[start])
            {
                end++;
            }

            runs.Add((new TextRun(start, end - start, levels[start] == 1), levels[start]));
            start = end;
        }

        for (var level = 2; level >= 1; level--)
        {
            for (var start = 0; start < runs.Count; start++)
            {
                var end = start;
                while (end < runs.Count && runs[end].Level >= level)
                {
                    end++;
                }

                runs.Reverse(start, end - start);
                start = end;
            }
        }

        return [.. runs.Select(run => run.Run)];
    }

    static bool IsNumber(Kind kind) => kind is Kind.Digit or Kind.ArabicDigit;

    static Kind KindOf(char letter) => letter switch
    {
        >= '0' and <= '9' or (>= '\u06F0' and <= '\u06F9') => Kind.Digit,
        (>= '\u0660' and <= '\u0669') or '\u066B' or '\u066C' => Kind.ArabicDigit,
        '\u200E' => Kind.Left,
        '\u200F' => Kind.Right,
        ',' or '.' or ':' or '/' or '\u00A0' or '\u060C' => Kind.Separator,
        '+' or '-' or '\u2212' or '%' or '#' or '°' or '$' or '€' or '‰' => Kind.Sign,
        _ when char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format => Kind.Mark,
        (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFE') => Kind.Right,
        _ when char.IsLetter(letter) || char.IsSurrogate(letter) => Kind.Left,
        _ => Kind.Neutral,
    };
}
