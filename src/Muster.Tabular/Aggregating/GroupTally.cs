namespace Muster.Tabular.Aggregating;

/// <summary>What is gathered of one group.</summary>
sealed class GroupTally(int figures)
{
    public long Rows { get; set; }

    public CellTally[] Cells { get; } = [.. Enumerable.Range(0, figures).Select(_ => new CellTally())];

    public void Add(GroupTally other)
    {
        Rows += other.Rows;
        for (var at = 0; at < Cells.Length; at++)
        {
            Cells[at].Add(other.Cells[at]);
        }
    }

    public RowGroup ToGroup(IReadOnlyList<string> keys, IReadOnlyList<GroupFigure> asked) =>
        new(keys, Rows, [.. asked.Select((figure, at) => figure.Column is null ? Rows : Cells[at].Settle(figure.Function))], [.. Cells.Select(cell => cell.Missing)]);
}

/// <summary>What is gathered of one column in one group. Whole numbers have a short way, as most figures are such.</summary>
sealed class CellTally
{
    HashSet<string>? texts;
    List<decimal>? numbers;
    decimal sum;
    decimal least = decimal.MaxValue;
    decimal most = decimal.MinValue;
    long wholeSum;
    long leastWhole = long.MaxValue;
    long mostWhole = long.MinValue;
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

    /// <param name="number">At most 18 figures.</param>
    /// <param name="keep">True where the middle one is asked for.</param>
    public void AddWhole(long number, bool keep)
    {
        filled++;
        if (Math.Abs(wholeSum) > long.MaxValue / 4)
        {
            sum += wholeSum;
            wholeSum = 0;
        }

        wholeSum += number;
        leastWhole = Math.Min(leastWhole, number);
        mostWhole = Math.Max(mostWhole, number);
        if (keep)
        {
            (numbers ??= []).Add(number);
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

    public void Add(CellTally other)
    {
        filled += other.filled;
        Missing += other.Missing;
        sum += other.sum + other.wholeSum;
        (least, most) = (Math.Min(least, other.least), Math.Max(most, other.most));
        (leastWhole, mostWhole) = (Math.Min(leastWhole, other.leastWhole), Math.Max(mostWhole, other.mostWhole));
        if (other.texts is not null)
        {
            (texts ??= new(StringComparer.Ordinal)).UnionWith(other.texts);
        }

        if (other.numbers is not null)
        {
            (numbers ??= []).AddRange(other.numbers);
        }
    }

    public decimal? Settle(GroupFunction function) => function switch
    {
        GroupFunction.Count => filled,
        GroupFunction.Distinct => texts?.Count ?? 0,
        _ when filled == 0 => null,
        GroupFunction.Sum => sum + wholeSum,
        GroupFunction.Mean => (sum + wholeSum) / filled,
        GroupFunction.Min => leastWhole == long.MaxValue ? least : Math.Min(least, leastWhole),
        GroupFunction.Max => mostWhole == long.MinValue ? most : Math.Max(most, mostWhole),
        _ => Median(),
    };

    decimal Median()
    {
        numbers!.Sort();
        var middle = numbers.Count / 2;
        return numbers.Count % 2 == 1 ? numbers[middle] : (numbers[middle - 1] + numbers[middle]) / 2;
    }
}
