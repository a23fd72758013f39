using System.Globalization;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Numbers as the reader writes them, in the letters that fonts have.</summary>
sealed record NumberText(CultureInfo Culture)
{
    /// <summary>A figure: whole numbers without a fraction, others with one or two places.</summary>
    public string Of(decimal value) => Plain(value.ToString(value == decimal.Truncate(value) ? "N0" : Math.Abs(value) < 1 ? "N2" : "N1", Culture));

    /// <summary>A share with one place: "49.7 %".</summary>
    public string Percent(double share) => Plain(share.ToString("P1", Culture));

    /// <summary>A length of the scale bar.</summary>
    public string Of(double value) => Plain(value.ToString("#,0.##", Culture));

    /// <summary>A day: "4 October 2016".</summary>
    public string Day(DateOnly day) => Plain(day.ToString("d MMMM yyyy", Culture));

    /// <summary>Days from first to last, a whole year as the year alone.</summary>
    public string? Period(DateOnly? first, DateOnly? last) => (first, last) switch
    {
        (null, null) => null,
        ({ } from, { } to) when from == new DateOnly(from.Year, 1, 1) && to == new DateOnly(to.Year, 12, 31) => from.Year == to.Year ? Year(from) : $"{Year(from)}–{Year(to)}",
        ({ } from, { } to) when from != to => $"{Day(from)} – {Day(to)}",
        _ => Day((last ?? first)!.Value),
    };

    static string Year(DateOnly day) => day.Year.ToString(CultureInfo.InvariantCulture);

    /// <summary>French groups digits with a narrow blank that many fonts lack: the plain no-break blank is drawn everywhere.</summary>
    static string Plain(string text) => text.Replace('\u202F', '\u00A0');
}
