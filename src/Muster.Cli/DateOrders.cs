using Muster.Tabular.Detecting;

namespace Muster.Cli;

/// <summary>Orders of dates as a person writes them.</summary>
static class DateOrders
{
    /// <summary>The order of <c>ymd</c>, <c>dmy</c> or <c>mdy</c>; null where none is said.</summary>
    public static DateOrder? Of(string? order) => order switch
    {
        "ymd" => DateOrder.YearMonthDay,
        "dmy" => DateOrder.DayMonthYear,
        "mdy" => DateOrder.MonthDayYear,
        _ => null,
    };
}
