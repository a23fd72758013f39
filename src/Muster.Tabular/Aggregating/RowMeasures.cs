using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>Which figures a row holds. In a wide table each counting column is one; in a long table the row's sex and age say which.</summary>
sealed class RowMeasures
{
    readonly int? sexColumn;
    readonly int? ageColumn;
    readonly Dictionary<(int Column, Sex Sex, AgeBand? Age), int> known = [];
    readonly Dictionary<string, (bool IsKnown, Sex Sex)> sexes = new(StringComparer.Ordinal);
    readonly Dictionary<string, (bool IsKnown, AgeBand? Age)> ages = new(StringComparer.Ordinal);

    public RowMeasures(IReadOnlyList<ColumnMeaning> columns)
    {
        Counting = [.. columns.Where(column => column.Meaning.CountsPeople || column.Meaning.Concept == Concept.Households)];
        sexColumn = ColumnOf(columns, Concept.Sex);
        ageColumn = ColumnOf(columns, Concept.Age);
        foreach (var column in Counting)
        {
            Of(column, column.Meaning.Sex, column.Meaning.Age);
        }
    }

    /// <summary>Columns that are summed.</summary>
    public IReadOnlyList<ColumnMeaning> Counting { get; }

    /// <summary>Figures met so far.</summary>
    public List<Measure> All { get; } = [];

    /// <summary>The figure of a counting column in a row; -1 where the row's sex or age is a word without a meaning, so that it belongs to no sum.</summary>
    public int Of(int counting, RowBlock block, int row)
    {
        if (sexColumn is null && ageColumn is null)
        {
            return counting;
        }

        var column = Counting[counting];
        var (sexKnown, sex) = sexColumn is { } at ? Sexes(block.Field(row, at)) : (true, column.Meaning.Sex);
        var (ageKnown, age) = ageColumn is { } from ? Ages(block.Field(row, from)) : (true, column.Meaning.Age);
        return sexKnown && ageKnown ? Of(column, sex, age) : -1;
    }

    static int? ColumnOf(IReadOnlyList<ColumnMeaning> columns, Concept concept) =>
        columns.Where(column => column.Meaning.Concept == concept).Select(column => (int?)column.Column.Index).FirstOrDefault();

    int Of(ColumnMeaning column, Sex sex, AgeBand? age)
    {
        if (!known.TryGetValue((column.Column.Index, sex, age), out var measure))
        {
            known[(column.Column.Index, sex, age)] = measure = All.Count;
            All.Add(new Measure(column, sex, age));
        }

        return measure;
    }

    (bool IsKnown, Sex Sex) Sexes(ReadOnlySpan<char> text)
    {
        var lookup = sexes.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(text, out var found) ? found : sexes[text.ToString()] = GroupWords.Sex(text);
    }

    (bool IsKnown, AgeBand? Age) Ages(ReadOnlySpan<char> text)
    {
        var lookup = ages.GetAlternateLookup<ReadOnlySpan<char>>();
        return lookup.TryGetValue(text, out var found) ? found : ages[text.ToString()] = GroupWords.Age(text);
    }
}
