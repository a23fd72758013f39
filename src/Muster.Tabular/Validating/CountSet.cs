using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating;

/// <summary>Columns of one age band.</summary>
/// <param name="Age">The band; null for all ages.</param>
/// <param name="All">Column of both sexes.</param>
/// <param name="Female">Column of females.</param>
/// <param name="Male">Column of males.</param>
/// <param name="Unknown">Column of people whose sex is not stated.</param>
sealed record BandColumns(AgeBand? Age, int? All, int? Female, int? Male, int? Unknown)
{
    /// <summary>The column of a sex.</summary>
    public int? Of(Sex sex) => sex switch { Sex.Female => Female, Sex.Male => Male, Sex.Unknown => Unknown, _ => All };
}

/// <summary>The columns that count one kind of people (residents, displaced ...) by sex and age.</summary>
/// <param name="Concept">Who is counted.</param>
/// <param name="Total">All ages.</param>
/// <param name="Bands">Bands from the youngest on.</param>
sealed record CountSet(Concept Concept, BandColumns Total, IReadOnlyList<BandColumns> Bands)
{
    /// <summary>Sets of a table, one for each thing counted.</summary>
    public static IReadOnlyList<CountSet> Of(IReadOnlyList<ColumnMeaning> columns) =>
    [
        .. columns.Where(column => column.Meaning is { CountsPeople: true, Qualifier: null })
            .GroupBy(column => column.Meaning.Concept)
            .Select(group => new CountSet(group.Key, Band(null, group), [.. group.Where(column => column.Meaning.Age is not null).GroupBy(column => column.Meaning.Age!.Value).OrderBy(band => band.Key.FromMonths).ThenBy(band => band.Key.ToMonths ?? int.MaxValue).Select(band => Band(band.Key, band))])),
    ];

    static BandColumns Band(AgeBand? age, IEnumerable<ColumnMeaning> columns)
    {
        int? Column(Sex sex) => columns.FirstOrDefault(column => column.Meaning.Sex == sex && column.Meaning.Age == age)?.Column.Index;
        return new BandColumns(age, Column(Sex.All), Column(Sex.Female), Column(Sex.Male), Column(Sex.Unknown));
    }

    /// <summary>The total and every band.</summary>
    public IEnumerable<BandColumns> TotalAndBands => Bands.Prepend(Total);

    /// <summary>Bands of a sex that follow one another from birth to an open band without gap or overlap; null where no such row of bands exists.</summary>
    public IReadOnlyList<BandColumns>? Partition(Sex sex) => Chain([.. Bands.Where(band => band.Of(sex) is not null)], 0);

    static List<BandColumns>? Chain(IReadOnlyList<BandColumns> bands, int from)
    {
        // Narrow bands first: an extra column such as 15-49 beside five-year bands is then left out of the row.
        foreach (var band in bands.Where(band => band.Age!.Value.FromMonths == from).OrderBy(band => band.Age!.Value.ToMonths ?? int.MaxValue))
        {
            if (band.Age!.Value.ToMonths is not { } to)
            {
                return [band];
            }

            if (Chain(bands, to) is { } rest)
            {
                return [band, .. rest];
            }
        }

        return null;
    }

    /// <summary>Columns of bands that overlap nowhere, of one sex, or of both sexes where each band has them apart; null where bands overlap or there are fewer than two columns.</summary>
    public IReadOnlyList<int>? Disjoint(Sex sex)
    {
        var bands = Bands.Where(band => sex == Sex.All && band.All is null ? band.Female is not null && band.Male is not null : band.Of(sex) is not null).ToList();
        for (var at = 1; at < bands.Count; at++)
        {
            if (bands[at - 1].Age!.Value.ToMonths is not { } end || end > bands[at].Age!.Value.FromMonths)
            {
                return null;
            }
        }

        var columns = bands.SelectMany(band => band.Of(sex) is { } one ? new[] { one } : [band.Female!.Value, band.Male!.Value]).ToList();
        return columns.Count > 1 ? columns : null;
    }

    /// <summary>Every column of the set.</summary>
    public IEnumerable<int> AllColumns => TotalAndBands.SelectMany(band => new[] { band.All, band.Female, band.Male, band.Unknown }).OfType<int>();
}
