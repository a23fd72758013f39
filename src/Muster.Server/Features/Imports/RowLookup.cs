using Muster.Tabular.Reading;

namespace Muster.Server.Features.Imports;

/// <summary>Fetches single rows of a file as typed.</summary>
static class RowLookup
{
    const int LongestCell = 300;
    const int MostCells = 200;

    /// <summary>The first rows of a sheet.</summary>
    public static IReadOnlyList<TypedRow> First(TableSource source, int sheet, int count)
    {
        using var reader = source.OpenRows(sheet);
        var rows = new List<TypedRow>(count);
        while (rows.Count < count && reader.Read())
        {
            rows.Add(new TypedRow(reader.RowNumber, Cells(reader)));
        }

        return rows;
    }

    /// <summary>Rows by number, in one pass that ends with the last of them.</summary>
    public static IReadOnlyDictionary<int, TypedRow> Find(TableSource source, int sheet, IReadOnlyCollection<int> numbers, CancellationToken cancel)
    {
        var found = new Dictionary<int, TypedRow>();
        var wanted = numbers.Distinct().Order().ToArray();
        if (wanted.Length == 0)
        {
            return found;
        }

        using var reader = source.OpenRows(sheet);
        var block = new RowBlock();
        var next = 0;
        while (next < wanted.Length && reader.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            for (var row = 0; row < block.Count && next < wanted.Length; row++)
            {
                while (next < wanted.Length && wanted[next] < block.RowNumber(row))
                {
                    next++;
                }

                if (next < wanted.Length && wanted[next] == block.RowNumber(row))
                {
                    found[wanted[next++]] = new TypedRow(block.RowNumber(row), Cells(block, row));
                }
            }
        }

        return found;
    }

    static string[] Cells(RowReader reader)
    {
        var cells = new string[Math.Min(MostCells, reader.FieldCount)];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = Cut(reader.Field(column));
        }

        return cells;
    }

    static string[] Cells(RowBlock block, int row)
    {
        var cells = new string[Math.Min(MostCells, block.FieldCount(row))];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = Cut(block.Field(row, column));
        }

        return cells;
    }

    static string Cut(ReadOnlySpan<char> text) => text.Length <= LongestCell ? text.ToString() : string.Concat(text[..LongestCell], "…");
}
