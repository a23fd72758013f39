namespace Muster.Tabular.Tagging;

/// <summary>Gives levels to columns named with a country's own words (Region, District, Commune): which level a word names depends on the others in the table.</summary>
static class PlaceLevels
{
    public static void Settle(ColumnMeaning[] columns, ColumnSample samples)
    {
        var ranks = new int?[columns.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            ranks[index] = columns[index].Meaning.Concept == Concept.Unknown || columns[index].Confidence <= 0.8 && columns[index].Meaning.Concept == Concept.SiteName
                ? PlainWords.PlaceRank(HeaderText.Of(columns[index].Column.Header))
                : null;
        }

        // A table that says Admin 1, Admin 2 needs no words: there, a word such as "district" is a remark of its own.
        var named = columns.Where(column => column.Meaning is { Concept: Concept.PlaceName, Qualifier: null }).Select(column => column.Meaning.Level).ToHashSet();
        var order = ranks.Where(rank => rank > 0).Distinct().Order().ToList();
        for (var index = 0; index < columns.Length; index++)
        {
            if (ranks[index] is not { } rank)
            {
                continue;
            }

            var level = Neighbour(columns, index) ?? (rank == 0 ? 0 : order.IndexOf(rank) + 1);
            if (named.Contains(level))
            {
                continue;
            }

            // One code with many names: the word means something smaller than the unit.
            if (Array.Find(columns, column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null } && column.Meaning.Level == level) is { } code && samples.Decides(code.Column.Index, columns[index].Column.Index) == false)
            {
                columns[index] = new ColumnMeaning(columns[index].Column, new Meaning(Concept.SiteName), 0.6, "Several names for one unit: a place below it.");
                continue;
            }

            // Alone, a word below the highest says nothing of its level: communes are level 2 in one country, 3 in the next.
            if (order.Count == 1 && rank > 1 && Neighbour(columns, index) is null && !named.Any(above => above < level))
            {
                columns[index] = new ColumnMeaning(columns[index].Column, new Meaning(Concept.PlaceName, level), 0.3, $"A word for an administrative unit whose level differs from country to country; taken for level {level} until its values or a person say otherwise.");
                continue;
            }

            columns[index] = new ColumnMeaning(columns[index].Column, new Meaning(Concept.PlaceName, level), 0.6, $"A word for an administrative unit; taken for level {level} from its place among the others.");
        }
    }

    /// <summary>Level of the code column that stands right behind or before a name and has no other name.</summary>
    static int? Neighbour(ColumnMeaning[] columns, int index)
    {
        foreach (var beside in new[] { index + 1, index - 1 })
        {
            if (beside >= 0 && beside < columns.Length && columns[beside].Meaning is { Concept: Concept.PlaceCode, Level: { } level, Qualifier: null })
            {
                return level;
            }
        }

        return null;
    }
}
