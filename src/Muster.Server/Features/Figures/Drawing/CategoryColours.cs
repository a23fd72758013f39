namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Colours of things that have no order: kinds of sites, sectors, series of a chart. After Okabe and Ito, "Color Universal Design" (2008): told apart with every kind of colour-blindness, the yellow darkened to be seen on white.</summary>
static class CategoryColours
{
    static readonly string[] All = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#8a6d00", "#6b7982"];

    /// <summary>Most categories that are told apart; what comes after them is drawn as "other".</summary>
    public static int Most => All.Length;

    public static string Of(int index) => All[index % All.Length];
}
