namespace Muster.Tabular.Tagging;

/// <summary>Why two columns of two tables are one.</summary>
public enum PairReason
{
    /// <summary>The headers are equal.</summary>
    Header,

    /// <summary>The headers are equal but for case, accents and punctuation.</summary>
    Spelling,

    /// <summary>The columns mean the same, each as the only one of its table.</summary>
    Meaning,
}

/// <summary>Two columns that are one.</summary>
/// <param name="One">Column of the first table.</param>
/// <param name="Other">Column of the second.</param>
/// <param name="Reason">Why.</param>
public sealed record ColumnPair(ColumnMeaning One, ColumnMeaning Other, PairReason Reason);

/// <summary>Finds the columns that two tables have in common, whatever their order: by header, then by its spelling, then by meaning. No column is paired twice.</summary>
static class ColumnPairing
{
    /// <summary>The pairs in the order of the first table.</summary>
    public static IReadOnlyList<ColumnPair> Of(IReadOnlyList<ColumnMeaning> ones, IReadOnlyList<ColumnMeaning> others)
    {
        var pairs = new List<ColumnPair>();
        Pair(pairs, ones, others, PairReason.Header, column => column.Column.Header);
        Pair(pairs, ones, others, PairReason.Spelling, column => HeaderText.Of(column.Column.Header).Compact);
        Pair(pairs, ones, others, PairReason.Meaning, column => IsVague(column.Meaning.Concept) ? "" : column.Meaning.ToString());
        return [.. pairs.OrderBy(pair => pair.One.Column.Index)];
    }

    /// <summary>The column that a person names: by header, else by its spelling where only one has it; null where there is none.</summary>
    public static ColumnMeaning? Named(IReadOnlyList<ColumnMeaning> columns, string header)
    {
        var folded = HeaderText.Of(header).Compact;
        var alike = columns.Where(column => folded.Length > 0 && HeaderText.Of(column.Column.Header).Compact == folded).ToList();
        return columns.FirstOrDefault(column => column.Column.Header == header) ?? (alike.Count == 1 ? alike[0] : null);
    }

    /// <summary>Meanings that two columns may share and still be two: remarks are not remarks on the same thing.</summary>
    static bool IsVague(Concept concept) => concept is Concept.Unknown or Concept.Note or Concept.Category or Concept.Link or Concept.Source or Concept.Value or Concept.Indicator or Concept.Unit;

    static void Pair(List<ColumnPair> pairs, IReadOnlyList<ColumnMeaning> ones, IReadOnlyList<ColumnMeaning> others, PairReason reason, Func<ColumnMeaning, string> name)
    {
        var free = ones.Where(column => pairs.All(pair => pair.One != column)).ToList();
        var freeOthers = others.Where(column => pairs.All(pair => pair.Other != column)).ToList();
        foreach (var one in free)
        {
            var wanted = name(one);
            if (wanted.Length > 0 && Only(free, wanted, name) == one && Only(freeOthers, wanted, name) is { } other)
            {
                pairs.Add(new ColumnPair(one, other, reason));
            }
        }
    }

    /// <summary>The column with a name; null where there is none, or more than one.</summary>
    static ColumnMeaning? Only(List<ColumnMeaning> columns, string wanted, Func<ColumnMeaning, string> name)
    {
        ColumnMeaning? found = null;
        foreach (var column in columns)
        {
            if (name(column) == wanted)
            {
                if (found is not null)
                {
                    return null;
                }

                found = column;
            }
        }

        return found;
    }
}
