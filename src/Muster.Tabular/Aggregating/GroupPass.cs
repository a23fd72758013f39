using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>One pass that groups rows with decimal marks taken as given.</summary>
sealed class GroupPass
{
    /// <summary>Stands between the texts of a key; no table holds it.</summary>
    const char Between = '\u001F';

    readonly int[] by;
    readonly IReadOnlyList<GroupFigure> figures;
    readonly char?[] marks;
    readonly ColumnMark[] seen;
    readonly Dictionary<string, GroupTally> groups = new(StringComparer.Ordinal);
    char[] key = new char[256];

    GroupPass(IReadOnlyList<ColumnMeaning> by, IReadOnlyList<GroupFigure> figures, char?[] marks)
    {
        this.by = [.. by.Select(column => column.Column.Index)];
        (this.figures, this.marks) = (figures, marks);
        seen = [.. figures.Select(_ => new ColumnMark())];
    }

    public static GroupPass Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> by, IReadOnlyList<GroupFigure> figures, char?[] marks, CancellationToken cancel)
    {
        var pass = new GroupPass(by, figures, marks);
        var block = new RowBlock();
        using var rows = source.OpenRows(sheet.Index);
        while (rows.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            for (var row = 0; row < block.Count; row++)
            {
                if (block.RowNumber(row) >= sheet.FirstDataRow && !Aggregation.IsBlank(block, row))
                {
                    pass.Add(block, row);
                }
            }
        }

        return pass;
    }

    /// <summary>The marks that the columns turned out to have.</summary>
    public char?[] Decide() => [.. seen.Select(mark => mark.TwoReadings == 0 ? '.' : mark.Decide())];

    public IReadOnlyList<RowGroup> Groups() =>
        [.. groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Value.ToGroup(by.Length == 0 ? [] : group.Key.Split(Between), figures))];

    void Add(RowBlock block, int row)
    {
        var group = GroupOf(block, row);
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
            cell.AddNumber(whole, figures[at].Function == GroupFunction.Median);
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

    GroupTally GroupOf(RowBlock block, int row)
    {
        var length = 0;
        foreach (var column in by)
        {
            var text = block.Field(row, column).Trim();
            if (length + text.Length + 1 > key.Length)
            {
                Array.Resize(ref key, (length + text.Length + 1) * 2);
            }

            text.CopyTo(key.AsSpan(length));
            key[length + text.Length] = Between;
            length += text.Length + 1;
        }

        var span = key.AsSpan(0, Math.Max(0, length - 1));
        if (!groups.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(span, out var group))
        {
            groups[span.ToString()] = group = new GroupTally(figures.Count);
        }

        return group;
    }
}

/// <summary>What is gathered of one group.</summary>
sealed class GroupTally(int figures)
{
    public long Rows { get; set; }

    public CellTally[] Cells { get; } = [.. Enumerable.Range(0, figures).Select(_ => new CellTally())];

    public RowGroup ToGroup(IReadOnlyList<string> keys, IReadOnlyList<GroupFigure> asked) =>
        new(keys, Rows, [.. asked.Select((figure, at) => figure.Column is null ? Rows : Cells[at].Settle(figure.Function))], [.. Cells.Select(cell => cell.Missing)]);
}

/// <summary>What is gathered of one column in one group.</summary>
sealed class CellTally
{
    HashSet<string>? texts;
    List<decimal>? numbers;
    decimal sum;
    decimal least = decimal.MaxValue;
    decimal most = decimal.MinValue;
    long filled;

    /// <summary>Cells blank or no number.</summary>
    public long Missing { get; set; }

    public void AddText(ReadOnlySpan<char> text, bool keep)
    {
        if (text.IsEmpty)
        {
            Missing++;
            return;
        }

        filled++;
        if (keep && !(texts ??= new(StringComparer.Ordinal)).GetAlternateLookup<ReadOnlySpan<char>>().Contains(text))
        {
            texts.Add(text.ToString());
        }
    }

    public void AddNumber(decimal number, bool keep)
    {
        filled++;
        sum += number;
        least = Math.Min(least, number);
        most = Math.Max(most, number);
        if (keep)
        {
            (numbers ??= []).Add(number);
        }
    }

    public decimal? Settle(GroupFunction function) => function switch
    {
        GroupFunction.Count => filled,
        GroupFunction.Distinct => texts?.Count ?? 0,
        _ when filled == 0 => null,
        GroupFunction.Sum => sum,
        GroupFunction.Mean => sum / filled,
        GroupFunction.Min => least,
        GroupFunction.Max => most,
        _ => Median(),
    };

    decimal Median()
    {
        numbers!.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }
}
