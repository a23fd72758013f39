using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Aggregating;

/// <summary>One pass that groups rows with decimal marks taken as given. Each thread gathers groups of its own, which are put together at the end.</summary>
/// <param name="by">Columns grouped by.</param>
/// <param name="figures">What is worked out.</param>
/// <param name="marks">Decimal marks, by figure.</param>
/// <param name="places">Finds the unit of a row, where rows are grouped by place too; null where not.</param>
sealed class GroupPass(int[] by, IReadOnlyList<GroupFigure> figures, char?[] marks, RowPlaces? places)
{
    /// <summary>Stands between the texts of a key; no table holds it.</summary>
    public const char Between = '\u001F';

    readonly ColumnMark[] seen = [.. figures.Select(_ => new ColumnMark())];
    readonly Dictionary<string, GroupTally> groups = new(StringComparer.Ordinal);
    char[] key = new char[256];

    /// <summary>Groups by their key: the unit's p-code first, where rows are grouped by place.</summary>
    public IReadOnlyDictionary<string, GroupTally> Groups => groups;

    /// <summary>Units met, by p-code.</summary>
    public Dictionary<string, PlaceGroup> Units { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows left out as totals of the others.</summary>
    public long TotalRows { get; private set; }

    /// <summary>Runs the pass; where a column turns out to have another decimal mark than the point, once more.</summary>
    public static GroupPass Run(TableSource source, Sheet sheet, int[] by, IReadOnlyList<GroupFigure> figures, Func<RowPlaces?> places, CancellationToken cancel)
    {
        var marks = figures.Select(_ => (char?)'.').ToArray();
        var pass = Run(source, sheet, () => new GroupPass(by, figures, marks, places()), cancel);
        var decided = pass.seen.Select(mark => mark.TwoReadings == 0 ? '.' : mark.Decide()).ToArray();
        return decided.SequenceEqual(marks) ? pass : Run(source, sheet, () => new GroupPass(by, figures, decided, places()), cancel);
    }

    static GroupPass Run(TableSource source, Sheet sheet, Func<GroupPass> begin, CancellationToken cancel)
    {
        using var blocks = source.OpenBlocks(sheet.Index);
        var passes = BlockPass.Run(blocks, begin, (block, pass) =>
        {
            block.SkipAbove(sheet.FirstDataRow);
            pass.Add(block);
        }, null, cancel);
        var whole = passes[0];
        whole.TakeUnits();
        foreach (var pass in passes.Skip(1))
        {
            whole.Add(pass);
        }

        return whole;
    }

    void TakeUnits()
    {
        foreach (var unit in places?.Groups ?? [])
        {
            if (unit.Code is not null)
            {
                Units[unit.Code] = unit;
            }
        }
    }

    void Add(GroupPass other)
    {
        other.TakeUnits();
        TotalRows += other.TotalRows;
        foreach (var (code, unit) in other.Units)
        {
            Units[code] = unit;
        }

        for (var at = 0; at < seen.Length; at++)
        {
            seen[at].Add(other.seen[at]);
        }

        foreach (var (text, tally) in other.groups)
        {
            if (!groups.TryGetValue(text, out var known))
            {
                groups[text] = tally;
            }
            else
            {
                known.Add(tally);
            }
        }
    }

    void Add(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            if (!block.IsBlank(row))
            {
                Add(block, row);
            }
        }
    }

    void Add(RowBlock block, int row)
    {
        var place = places?.Of(block, row);
        if (place is { Code: null } && places!.IsTotal(block, row))
        {
            TotalRows++;
            return;
        }

        var group = GroupOf(block, row, place);
        group.Rows++;
        for (var at = 0; at < figures.Count; at++)
        {
            if (figures[at].Column is { } column)
            {
                AddCell(group.Cells[at], at, block.Field(row, column.Column.Index), block.Kind(row, column.Column.Index));
            }
        }
    }

    void AddCell(CellTally cell, int at, ReadOnlySpan<char> text, CellKind kind)
    {
        text = text.Trim();
        if (figures[at].Function is GroupFunction.Count or GroupFunction.Distinct)
        {
            cell.AddText(text, figures[at].Function == GroupFunction.Distinct);
            return;
        }

        if (DecimalText.TryWhole(text, out var whole))
        {
            cell.AddWhole(whole, figures[at].Function == GroupFunction.Median);
            return;
        }

        var reading = kind == CellKind.Error ? default : DecimalText.Read(text);
        reading = kind == CellKind.Number ? reading with { WithComma = reading.WithPoint } : reading;
        seen[at].See(reading);
        var value = reading.HasTwoReadings && marks[at] is null ? null : marks[at] == ',' ? reading.WithComma ?? reading.WithPoint : reading.WithPoint ?? reading.WithComma;
        if (value is { } number)
        {
            cell.AddNumber(number, figures[at].Function == GroupFunction.Median);
        }
        else
        {
            cell.Missing++;
        }
    }

    GroupTally GroupOf(RowBlock block, int row, PlaceGroup? place)
    {
        var length = 0;
        if (places is not null)
        {
            Append(place?.Code, ref length);
        }

        foreach (var column in by)
        {
            Append(block.Field(row, column).Trim(), ref length);
        }

        var span = key.AsSpan(0, Math.Max(0, length - 1));
        if (!groups.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(span, out var group))
        {
            groups[span.ToString()] = group = new GroupTally(figures.Count);
        }

        return group;
    }

    void Append(ReadOnlySpan<char> text, ref int length)
    {
        if (length + text.Length + 1 > key.Length)
        {
            Array.Resize(ref key, (length + text.Length + 1) * 2);
        }

        text.CopyTo(key.AsSpan(length));
        key[length + text.Length] = Between;
        length += text.Length + 1;
    }
}
