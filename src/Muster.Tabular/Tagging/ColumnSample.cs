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
