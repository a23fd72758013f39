using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Features.Figures;

/// <summary>Paper that a figure is laid out for.</summary>
public enum PaperSize
{
    /// <summary>210 by 297 millimetres.</summary>
    A4,

    /// <summary>297 by 420 millimetres.</summary>
    A3,
}

/// <summary>What a saved figure draws and how: the same words in its form, in the API's JSON and in the address of a preview. What is null is chosen from the data.</summary>
public sealed record FigureSettings
{
    /// <summary>Languages that figures can be written in.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "fr", "ar"];

    internal const int FewestClasses = 3;
    internal const int MostClasses = 7;
    const int LongestText = 1000;

    /// <summary>How settings are kept and sent.</summary>
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Key of what is counted; see <see cref="Figures.Measure"/>.</summary>
    public string? Value { get; init; }

    /// <summary>Key of what is counted in the second dataset: the rate's denominator, or what the circles show.</summary>
    public string? SecondValue { get; init; }

    /// <summary>With a second dataset: the first per so many of the second; null shows both side by side.</summary>
    public int? Per { get; init; }

    /// <summary>Administrative level.</summary>
    public int? Level { get; init; }

    /// <summary>P-code of the unit that it is limited to.</summary>
    public string? Within { get; init; }

    /// <summary>Round, date or year; null takes the newest.</summary>
    public string? Round { get; init; }

    /// <summary>Round of the second dataset.</summary>
    public string? SecondRound { get; init; }

    /// <summary><c>natural</c>, <c>quantile</c>, <c>equal</c> or <c>manual</c>.</summary>
    public string Method { get; init; } = "natural";

    /// <summary>3 to 7.</summary>
    public int Classes { get; init; } = 5;

    /// <summary>Limits of one's own, as "1000; 5000".</summary>
    public string? Limits { get; init; }

    public string Palette { get; init; } = "blue";

    /// <summary>Splits bars, lines and small maps: <c>sex</c>, <c>age</c>, <c>round</c>, <c>place</c>, or a column as <c>c5</c>.</summary>
    public string? Split { get; init; }

    /// <summary>Bars by places, or by the values of a column as <c>c5</c>.</summary>
    public string? By { get; init; }

    /// <summary>Greatest first; else by name.</summary>
    public bool ByName { get; init; }

    /// <summary>Most bars or rows.</summary>
    public int? Top { get; init; }

    /// <summary>Pyramid in percent.</summary>
    public bool Percent { get; init; }

    /// <summary>Without names on the map.</summary>
    public bool HideLabels { get; init; }

    /// <summary>Without sea and neighbours.</summary>
    public bool HideWorld { get; init; }

    /// <summary>Language of the figure; null takes the reader's.</summary>
    public string? Language { get; init; }

    /// <summary>Language of the names of places; null takes the figure's, else the names as loaded.</summary>
    public string? LabelLanguage { get; init; }

    /// <summary>Words below the title; null takes measure, level and round.</summary>
    public string? Subtitle { get; init; }

    /// <summary>A remark in the figure's foot.</summary>
    public string? Note { get; init; }

    public PaperSize Paper { get; init; }

    /// <summary>Upright sheet.</summary>
    public bool Portrait { get; init; }

    /// <summary>With the figure's address as a square code.</summary>
    public bool Code { get; init; }

    /// <summary>Reads fields of a form or an address. Throws a refusal of 400 for a wrong one.</summary>
    internal static FigureSettings Read(Func<string, string?> field, IStringLocalizer<FiguresText> text)
    {
        var settings = new FigureSettings
        {
            Value = Filled("value"),
            SecondValue = Filled("secondValue"),
            Per = Whole("per", 1, 1_000_000),
            Level = Whole("level", 0, 5),
            Within = Filled("within")?.ToUpperInvariant(),
            Round = Filled("round"),
            SecondRound = Filled("secondRound"),
            Method = Filled("method") ?? "natural",
            Classes = Whole("classes", FewestClasses, MostClasses) ?? 5,
            Limits = Filled("limits"),
            Palette = Filled("palette") ?? "blue",
            Split = Filled("split"),
            By = Filled("by"),
            ByName = IsTicked("byName"),
            Top = Whole("top", 1, 500),
            Percent = IsTicked("percent"),
            HideLabels = IsTicked("hideLabels"),
            HideWorld = IsTicked("hideWorld"),
            Language = Filled("language"),
            LabelLanguage = Filled("labelLanguage"),
            Subtitle = Filled("subtitle"),
            Note = Filled("note"),
            Paper = Filled("paper")?.ToLowerInvariant() == "a3" ? PaperSize.A3 : PaperSize.A4,
            Portrait = IsTicked("portrait"),
            Code = IsTicked("code"),
        };
        return settings.Checked(text);

        string? Filled(string name) => field(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
        bool IsTicked(string name) => Filled(name) is "true" or "on";
        int? Whole(string name, int least, int most) => Filled(name) switch
        {
            null => null,
            { } written when int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
            { } written => throw FigureProblems.Parameter(text, name, written, text["number-allowed", least, most]),
        };
    }

    /// <summary>The same settings where all are possible; throws a refusal of 400 else.</summary>
    internal FigureSettings Checked(IStringLocalizer<FiguresText> text)
    {
        Choice("method", Method, [.. Enum.GetValues<ClassMethod>().Select(FigureQuery.Word)]);
        Choice("palette", Palette, [.. Drawing.Palette.Choices.Select(palette => palette.Name)]);
        Choice("language", Language, Languages);
        Range("classes", Classes, FewestClasses, MostClasses);
        Range("level", Level, 0, 5);
        Range("per", Per, 1, 1_000_000);
        Range("top", Top, 1, 500);
        foreach (var (name, written) in new[] { ("value", Value), ("secondValue", SecondValue), ("within", Within), ("round", Round), ("secondRound", SecondRound), ("limits", Limits), ("split", Split), ("by", By), ("labelLanguage", LabelLanguage), ("subtitle", Subtitle), ("note", Note) })
        {
            if (written?.Length > LongestText)
            {
                throw FigureProblems.Parameter(text, name, written, text["text-allowed", LongestText]);
            }
        }

        _ = LimitValues(text);
        return this;

        void Choice(string name, string? value, IReadOnlyList<string> allowed)
        {
            if (value is not null && !allowed.Contains(value))
            {
                throw FigureProblems.Parameter(text, name, value, string.Join(", ", allowed));
            }
        }

        void Range(string name, int? value, int least, int most)
        {
            if (value is { } number && (number < least || number > most))
            {
                throw FigureProblems.Parameter(text, name, number.ToString(CultureInfo.InvariantCulture), text["number-allowed", least, most]);
            }
        }
    }

    internal ClassMethod ClassMethod => Enum.GetValues<ClassMethod>().First(method => FigureQuery.Word(method) == Method);

    internal Palette Colours => Drawing.Palette.Choices.First(palette => palette.Name == Palette);

    /// <summary>Limits of the manual method.</summary>
    internal IReadOnlyList<double> LimitValues(IStringLocalizer<FiguresText> text) => ClassMethod != ClassMethod.Manual ? [] : Limits is { } written ? MapQuery.ReadLimits(written, text) : throw FigureProblems.Parameter(text, "limits", "", text["limits-allowed"]);

    /// <summary>The fields as they stand in an address, without what is the default.</summary>
    public IEnumerable<(string Name, string? Value)> Fields()
    {
        var standard = new FigureSettings();
        yield return ("value", Value);
        yield return ("secondValue", SecondValue);
        yield return ("per", Number(Per));
        yield return ("level", Number(Level));
        yield return ("within", Within);
        yield return ("round", Round);
        yield return ("secondRound", SecondRound);
        yield return ("method", Method == standard.Method ? null : Method);
        yield return ("classes", Classes == standard.Classes ? null : Number(Classes));
        yield return ("limits", Limits);
        yield return ("palette", Palette == standard.Palette ? null : Palette);
        yield return ("split", Split);
        yield return ("by", By);
        yield return ("byName", Tick(ByName));
        yield return ("top", Number(Top));
        yield return ("percent", Tick(Percent));
        yield return ("hideLabels", Tick(HideLabels));
        yield return ("hideWorld", Tick(HideWorld));
        yield return ("language", Language);
        yield return ("labelLanguage", LabelLanguage);
        yield return ("subtitle", Subtitle);
        yield return ("note", Note);
        yield return ("paper", Paper == PaperSize.A4 ? null : "a3");
        yield return ("portrait", Tick(Portrait));
        yield return ("code", Tick(Code));

        static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
        static string? Tick(bool isTicked) => isTicked ? "true" : null;
    }
}
