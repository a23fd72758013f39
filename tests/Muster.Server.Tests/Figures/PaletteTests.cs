using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Tests.Figures;

public sealed class PaletteTests
{
    /// <summary>What the three kinds of colour-blindness leave of linear red, green and blue (Machado, Oliveira and Fernandes, 2009, severity 1).</summary>
    static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["all colours"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
        ["no red"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["no green"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["no blue"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
    };

    public static TheoryData<string, string> Cases => new(from palette in Palette.All from eye in Eyes.Keys select (palette.Name, eye));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Each_step_is_darker_and_told_apart_by_every_eye(string palette, string eye)
    {
        foreach (var classes in Enumerable.Range(2, 8))
        {
            var seen = Palette.Find(palette)!.Colours(classes).Select(colour => Seen(colour, Eyes[eye])).ToList();
            foreach (var (lighter, darker) in seen.Zip(seen.Skip(1)))
            {
                // CIE lightness, 0 to 100: five is told apart side by side, and nine classes from light to dark leave six or more.
                Assert.True(lighter - darker >= 5, $"{palette} for {eye}, {classes} classes: {lighter:0.0} then {darker:0.0}");
            }
        }
    }

    [Fact]
    public void Letters_on_every_class_reach_the_contrast_of_text()
    {
        foreach (var colour in Palette.All.SelectMany(palette => Enumerable.Range(1, 9).SelectMany(palette.Colours)))
        {
            var (light, dark) = (Palette.Luminance(colour) + 0.05, Palette.Luminance(Palette.IsDark(colour) ? "#ffffff" : "#000000") + 0.05);
            Assert.True(Math.Max(light, dark) / Math.Min(light, dark) >= 4.5, colour);
        }
    }

    [Fact]
    public void The_lightest_class_is_neither_paper_nor_zero() =>
        Assert.All(Palette.All, palette => Assert.True(Palette.Luminance(palette.Colours(9)[0]) < 0.9));

    static double Seen(string colour, double[] eye)
    {
        var (red, green, blue) = Palette.Linear(colour);
        var luminance = (0.2126 * Row(0)) + (0.7152 * Row(3)) + (0.0722 * Row(6));
        return luminance > 0.008856 ? (116 * Math.Cbrt(luminance)) - 16 : 903.3 * luminance;

        double Row(int at) => Math.Clamp((eye[at] * red) + (eye[at + 1] * green) + (eye[at + 2] * blue), 0, 1);
    }
}
