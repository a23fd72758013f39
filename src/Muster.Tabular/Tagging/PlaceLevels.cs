namespace Muster.Tabular.Tagging;

/// <summary>Gives levels to columns named with a country's own words (Region, District, Commune): which level a word names depends on the others in the table.</summary>
static class PlaceLevels
{
    public static void Settle(ColumnMeaning[] columns, ColumnSample samples)
    {
        var words = new UnitWord?[columns.Length];
        for (var index = 0; index < columns.Length; index++)
        {
            words[index] = WordOf(columns[index], index);
        }

        var levels = UnitOrder.LevelsOf([.. words.OfType<UnitWord>()], samples);
        NameCodes(columns, words, levels, samples);

        // A table that says Admin 1, Admin 2 needs no words: there, a word such as "district" is a remark of its own.
        var named = columns.Where(column => column.Meaning is { Concept: Concept.PlaceName, Qualifier: null }).Select(column => column.Meaning.Level).ToHashSet();
        var isAlone = words.OfType<UnitWord>().Where(word => word.Rank > 0).Select(word => levels[word.Unit]).Distinct().Count() == 1;
        for (var index = 0; index < columns.Length; index++)
        {
            if (words[index] is not { IsCode: false } word)
            {
                continue;
            }

            var beside = Neighbour(columns, words, index);
            var level = beside ?? levels[word.Unit];
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
            if (isAlone && word.Rank > 1 && beside is null && !named.Any(above => above < level))
            {
                columns[index] = new ColumnMeaning(columns[index].Column, new Meaning(Concept.PlaceName, level), 0.3, $"A word for an administrative unit whose level differs from country to country; taken for level {level} until its values or a person say otherwise.");
                continue;
            }

            columns[index] = new ColumnMeaning(columns[index].Column, new Meaning(Concept.PlaceName, level), 0.6, $"A word for an administrative unit; taken for level {level} from its place among the others.");
        }
    }

    static UnitWord? WordOf(ColumnMeaning column, int index)
    {
        var header = HeaderText.Of(column.Column.Header);
        if (column.Meaning.Concept == Concept.Unknown && column.Column.Tag is null && PlainWords.CodeRank(header, out var isPCode) is { } ofCode)
        {
            return new UnitWord(index, column.Column.Index, ofCode, PlainWords.UnitOf(header), true, isPCode);
        }

        return (column.Meaning.Concept == Concept.Unknown || column.Confidence <= 0.8 && column.Meaning.Concept == Concept.SiteName) && PlainWords.PlaceRank(header) is { } rank
            ? new UnitWord(index, column.Column.Index, rank, PlainWords.UnitOf(header), false, false)
            : null;
    }

    /// <summary>"District P-Code" and "Code commune" are codes of the unit that the word names; of two for one unit the p-code is meant.</summary>
    static void NameCodes(ColumnMeaning[] columns, UnitWord?[] words, IReadOnlyDictionary<string, int> levels, ColumnSample samples)
    {
        var taken = columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null, Level: not null }).Select(column => column.Meaning.Level!.Value).ToHashSet();
        foreach (var word in words.OfType<UnitWord>().Where(word => word.IsCode).OrderByDescending(word => word.IsPCode))
        {
            // "Code" alone may be any number: its values have to look like codes.
            if (taken.Contains(levels[word.Unit]) || !word.IsPCode && samples.ShareOfCodes(word.Column) is < 0.8)
            {
                continue;
            }

            taken.Add(levels[word.Unit]);
            columns[word.Index] = new ColumnMeaning(columns[word.Index].Column, new Meaning(Concept.PlaceCode, levels[word.Unit]), word.IsPCode ? 0.7 : 0.6, $"A word for an administrative unit and a word for code; taken for level {levels[word.Unit]} from its place among the others.");
        }
    }

    /// <summary>Level of the code column that stands right behind or before a name and says no unit of its own.</summary>
    static int? Neighbour(ColumnMeaning[] columns, UnitWord?[] words, int index)
    {
        foreach (var beside in new[] { index + 1, index - 1 })
        {
            if (beside >= 0 && beside < columns.Length && words[beside] is null && columns[beside].Meaning is { Concept: Concept.PlaceCode, Level: { } level, Qualifier: null })
            {
                return level;
            }
        }

        return null;
    }
}
