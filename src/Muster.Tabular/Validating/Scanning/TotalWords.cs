using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Words that say a row is the total of others.</summary>
static class TotalWords
{
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Known = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "total", "totals", "grand total", "grandtotal", "sub total", "subtotal", "sub-total", "sous-total", "sous total", "subtotales", "subtotais", "overall", "overall total", "sum", "all", "national", "national total", "country total", "total national", "total general", "total général", "total generale", "ensemble", "ensemble du pays", "somme", "total pays", "gran total", "suma", "total geral", "soma", "المجموع", "الاجمالي", "الإجمالي", "المجموع الكلي",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True for a text that is one of them, or "Total" with a name behind it.</summary>
    public static bool Contains(ReadOnlySpan<char> text)
    {
        text = text.Trim().TrimEnd(':');
        return text.Length is > 2 and <= 60 && (Known.Contains(text)
            || text.StartsWith("total ", StringComparison.OrdinalIgnoreCase) && !text[6..].Trim().IsEmpty
            || text.EndsWith(" total", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Columns in which such a word makes the row a total: places and sites, else the first column that is no number.</summary>
    public static IReadOnlyList<int> Columns(IReadOnlyList<ColumnMeaning> columns)
    {
        var places = columns.Where(column => column.Meaning is { Concept: Concept.PlaceName or Concept.PlaceCode or Concept.SiteName, Qualifier: null }).Select(column => column.Column.Index).ToList();
        return places.Count > 0 ? places : [.. columns.Where(column => column.Meaning.Concept is Concept.Unknown or Concept.Category or Concept.Organisation).Select(column => column.Column.Index).Take(1)];
    }
}
