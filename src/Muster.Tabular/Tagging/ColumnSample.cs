using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tagging;

/// <summary>The first filled values of each column.</summary>
public sealed class ColumnSample
{
    readonly Dictionary<int, List<string>> values = [];
    readonly List<string[]> rows = [];

    ColumnSample()
    {
    }

    /// <summary>No value seen.</summary>
    public static ColumnSample None { get; } = new();

    /// <summary>Reads the first data rows of a sheet.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="rows">Data rows looked at.</param>
    public static ColumnSample Take(TableSource source, Sheet sheet, int rows)
    {
        var sample = new ColumnSample();
        using var reader = source.OpenRows(sheet.Index);
        var left = rows;
        while (left > 0 && reader.Read())
        {
            if (reader.RowNumber < sheet.FirstDataRow)
            {
                continue;
            }

            left--;
            sample.rows.Add([.. sheet.Columns.Select(column => reader.Field(column.Index).ToString())]);
            foreach (var column in sheet.Columns)
            {
                if (!reader.Field(column.Index).IsWhiteSpace())
                {
                    sample.Add(column.Index, reader.Field(column.Index).ToString());
                }
            }
        }

        return sample;
    }

    /// <summary>Filled values of a column, in row order; empty where none was seen.</summary>
    public IReadOnlyList<string> Of(int column) => values.TryGetValue(column, out var seen) ? seen : [];

    /// <summary>True where one column's value decides another's in nearly all rows seen, and it occurs often enough to tell; null where nothing can be told.</summary>
    internal bool? Decides(int column, int other)
    {
        var groups = rows.Where(row => row[column].Length > 0 && row[other].Length > 0).GroupBy(row => row[column]).Where(group => group.Count() > 1).ToList();
        return groups.Count < 5 ? null : groups.Count(group => group.Select(row => row[other]).Distinct().Count() == 1) * 2 > groups.Count;
    }

    /// <summary>True where each value of one column goes with one of the other and the other way round, in more than one pair: one thing in two languages.</summary>
    internal bool GoOneToOne(int column, int other)
    {
        var pairs = rows.Where(row => row[column].Length > 0 && row[other].Length > 0).Select(row => (row[column], row[other])).Distinct().ToList();
        return pairs.Count > 1 && pairs.DistinctBy(pair => pair.Item1).Count() == pairs.Count && pairs.DistinctBy(pair => pair.Item2).Count() == pairs.Count;
    }

    /// <summary>Share of the rows seen with whole numbers in three columns where the first is the sum of the others; null where there are fewer than three such rows.</summary>
    internal double? ShareOfSums(int total, int one, int other)
    {
        var sums = rows.Select(row => (Total: Whole(row[total]), One: Whole(row[one]), Other: Whole(row[other]))).Where(row => row is { Total: > 0, One: not null, Other: not null }).ToList();
        return sums.Count < 3 ? null : (double)sums.Count(row => row.Total == row.One + row.Other) / sums.Count;
    }

    /// <summary>The figures of a whole number, separators of thousands aside; null for other texts.</summary>
    static long? Whole(string text)
    {
        var figures = string.Concat(text.Where(sign => !char.IsWhiteSpace(sign) && sign is not (',' or '.' or '\'' or '’')));
        return figures.Length is > 0 and < 15 && figures.All(char.IsAsciiDigit) ? long.Parse(figures, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    void Add(int column, string value)
    {
        if (!values.TryGetValue(column, out var seen))
        {
            values[column] = seen = [];
        }

        seen.Add(value);
    }

    /// <summary>Share of values shaped like place codes; null where none was seen.</summary>
    internal double? ShareOfCodes(int column) => Share(column, LooksLikeCode);

    /// <summary>Share of values that pass a test; null where none was seen.</summary>
    internal double? Share(int column, Func<string, bool> test)
    {
        var seen = Of(column);
        return seen.Count == 0 ? null : (double)seen.Count(test) / seen.Count;
    }

    /// <summary>Letters at most at the front and some figures, or figures alone; a country's own two or three capitals.</summary>
    internal static bool LooksLikeCode(string value)
    {
        var text = value.AsSpan().Trim();
        var (figures, letters, lower) = (0, 0, 0);
        foreach (var letter in text)
        {
            figures += char.IsAsciiDigit(letter) ? 1 : 0;
            letters += char.IsLetter(letter) ? 1 : 0;
            lower += char.IsLower(letter) ? 1 : 0;
        }

        return text.Length <= 20 && lower == 0 && (figures > 0 && figures >= letters || letters is 2 or 3 && letters == text.Length);
    }
}
