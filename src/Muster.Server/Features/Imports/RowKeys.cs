using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>Finds what names a row beyond its number, so that a decision about it holds on next week's file too.</summary>
static class RowKeys
{
    // In this order: an identifier alone often suffices, a place with its date mostly.
    static readonly IReadOnlyList<Concept> Order =
        [Concept.Identifier, Concept.PlaceCode, Concept.SiteName, Concept.PlaceName, Concept.Date, Concept.Round, Concept.Year, Concept.Sex, Concept.Age, Concept.Indicator, Concept.Organisation, Concept.Sector, Concept.Category];

    /// <summary>A row with its cells as the steps leave them, and the shortest key that no other row shares; the key is null where even all naming columns are shared.</summary>
    /// <param name="table">All rows.</param>
    /// <param name="rowNumber">Which one.</param>
    /// <param name="changed">Column that is to be changed: it cannot name the row.</param>
    /// <param name="cancel">Stops.</param>
    public static (IReadOnlyList<string> Cells, IReadOnlyDictionary<string, string>? Key)? Find(RepairedTable table, int rowNumber, string? changed, CancellationToken cancel)
    {
        if (Cells(table, rowNumber, cancel) is not { } cells)
        {
            return null;
        }

        var columns = table.Columns
            .Where(column => Order.Contains(column.Meaning.Concept) && column.Column.Header.Length > 0 && column.Column.Header != changed && !string.IsNullOrWhiteSpace(cells[column.Column.Index]))
            .OrderBy(column => Rank(column.Meaning.Concept)).ThenByDescending(column => column.Meaning.Level).DistinctBy(column => column.Column.Header)
            .Select(column => (column.Column.Header, column.Column.Index, Value: cells[column.Column.Index].Trim())).ToList();
        var shared = LongestShared(table, rowNumber, columns, cancel);
        return (cells, shared >= columns.Count ? null : columns.Take(shared + 1).ToDictionary(column => column.Header, column => column.Value));
    }

    static int Rank(Concept concept) => Order.Index().First(each => each.Item == concept).Index;

    static IReadOnlyList<string>? Cells(RepairedTable table, int rowNumber, CancellationToken cancel)
    {
        using var rows = table.Source.OpenRows(table.Sheet.Index);
        var block = new RowBlock();
        while (rows.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            for (var at = 0; at < block.Count; at++)
            {
                if (block.RowNumber(at) == rowNumber)
                {
                    return [.. table.Columns.Select(column => block.Field(at, column.Column.Index).ToString())];
                }
            }
        }

        return null;
    }

    /// <summary>Most columns from the first on in which another row says the same.</summary>
    static int LongestShared(RepairedTable table, int rowNumber, List<(string Header, int Index, string Value)> columns, CancellationToken cancel)
    {
        using var rows = table.Source.OpenRows(table.Sheet.Index);
        var block = new RowBlock();
        var longest = 0;
        while (longest < columns.Count && rows.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            for (var at = 0; at < block.Count; at++)
            {
                var same = 0;
                while (same < columns.Count && block.RowNumber(at) != rowNumber && block.Field(at, columns[same].Index).Trim().SequenceEqual(columns[same].Value))
                {
                    same++;
                }

                longest = Math.Max(longest, same);
            }
        }

        return longest;
    }
}
