using Muster.Tabular.Reading;

namespace Muster.Tabular.Aggregating;

/// <summary>Adds up rows by unit and, at the end, units by the units above them. A unit's own figure is left out where rows below it hold the same figure: a total is never added to its parts.</summary>
sealed class PlaceSums(RowPlaces places, RowMeasures measures)
{
    readonly ColumnMark[] marks = [.. measures.Counting.Select(_ => new ColumnMark())];
    readonly List<MissingCell> missing = [];
    readonly List<int> totalRows = [];
    long missingCount;

    /// <summary>Takes one row.</summary>
    public void Add(RowBlock block, int row)
    {
        var group = places.Of(block, row);
        if (group == places.Nowhere && places.IsTotal(block, row))
        {
            totalRows.Add(block.RowNumber(row));
            return;
        }

        for (var counting = 0; counting < marks.Length; counting++)
        {
            var text = block.Field(row, measures.Counting[counting].Column.Index);
            var measure = measures.Of(counting, block, row);
            if (measure < 0)
            {
                Miss(block.RowNumber(row), counting, group, text);
                continue;
            }

            ref var tally = ref group[measure];
            if (DecimalText.TryWhole(text, out var whole))
            {
                AddWhole(ref tally, whole);
            }
            else if (!AddOther(ref tally, block, row, counting, text))
            {
                tally.Missing++;
                Miss(block.RowNumber(row), counting, group, text);
            }
        }
    }

    /// <summary>Sums by the units of a level.</summary>
    public AggregationResult Settle(int level, IReadOnlyList<string> notes)
    {
        var covered = Covered();
        var results = new SortedDictionary<string, PlaceGroup>(StringComparer.Ordinal);
        foreach (var group in places.Groups)
        {
            var target = group.Level >= level ? group.Above[level] ?? "" : "";
            if (!results.TryGetValue(target, out var result))
            {
                results[target] = result = new PlaceGroup(target.Length == 0 ? null : target, level, []);
            }

            for (var measure = 0; measure < group.Tallies.Length && measure < covered.Length; measure++)
            {
                if (group.Code is null || !covered[measure].Contains(group.Code))
                {
                    result[measure].Add(group.Tallies[measure]);
                }
            }
        }

        return new AggregationResult([.. results.Values.SelectMany(SumsOf)], missing, missingCount + Undecided(), totalRows, Differences(covered), notes);
    }

    static void AddWhole(ref Tally tally, long whole)
    {
        tally.Cells++;
        if (Math.Abs(tally.Whole) > long.MaxValue / 4)
        {
            tally.Exact += tally.Whole;
            tally.Whole = 0;
        }

        tally.Whole += whole;
    }

    bool AddOther(ref Tally tally, RowBlock block, int row, int counting, ReadOnlySpan<char> text)
    {
        var kind = block.Kind(row, measures.Counting[counting].Column.Index);
        var reading = kind == CellKind.Error ? default : DecimalText.Read(text);
        if (!reading.IsNumber)
        {
            return false;
        }

        if (kind == CellKind.Number)
        {
            // A workbook writes numbers with a point and without groups, whatever the column's texts show.
            reading = reading with { WithComma = reading.WithPoint };
        }

        marks[counting].See(reading);
        if (reading.HasTwoReadings)
        {
            tally.TwoReadings++;
            tally.WithPoint += reading.WithPoint!.Value;
            tally.WithComma += reading.WithComma!.Value;
        }
        else
        {
            tally.Cells++;
            tally.Exact += reading.WithPoint ?? reading.WithComma!.Value;
        }

        return true;
    }

    void Miss(int rowNumber, int counting, PlaceGroup group, ReadOnlySpan<char> text)
    {
        missingCount++;
        if (missing.Count < Aggregation.MostNamed)
        {
            missing.Add(new MissingCell(rowNumber, measures.Counting[counting].Column.Header, group.Code, text.Length > 200 ? text[..200].ToString() : text.ToString()));
        }
    }

    /// <summary>By measure, the units above a unit that has the figure: their own rows are totals.</summary>
    HashSet<string>[] Covered()
    {
        var covered = measures.All.Select(_ => new HashSet<string>(StringComparer.Ordinal)).ToArray();
        foreach (var group in places.Groups.Where(group => group.Code is not null))
        {
            for (var measure = 0; measure < group.Tallies.Length && measure < covered.Length; measure++)
            {
                if (group.Tallies[measure].Cells + group.Tallies[measure].TwoReadings == 0)
                {
                    continue;
                }

                for (var level = 0; level < group.Level; level++)
                {
                    if (group.Above[level] is { } above && above != group.Code)
                    {
                        covered[measure].Add(above);
                    }
                }
            }
        }

        return covered;
    }

    IEnumerable<Sum> SumsOf(PlaceGroup group)
    {
        for (var at = 0; at < measures.All.Count; at++)
        {
            var (total, cells, lacking) = at < group.Tallies.Length ? group.Tallies[at].Settle(MarkOf(at)) : default;
            if (cells + lacking > 0)
            {
                var measure = measures.All[at];
                yield return new Sum(group.Code, measure.Column.Meaning.Concept, measure.Sex, measure.Age, total, cells, lacking) { Column = measure.Column.Column.Header, Qualifier = measure.Column.Meaning.Qualifier };
            }
        }
    }

    char? MarkOf(int measure)
    {
        for (var counting = 0; counting < marks.Length; counting++)
        {
            if (measures.Counting[counting].Column.Index == measures.All[measure].Index)
            {
                return marks[counting].Decide();
            }
        }

        return '.';
    }

    long Undecided() => marks.Where(mark => mark.Decide() is null).Sum(mark => mark.TwoReadings);

    /// <summary>Own figures that were not used and are not the sum of what was.</summary>
    List<PartDifference> Differences(HashSet<string>[] covered)
    {
        var differences = new List<PartDifference>();
        foreach (var group in places.Groups.Where(group => group.Code is not null))
        {
            for (var measure = 0; measure < group.Tallies.Length && measure < covered.Length; measure++)
            {
                var own = group.Tallies[measure].Settle(MarkOf(measure));
                if (own.Cells > 0 && covered[measure].Contains(group.Code!) && PartsOf(group, measure, covered[measure]) is var parts && parts != own.Total)
                {
                    differences.Add(new PartDifference(group.Code!, measures.All[measure].Column.Column.Header, own.Total, parts));
                }
            }
        }

        return differences;
    }

    decimal PartsOf(PlaceGroup whole, int measure, HashSet<string> covered) =>
        places.Groups.Where(group => group.Level > whole.Level && group.Above[whole.Level] == whole.Code && measure < group.Tallies.Length && !covered.Contains(group.Code!))
            .Sum(group => group.Tallies[measure].Settle(MarkOf(measure)).Total);
}
