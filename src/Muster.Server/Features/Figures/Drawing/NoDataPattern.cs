namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Stripes on white for areas without data: no colour of any class, and still there in grey print.</summary>
static class NoDataPattern
{
    public const string Ground = "#fafafa";
    public const string Line = "#b4bec4";
    public const double Step = 6;
    public const double Width = 0.9;

    /// <summary>Fill that names the pattern of a figure.</summary>
    public static string Fill(string name) => $"url(#{name}-none)";

    /// <summary>The pattern, once in a figure.</summary>
    public static void Define(SvgWriter svg, string name) => svg.Start("defs").Start("pattern").With("id", name + "-none").With("width", Step).With("height", Step).With("patternUnits", "userSpaceOnUse")
        .Start("rect").With("width", Step).With("height", Step).With("fill", Ground).End()
        .Start("path").With("d", "M-1 1l2 -2M0 6l6 -6M5 7l2 -2").With("stroke", Line).With("stroke-width", Width).End().End().End();
}
