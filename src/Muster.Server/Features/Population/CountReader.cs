using Muster.Server.Features.Figures;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>Reads what a stored table counts, wide or long, by meaning alone: its own columns say place, time, sex, age and kind of shelter.</summary>
sealed class CountReader(TableStore tables, FigureCache cache)
{
    /// <summary>Keys of one question: more are not asked of a table at once.</summary>
    const int MostKeys = 4;

    /// <summary>Columns of a version that count this concept, whole or in parts.</summary>
    public static IReadOnlyList<TableColumn> Measures(DatasetVersion version, Concept concept) =>
        [.. version.Columns.Where(column => column.Meaning.Concept == concept && column.Profile.Type is ColumnType.WholeNumber or ColumnType.Number)];

    /// <summary>The facts of a version; null where it counts nothing of the kind.</summary>
    public async Task<CountTable?> ReadAsync(DatasetVersion version, Concept concept, CancellationToken cancel)
    {
        var measures = Measures(version, concept);
        // A table never changes, so that its facts serve every page.
        return measures.Count == 0 ? null : await cache.GetAsync($"counts {version.TableHash} {concept} {version.Id}", () => FactsAsync(version, concept, measures, cancel), table => 1000 + (table.Facts.Count * 120L));
    }

    async Task<CountTable> FactsAsync(DatasetVersion version, Concept concept, IReadOnlyList<TableColumn> measures, CancellationToken cancel)
    {
        var columns = version.Columns;
        var place = FigureData.PlaceColumn(columns);
        var time = TimeColumn(columns, concept);
        var (chosen, others, filters) = await AssessmentAsync(version, cancel);
        var byRow = new[] { Plain(columns, Concept.Sex), Plain(columns, Concept.Age), columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.Category, Qualifier: "site type" } && column.Profile.Filled > 0), SectorColumn(columns, concept) };
        var keys = new[] { place, time }.Concat(byRow).OfType<TableColumn>().Take(MostKeys).ToList();
        var groups = await tables.SumByAsync(version, [.. keys.Select(key => key.Index)], [.. measures.Select(measure => measure.Index)], filters, cancel);
        var facts = groups.SelectMany(group => measures.Select((measure, at) => Fact(group, at, measure))).ToList();
        return new(concept, place, time, facts, await DatesAsync(version, time, cancel), chosen, others);

        CountFact Fact(GroupSums group, int at, TableColumn measure)
        {
            var sum = group.Sums[at];
            var sex = measure.Meaning.Sex == Sex.All && Key(byRow[0]) is { } bySex ? FactReader.SexOf(bySex) : measure.Meaning.Sex;
            var age = measure.Meaning.Age ?? (Key(byRow[1]) is { } byAge ? AgeBand.Read(byAge) : null);
            return new(Key(place), Key(time), sex, age, measure.Meaning.Qualifier ?? Key(byRow[2]) ?? Key(byRow[3]), measure.Header, sum.Total, sum.Filled, sum.Missing);

            string? Key(TableColumn? column) => column is not null && keys.IndexOf(column) is >= 0 and var index && group.Keys[index] is { } key && key.Trim().Length > 0 ? key.Trim() : null;
        }
    }

    static TableColumn? Plain(IReadOnlyList<TableColumn> columns, Concept concept) => columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null);

    /// <summary>Only people in need are told by sector; a sector beside displaced people is that of the activity.</summary>
    static TableColumn? SectorColumn(IReadOnlyList<TableColumn> columns, Concept concept) =>
        concept == Concept.InNeed ? columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.Sector, Qualifier: null or "cluster" } && column.Profile.Filled > 0) : null;

    /// <summary>The year for residents, else the round before the date.</summary>
    static TableColumn? TimeColumn(IReadOnlyList<TableColumn> columns, Concept concept)
    {
        var candidates = RoundChoice.Columns(columns).Where(column => column.Profile.Distinct is not null || column.Meaning.Concept != Concept.Date).ToList();
        return concept == Concept.Population
            ? candidates.FirstOrDefault(column => column.Meaning.Concept == Concept.Year)
            : candidates.FirstOrDefault();
    }

    /// <summary>Area and site assessments count the same people twice: the kind with most rows is shown.</summary>
    async Task<(string? Chosen, IReadOnlyList<string> Others, IReadOnlyList<TableFilter> Filters)> AssessmentAsync(DatasetVersion version, CancellationToken cancel)
    {
        var column = version.Columns.FirstOrDefault(column => column.Meaning.Concept == Concept.Category && column.Profile.Distinct is > 1 and < 10
            && new string([.. column.Header.Where(char.IsAsciiLetter)]).Equals("assessmenttype", StringComparison.OrdinalIgnoreCase));
        if (column is null)
        {
            return (null, [], []);
        }

        var values = (await tables.ValuesAsync(version, column.Index, [], 10, cancel)).Values.Where(value => !string.IsNullOrWhiteSpace(value.Value)).ToList();
        return values.Count < 2 ? (null, [], []) : (values[0].Value, [.. values.Skip(1).Select(value => value.Value!)], [new TableFilter(column.Index, TableOperator.Equals, [values[0].Value!])]);
    }

    async Task<IReadOnlyDictionary<string, (string First, string Last)>> DatesAsync(DatasetVersion version, TableColumn? time, CancellationToken cancel)
    {
        var date = version.Columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.Date, Qualifier: null } && column.Profile.Distinct is not null);
        if (time is null || date is null || date.Index == time.Index)
        {
            return new Dictionary<string, (string, string)>();
        }

        return (await tables.SumByAsync(version, [time.Index, date.Index], [], [], cancel)).Where(group => group.Keys[0] is not null && group.Keys[1] is not null)
            .GroupBy(group => group.Keys[0]!.Trim(), group => group.Keys[1]!).ToDictionary(group => group.Key, group => (group.Min(StringComparer.Ordinal)!, group.Max(StringComparer.Ordinal)!));
    }
}
