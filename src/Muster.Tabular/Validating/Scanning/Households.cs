using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>The pair of columns that count the same group in households and in people.</summary>
static class Households
{
    /// <summary>Finds the plain household column and the total of the people beside it.</summary>
    public static bool Of(TableShape table, out int households, out int people)
    {
        households = table.First(Concept.Households) ?? -1;
        var sets = table.Counts.Where(set => set.Total.All is not null).ToList();
        people = sets.FirstOrDefault(set => set.Concept == Concept.Displaced)?.Total.All ?? sets.FirstOrDefault()?.Total.All ?? -1;
        return households >= 0 && people >= 0;
    }
}
