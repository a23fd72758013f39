namespace Muster.Tabular.Matching;

/// <summary>Damerau-Levenshtein distance (optimal string alignment): insert, delete, substitute, exchange neighbours, each one step.</summary>
static class EditDistance
{
    const int Longest = 128;

    /// <summary>Distance of two texts up to a limit.</summary>
    /// <returns>The distance, or <paramref name="limit"/> + 1 where it is larger.</returns>
    public static int Within(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        if (Math.Abs(left.Length - right.Length) > limit)
        {
            return limit + 1;
        }

        var common = left.CommonPrefixLength(right);
        left = left[common..];
        right = right[common..];
        while (!left.IsEmpty && !right.IsEmpty && left[^1] == right[^1])
        {
            left = left[..^1];
            right = right[..^1];
        }

        if (left.IsEmpty || right.IsEmpty)
        {
            return left.Length + right.Length;
        }

        return right.Length >= Longest ? limit + 1 : Rows(left, right, limit);
    }

    static int Rows(ReadOnlySpan<char> left, ReadOnlySpan<char> right, int limit)
    {
        var width = right.Length + 1;
        Span<int> room = stackalloc int[width * 3];
        var before = room[..width];
        var above = room.Slice(width, width);
        var row = room[(2 * width)..];
        for (var column = 0; column < width; column++)
        {
            above[column] = column;
        }

        for (var line = 1; line <= left.Length; line++)
        {
            row[0] = line;
            var least = line;
            for (var column = 1; column < width; column++)
            {
                var same = left[line - 1] == right[column - 1];
                var best = Math.Min(Math.Min(above[column], row[column - 1]) + 1, above[column - 1] + (same ? 0 : 1));
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                {
                    best = Math.Min(best, before[column - 2] + 1);
                }

                row[column] = best;
                least = Math.Min(least, best);
            }

            if (least > limit)
            {
                return limit + 1;
            }

            var oldest = before;
            before = above;
            above = row;
            row = oldest;
        }

        return Math.Min(above[right.Length], limit + 1);
    }
}
