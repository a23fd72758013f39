namespace Muster.Tabular.Tagging;

/// <summary>A column whose header names a unit in words, or the code of one.</summary>
/// <param name="Index">Place in the list of columns.</param>
/// <param name="Column">Column index in the sheet.</param>
/// <param name="Rank">Rank of the word, 0 highest.</param>
/// <param name="Unit">The word itself.</param>
/// <param name="IsCode">True where the header promises codes.</param>
/// <param name="IsPCode">True where it says p-code.</param>
sealed record UnitWord(int Index, int Column, int Rank, string Unit, bool IsCode, bool IsPCode);

/// <summary>Puts the words for units of one table in order. Words of one rank (Région, Département, both highest somewhere) are told apart by their values: the one with more of them lies below; two that go one to one are one unit in two languages.</summary>
static class UnitOrder
{
    /// <summary>Level of each word, from 1 on; 0 for the country.</summary>
    public static IReadOnlyDictionary<string, int> LevelsOf(IReadOnlyList<UnitWord> words, ColumnSample samples)
    {
        var levels = new Dictionary<string, int>(StringComparer.Ordinal);
        var next = 0;
        foreach (var rank in words.GroupBy(word => word.Rank).OrderBy(rank => rank.Key))
        {
            if (rank.Key == 0)
            {
                SetAll(levels, rank, 0);
                continue;
            }

            var units = rank.GroupBy(word => word.Unit).Select(unit => unit.OrderBy(word => word.IsCode).First()).OrderBy(word => samples.Of(word.Column).Distinct().Count()).ThenBy(word => word.Index).ToList();
            for (var at = 0; at < units.Count; at++)
            {
                var twin = units.Take(at).FirstOrDefault(other => samples.GoOneToOne(other.Column, units[at].Column));
                levels[units[at].Unit] = twin is null ? ++next : levels[twin.Unit];
            }
        }

        return levels;
    }

    static void SetAll(Dictionary<string, int> levels, IEnumerable<UnitWord> words, int level)
    {
        foreach (var word in words)
        {
            levels[word.Unit] = level;
        }
    }
}
