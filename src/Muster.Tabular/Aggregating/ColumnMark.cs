namespace Muster.Tabular.Aggregating;

/// <summary>Decides the decimal mark of a column from all its cells, never cell by cell.</summary>
sealed class ColumnMark
{
    long showPoint;
    long showComma;

    /// <summary>Cells with a comma or a point that can be read in two ways.</summary>
    public long TwoReadings { get; private set; }

    /// <summary>Takes what one cell shows.</summary>
    public void See(DecimalReading reading)
    {
        if (reading.HasTwoReadings)
        {
            TwoReadings++;
        }
        else if (reading.WithComma is null && reading.WithPoint is not null)
        {
            showPoint++;
        }
        else if (reading.WithPoint is null && reading.WithComma is not null)
        {
            showComma++;
        }
    }

    /// <summary>Adds what other cells of the column showed.</summary>
    public void Add(ColumnMark other)
    {
        showPoint += other.showPoint;
        showComma += other.showComma;
        TwoReadings += other.TwoReadings;
    }

    /// <summary>The mark; the point where no cell shows one, as <c>1,234</c> people are a thousand and not one; null where cells contradict each other.</summary>
    public char? Decide() => (showPoint, showComma) switch
    {
        ( > 0, > 0) => null,
        (_, > 0) => ',',
        _ => '.',
    };
}
