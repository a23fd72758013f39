namespace Muster.Tabular.Tagging;

/// <summary>Takes two columns headed by words for men and women for the sexes of a total where they add up to it: <c>Población total</c>, <c>Hombres</c>, <c>Mujeres</c>. Words alone don't say whether children are in.</summary>
static class SexesBySum
{
    const double Enough = 0.9;

    public static void Settle(ColumnMeaning[] columns, ColumnSample samples)
    {
        var (female, male) = (Only(columns, Sex.Female), Only(columns, Sex.Male));
        if (female < 0 || male < 0)
        {
            return;
        }

        foreach (var total in columns.Where(column => column.Meaning is { CountsPeople: true, Sex: Sex.All, Age: null, Qualifier: null }))
        {
            if (samples.ShareOfSums(total.Column.Index, columns[female].Column.Index, columns[male].Column.Index) >= Enough)
            {
                columns[female] = Taken(columns[female], total);
                columns[male] = Taken(columns[male], total);
                return;
            }
        }
    }

    /// <summary>The one column suggested for a sex of all ages; -1 where there is none or several.</summary>
    static int Only(ColumnMeaning[] columns, Sex sex)
    {
        var found = Enumerable.Range(0, columns.Length).Where(index => columns[index] is { Meaning.Concept: Concept.Unknown, Suggestion: { CountsPeople: true, Age: null } suggestion } && suggestion.Sex == sex).ToList();
        return found.Count == 1 ? found[0] : -1;
    }

    static ColumnMeaning Taken(ColumnMeaning column, ColumnMeaning total) =>
        column with { Meaning = total.Meaning with { Sex = column.Suggestion!.Sex }, Confidence = 0.8, Reason = $"A word for a sex; with the other one it adds up to \"{total.Column.Header}\".", Suggestion = null };
}
