using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>One figure that is summed: a counting column, in a long table with the sex and age of the row.</summary>
/// <param name="Column">The column.</param>
/// <param name="Sex">Sex counted.</param>
/// <param name="Age">Band, or null for all ages.</param>
sealed record Measure(ColumnMeaning Column, Sex Sex, AgeBand? Age)
{
    public int Index => Column.Column.Index;
}

/// <summary>What goes into one sum. Cells that can be read in two ways are kept in both until the column is decided.</summary>
struct Tally
{
    public long Whole;
    public decimal Exact;
    public decimal WithPoint;
    public decimal WithComma;
    public long Cells;
    public long TwoReadings;
    public long Missing;

    public void Add(in Tally other)
    {
        Whole += other.Whole;
        Exact += other.Exact;
        WithPoint += other.WithPoint;
        WithComma += other.WithComma;
        Cells += other.Cells;
        TwoReadings += other.TwoReadings;
        Missing += other.Missing;
    }

    /// <summary>Sum, filled cells and missing cells once the column's mark is known; cells of two readings are missing where it is not.</summary>
    public readonly (decimal Total, long Cells, long Missing) Settle(char? mark) => mark switch
    {
        '.' => (Whole + Exact + WithPoint, Cells + TwoReadings, Missing),
        ',' => (Whole + Exact + WithComma, Cells + TwoReadings, Missing),
        _ => (Whole + Exact, Cells, Missing + TwoReadings),
    };
}
