using Muster.Tabular.Detecting;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>What the cells of a column say together on the order of dates and on the decimal mark: decided by all, never row by row.</summary>
sealed class ColumnVotes
{
    long plain;
    long point;
    long comma;
    long commaOrGroup;
    long figureDates;

    /// <summary>Dates in which only the day can stand first.</summary>
    public long DayFirst { get; private set; }

    /// <summary>Dates in which only the month can stand first.</summary>
    public long MonthFirst { get; private set; }

    /// <summary>Dates that can be read in two ways.</summary>
    public long TwoReadings { get; private set; }

    /// <summary>Numbers that can be read in two ways: <c>1,234</c>, <c>1.234</c>.</summary>
    public long NumbersWithTwoReadings { get; private set; }

    /// <summary>Negative whole numbers written as themselves.</summary>
    public long NegativeWholes { get; private set; }

    /// <summary>Order of the dates, where the column decides it.</summary>
    public DateOrder? Order =>
        DayFirst > 0 && MonthFirst == 0 ? DateOrder.DayMonthYear
        : MonthFirst > 0 && DayFirst == 0 ? DateOrder.MonthDayYear
        : DayFirst + MonthFirst + TwoReadings == 0 && plain > 0 ? DateOrder.YearMonthDay
        : null;

    /// <summary>Decimal mark, where the column decides it; the comma of <c>1,234</c> decides nothing.</summary>
    public char? Mark => point > 0 && comma == 0 ? '.' : comma > 0 && point == 0 ? ',' : null;

    /// <summary>Numbers that a comma before three figures leaves open.</summary>
    public long Open => Mark is null ? commaOrGroup : 0;

    public void Fraction(double value, int decimals)
    {
        if (decimals == 3 && Math.Abs(value) is >= 1 and < 1000)
        {
            NumbersWithTwoReadings++;
        }
        else
        {
            point++;
        }
    }

    /// <summary>Adds the votes of other cells of the column.</summary>
    public void Add(ColumnVotes other)
    {
        plain += other.plain;
        point += other.point;
        comma += other.comma;
        commaOrGroup += other.commaOrGroup;
        figureDates += other.figureDates;
        DayFirst += other.DayFirst;
        MonthFirst += other.MonthFirst;
        TwoReadings += other.TwoReadings;
        NumbersWithTwoReadings += other.NumbersWithTwoReadings;
        NegativeWholes += other.NegativeWholes;
    }

    /// <summary>Counts a text as often as it occurs.</summary>
    public void Count(in TextFacts facts, long rows)
    {
        switch (facts.DateReading.Form)
        {
            case DateForm.DayFirst: DayFirst += rows; break;
            case DateForm.MonthFirst: MonthFirst += rows; break;
            case DateForm.TwoReadings: TwoReadings += rows; break;
            case DateForm.Plain: plain += rows; break;
            default: break;
        }

        var number = facts.NumberReading;
        if (number.Form == NumberForm.TwoReadings)
        {
            NumbersWithTwoReadings += rows;
            commaOrGroup += rows;
        }
        else if (number.Form != NumberForm.None && number.Mark is { } mark)
        {
            (point, comma) = mark == '.' ? (point + rows, comma) : (point, comma + rows);
        }

        if (facts.Form == CellForm.Number && facts.Number < 0 && facts.Number == Math.Floor(facts.Number))
        {
            NegativeWholes += rows;
        }

        if (facts.Form == CellForm.Whole && facts.Number is >= 10000101 and <= 29991231 or >= 100000000000)
        {
            figureDates += rows;
        }
    }

    /// <summary>Dates written in figures alone, in a column that says it holds dates.</summary>
    public long FigureDates(bool isDateColumn) => isDateColumn ? figureDates : 0;

    public void NegativeWhole() => NegativeWholes++;
}
