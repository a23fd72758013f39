using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>Notices that a table holds several rounds or years: a round replaces the one before (cod.md 6.2), and adding them counts people twice.</summary>
sealed class RoundsSeen(IReadOnlyList<ColumnMeaning> columns)
{
    const int MostCounted = 1_000;

    readonly (int Index, string Header, HashSet<string> Values)[] watched =
        [.. columns.Where(column => column.Meaning.Concept is Concept.Round or Concept.Year && column.Meaning.Qualifier is null).Select(column => (column.Column.Index, column.Column.Header, new HashSet<string>(StringComparer.Ordinal)))];

    /// <summary>Takes one row.</summary>
    public void See(RowBlock block, int row)
    {
        foreach (var (index, _, values) in watched)
        {
            var text = block.Field(row, index);
            if (!text.IsEmpty && values.Count < MostCounted && !values.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text))
            {
                values.Add(text.ToString());
            }
        }
    }

    /// <summary>A warning, or null.</summary>
    public string? Note => watched.FirstOrDefault(column => column.Values.Count > 1) is { Header: not null } several
        ? $"Column \"{several.Header}\" holds {several.Values.Count} different values: the sums add them together. Choose one round first where each replaces the one before."
        : null;
}
