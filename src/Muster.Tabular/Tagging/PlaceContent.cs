using System.Globalization;
using Muster.Tabular.Matching;

namespace Muster.Tabular.Tagging;

/// <summary>Compares place columns with the gazetteer: a country's own word (Commune, District) gets the level of the units it holds; a header of a schema that its values contradict is doubted.</summary>
static class PlaceContent
{
    /// <summary>Share of the different values that are units of a level.</summary>
    const double Enough = 0.5;

    /// <summary>Headers read from words up to this confidence give way to their values.</summary>
    const double Guessed = 0.6;

    const int MostValues = 200;

    public static void Settle(ColumnMeaning[] columns, ColumnSample samples, PlaceMatcher matcher)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            var column = columns[index];
            if (!column.IsDecided && column.Meaning is { Concept: Concept.PlaceName or Concept.PlaceCode, Level: not null and not 0, Qualifier: null })
            {
                columns[index] = column.Meaning.Concept == Concept.PlaceName ? Name(column, samples, matcher) : Code(column, samples, matcher);
            }
        }
    }

    static ColumnMeaning Name(ColumnMeaning column, ColumnSample samples, PlaceMatcher matcher)
    {
        var values = Values(column, samples);
        var (best, found) = BestLevel(values, matcher, column.Meaning.Level!.Value);
        if (values.Count == 0 || found < Enough * values.Count)
        {
            return column;
        }

        var told = string.Create(CultureInfo.InvariantCulture, $"{found} of {values.Count} different values are units of level {best} in {matcher.Gazetteer.Edition}");
        if (column.Confidence <= Guessed)
        {
            return column with { Meaning = column.Meaning with { Level = best }, Confidence = 0.9, Reason = $"A word for an administrative unit: {told}." };
        }

        return best == column.Meaning.Level ? column : Doubt(column, column.Meaning with { Level = best }, told);
    }

    static ColumnMeaning Code(ColumnMeaning column, ColumnSample samples, PlaceMatcher matcher)
    {
        var values = Values(column, samples);
        var levels = values.Select(value => matcher.Gazetteer.Find(value.AsSpan().Trim())?.Level).OfType<int>().CountBy(level => level).OrderByDescending(level => level.Value).FirstOrDefault();
        if (levels.Value > Enough * values.Count)
        {
            return levels.Key == column.Meaning.Level
                ? column
                : Doubt(column, column.Meaning with { Level = levels.Key }, $"{levels.Value} of {values.Count} different codes are of level {levels.Key} in {matcher.Gazetteer.Edition}");
        }

        var (best, found) = BestLevel(values, matcher, column.Meaning.Level!.Value);
        return values.Count > 0 && found > Enough * values.Count
            ? Doubt(column, column.Meaning with { Concept = Concept.PlaceName, Level = best }, $"{found} of {values.Count} different values are names of units of level {best} in {matcher.Gazetteer.Edition}, not codes")
            : column;
    }

    static ColumnMeaning Doubt(ColumnMeaning column, Meaning other, string told) =>
        column with { Confidence = Math.Min(column.Confidence, 0.3), Suggestion = other, Reason = $"{column.Reason} But {told}." };

    /// <summary>The level that has most of the values; the header's own where it has as many.</summary>
    static (int Level, int Found) BestLevel(IReadOnlyList<string> values, PlaceMatcher matcher, int own) =>
        Enumerable.Range(1, matcher.DeepestLevel).Select(level => (Level: level, Found: values.Count(value => matcher.Lists(value, level))))
            .OrderByDescending(level => level.Found).ThenByDescending(level => level.Level == own).FirstOrDefault();

    static List<string> Values(ColumnMeaning column, ColumnSample samples) =>
        [.. samples.Of(column.Column.Index).Select(value => value.Trim()).Distinct(StringComparer.Ordinal).Where(value => !NameWords.IsNotAPlace(NameKey.Of(value))).Take(MostValues)];
}
