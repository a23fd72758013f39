using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Features.Figures;

/// <summary>What is asked of a map; what is not asked is chosen from the data.</summary>
public sealed record MapQuery
{
    const int MostLimits = 8;

    /// <summary>Key of the measure: the number of a column, or of several added up.</summary>
    public string? Measure { get; init; }

    /// <summary>Administrative level, 0 to 5.</summary>
    public int? Level { get; init; }

    /// <summary>2 to 9.</summary>
    public int Classes { get; init; } = 5;

    internal ClassMethod Method { get; init; } = ClassMethod.Natural;

    /// <summary>Limits of the reader's own; used by the manual method only.</summary>
    public IReadOnlyList<double> Limits { get; init; } = [];

    internal Palette Palette { get; init; } = Palette.All[0];

    /// <summary>Value of the round or date column; <see cref="RoundChoice.Every"/> for all dates added up.</summary>
    public string? Round { get; init; }

    internal SheetShape Shape { get; init; } = SheetShape.Wide;

    /// <summary>Reads the query of an address. Throws a refusal of 400 for a wrong one.</summary>
    internal static MapQuery Read(IQueryCollection query, IStringLocalizer<FiguresText> text)
    {
        var method = FigureQuery.Choice(query, "method", text, ClassMethod.Natural);
        var limits = FigureQuery.Text(query, "limits") is { } written && method == ClassMethod.Manual ? ReadLimits(written, text) : [];
        return method == ClassMethod.Manual && limits.Count == 0
            ? throw FigureProblems.Parameter(text, "limits", "", text["limits-allowed"])
            : new MapQuery
            {
                Measure = FigureQuery.Text(query, "value"),
                Level = FigureQuery.Whole(query, "level", 0, 5, text),
                Classes = FigureQuery.Whole(query, "classes", ClassBreaks.FewestClasses, ClassBreaks.MostClasses, text) ?? 5,
                Method = method,
                Limits = limits,
                Palette = FigureQuery.Text(query, "palette") is { } name ? Palette.Find(name) ?? throw FigureProblems.Parameter(text, "palette", name, string.Join(", ", Palette.All.Select(palette => palette.Name))) : Palette.All[0],
                Round = FigureQuery.Text(query, "round"),
                Shape = FigureQuery.Choice(query, "size", text, SheetShape.Wide),
            };
    }

    /// <summary>The query of an address for this map, without what is the default; the same for equal maps.</summary>
    public string Address(int? level = null) => FigureQuery.Address(
        ("value", Measure), ("level", (level ?? Level)?.ToString(CultureInfo.InvariantCulture)), ("classes", Classes == 5 ? null : Classes.ToString(CultureInfo.InvariantCulture)),
        ("method", Method == ClassMethod.Natural ? null : FigureQuery.Word(Method)), ("limits", Limits.Count == 0 ? null : LimitsText),
        ("palette", Palette == Palette.All[0] ? null : Palette.Name), ("round", Round));

    /// <summary>Limits as they are written in the form.</summary>
    public string LimitsText => string.Join("; ", Limits.Select(limit => limit.ToString(CultureInfo.InvariantCulture)));

    internal static IReadOnlyList<double> ReadLimits(string written, IStringLocalizer<FiguresText> text)
    {
        var parts = written.Split([';', ',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var limits = parts.Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit) && double.IsFinite(limit) && Math.Abs(limit) < 1e15 ? limit : throw FigureProblems.Parameter(text, "limits", part, text["limits-allowed"]));
        IReadOnlyList<double> sorted = [.. limits.Distinct().Order()];
        return sorted.Count is > 0 and <= MostLimits ? sorted : throw FigureProblems.Parameter(text, "limits", written, text["limits-allowed"]);
    }
}

/// <summary>Reading and writing queries of figures.</summary>
static class FigureQuery
{
    /// <summary>A parameter, null where it is absent or empty, as an untouched form sends it.</summary>
    public static string? Text(IQueryCollection query, string name) => query[name].ToString() is { Length: > 0 } value ? value : null;

    public static int? Whole(IQueryCollection query, string name, int least, int most, IStringLocalizer<FiguresText> text) => Text(query, name) switch
    {
        null => null,
        { } written when int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most => number,
        { } written => throw FigureProblems.Parameter(text, name, written, text["number-allowed", least, most]),
    };

    public static T Choice<T>(IQueryCollection query, string name, IStringLocalizer<FiguresText> text, T standard) where T : struct, Enum => Text(query, name) switch
    {
        null => standard,
        { } written when Enum.GetValues<T>().Where(value => Word(value) == written).Select(value => (T?)value).FirstOrDefault() is { } value => value,
        { } written => throw FigureProblems.Parameter(text, name, written, string.Join(", ", Enum.GetValues<T>().Select(Word))),
    };

    public static string Word<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    public static string Address(params IEnumerable<(string Name, string? Value)> parameters)
    {
        var text = string.Join('&', parameters.Where(parameter => parameter.Value is not null).Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value!)}"));
        return text.Length == 0 ? "" : "?" + text;
    }
}
