namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A sequence of colours from light to dark, even steps of lightness in Oklab, so that more reads as darker for every eye and in grey print (checked by tests for three kinds of colour-blindness).</summary>
/// <param name="Name">Stable name, used in addresses.</param>
/// <param name="LightHue">Hue in degrees at the light end.</param>
/// <param name="DarkHue">Hue at the dark end.</param>
/// <param name="Chroma">Greatest chroma, reached in the middle.</param>
sealed record Palette(string Name, double LightHue, double DarkHue, double Chroma)
{
    /// <summary>Colours of a diverging palette from one end to the other, as published; null for a sequence.</summary>
    IReadOnlyList<string>? Ends { get; init; }

    const double Lightest = 0.93;
    const double Darkest = 0.33;

    /// <summary>All palettes; the first is used where none is asked for.</summary>
    public static IReadOnlyList<Palette> All { get; } =
    [
        new("blue", 228, 252, 0.12),
        new("orange", 80, 35, 0.15),
        new("green", 125, 165, 0.115),
        new("purple", 325, 295, 0.13),
        new("grey", 240, 240, 0.008),
    ];

    /// <summary>Two hues that meet in a light middle, for figures on both sides of one: "PuOr", "RdBu" and "BrBG" of ColorBrewer, by Cynthia Brewer, Pennsylvania State University (colorbrewer.org), all three safe for colour-blind readers.</summary>
    public static IReadOnlyList<Palette> Diverging { get; } =
    [
        new("purple-orange", 0, 0, 0) { Ends = ["#7f3b08", "#b35806", "#e08214", "#fdb863", "#fee0b6", "#f7f7f7", "#d8daeb", "#b2abd2", "#8073ac", "#542788", "#2d004b"] },
        new("red-blue", 0, 0, 0) { Ends = ["#67001f", "#b2182b", "#d6604d", "#f4a582", "#fddbc7", "#f7f7f7", "#d1e5f0", "#92c5de", "#4393c3", "#2166ac", "#053061"] },
        new("brown-green", 0, 0, 0) { Ends = ["#543005", "#8c510a", "#bf812d", "#dfc27d", "#f6e8c3", "#f5f5f5", "#c7eae5", "#80cdc1", "#35978f", "#01665e", "#003c30"] },
    ];

    /// <summary>All that a figure can be drawn with.</summary>
    public static IReadOnlyList<Palette> Choices { get; } = [.. All, .. Diverging];

    public static Palette? Find(string? name) => All.FirstOrDefault(palette => palette.Name == name);

    /// <summary>Colours of <paramref name="classes"/> classes as <c>#rrggbb</c>, lowest class first.</summary>
    public IReadOnlyList<string> Colours(int classes) => Ends is { } ends ? FromEnds(ends, classes) : [.. Enumerable.Range(0, classes).Select(index => Colour(classes == 1 ? 0.55 : (double)index / (classes - 1)))];

    /// <summary>True where white text reads better than black on a colour (WCAG 2.2 contrast).</summary>
    public static bool IsDark(string colour) => 1.05 / (Luminance(colour) + 0.05) > (Luminance(colour) + 0.05) / 0.05;

    /// <summary>Relative luminance, 0 to 1 (WCAG 2.2).</summary>
    public static double Luminance(string colour)
    {
        var (red, green, blue) = Linear(colour);
        return (0.2126 * red) + (0.7152 * green) + (0.0722 * blue);
    }

    /// <summary>Linear light of a <c>#rrggbb</c> colour, each 0 to 1.</summary>
    public static (double Red, double Green, double Blue) Linear(string colour)
    {
        return (Part(1), Part(3), Part(5));

        double Part(int at)
        {
            var value = Convert.ToInt32(colour.Substring(at, 2), 16) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
    }

    /// <summary>As many on each side of the middle; an even number of classes leaves the middle out.</summary>
    static IReadOnlyList<string> FromEnds(IReadOnlyList<string> ends, int classes)
    {
        var (middle, half) = (ends.Count / 2, classes / 2);
        // Few classes keep away from the darkest ends.
        var reach = Math.Min(middle, half + 2 - (half > 2 ? 1 : 0));
        var steps = Enumerable.Range(1, half).Select(step => (int)Math.Round((double)step * reach / half)).ToList();
        return [.. steps.AsEnumerable().Reverse().Select(step => ends[middle - step]), .. classes % 2 == 1 ? [ends[middle]] : Array.Empty<string>(), .. steps.Select(step => ends[middle + step])];
    }

    string Colour(double step)
    {
        var lightness = Lightest + ((Darkest - Lightest) * step);
        var hue = (LightHue + ((DarkHue - LightHue) * step)) * Math.PI / 180;
        // Little colour at the ends: light tints and dark shades of full chroma lie outside what screens can show.
        var chroma = Chroma * (0.25 + (0.75 * Math.Sin(Math.PI * (0.02 + (step * 0.78)))));
        var (sin, cos) = Math.SinCos(hue);
        return FromOklab(lightness, chroma * cos, chroma * sin);
    }

    /// <summary>Oklab to sRGB (Björn Ottosson, "A perceptual color space for image processing", 2020).</summary>
    static string FromOklab(double lightness, double a, double b)
    {
        var l = Cube(lightness + (0.3963377774 * a) + (0.2158037573 * b));
        var m = Cube(lightness - (0.1055613458 * a) - (0.0638541728 * b));
        var s = Cube(lightness - (0.0894841775 * a) - (1.2914855480 * b));
        return "#" + Part((4.0767416621 * l) - (3.3077115913 * m) + (0.2309699292 * s))
            + Part((-1.2684380046 * l) + (2.6097574011 * m) - (0.3413193965 * s))
            + Part((-0.0041960863 * l) - (0.7034186147 * m) + (1.7076147010 * s));
    }

    static double Cube(double value) => value * value * value;

    static string Part(double linear)
    {
        var value = linear <= 0.0031308 ? linear * 12.92 : (1.055 * Math.Pow(linear, 1 / 2.4)) - 0.055;
        return ((int)Math.Round(Math.Clamp(value, 0, 1) * 255)).ToString("x2", System.Globalization.CultureInfo.InvariantCulture);
    }
}
