using Muster.Tabular;
using Muster.Tabular.Appending;
using Muster.Tabular.Joining;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Combinations;

/// <summary>What would come out of a combination.</summary>
/// <param name="Keys">Pairs of headers that the rows are joined by.</param>
/// <param name="Headers">Columns of the result.</param>
/// <param name="Rows">Its first rows.</param>
/// <param name="Join">Counts of a join; null for an append.</param>
/// <param name="Multiplies">True where a row becomes several.</param>
/// <param name="LeftUnmatched">First rows of the first table without a partner.</param>
/// <param name="RightUnmatched">First rows of the second table that no row asked for.</param>
/// <param name="Differences">Columns that differ between appended tables.</param>
/// <param name="Appended">Rows of each appended table.</param>
public sealed record CombinationPreview(
    [property: System.Text.Json.Serialization.JsonIgnore] IReadOnlyList<(string Left, string Right)> Keys,
    IReadOnlyList<string> Headers,
    IReadOnlyList<IReadOnlyList<string>> Rows,
    JoinResult? Join,
    bool Multiplies,
    IReadOnlyList<UnmatchedRow> LeftUnmatched,
    IReadOnlyList<UnmatchedRow> RightUnmatched,
    IReadOnlyList<ColumnDifference> Differences,
    IReadOnlyList<AppendedTable> Appended)
{
    /// <summary>The keys as a script reads them.</summary>
    public IReadOnlyList<KeyPair> KeyColumns => [.. Keys.Select(key => new KeyPair(key.Left, key.Right))];

    /// <summary>Rows that come out for each that goes in; 1 where none is multiplied.</summary>
    public double Factor => Join is { Read: > 0 } join ? (double)join.Written / join.Read : 1;
}

/// <summary>A pair of key columns.</summary>
/// <param name="Left">Header in the first table.</param>
/// <param name="Right">Header in the second.</param>
public sealed record KeyPair(string Left, string Right);

/// <summary>The first rows of a table as texts.</summary>
static class FirstCells
{
    public static IReadOnlyList<IReadOnlyList<string>> Of(Pipeline table, int most)
    {
        var rows = new List<IReadOnlyList<string>>();
        using var reader = table.Source.OpenRows(table.Sheet.Index);
        var block = new RowBlock();
        while (rows.Count < most && reader.ReadBlock(block) > 0)
        {
            for (var row = 0; row < block.Count && rows.Count < most; row++)
            {
                if (block.RowNumber(row) >= table.Sheet.FirstDataRow)
                {
                    rows.Add([.. Enumerable.Range(0, table.Columns.Count).Select(column => block.Field(row, column).ToString())]);
                }
            }
        }

        return rows;
    }
}
