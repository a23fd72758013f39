namespace Muster.Tabular.Tagging;

/// <summary>An age band in months: lower bound inclusive, upper bound exclusive (cod.md 5.1).</summary>
/// <param name="FromMonths">Lower bound, inclusive.</param>
/// <param name="ToMonths">Upper bound, exclusive; null for an open band such as 80+.</param>
/// <remarks>The default value is "all ages" and is written as null where a band is optional.</remarks>
public readonly record struct AgeBand(int FromMonths, int? ToMonths)
{
    /// <summary>A band written with inclusive years: 0-4 is 0 to 60 months.</summary>
    public static AgeBand Years(int low, int? high) => new(low * 12, high is null ? null : (high.Value + 1) * 12);

    /// <summary>The band of a text such as <c>00_04</c>, <c>5-9</c>, <c>80+</c>, <c>under 1</c>, <c>6-23 months</c>; null where it is none or contradicts itself.</summary>
    public static AgeBand? Read(string text) => AgeText.Parse(text);

    /// <summary>True for 80+ and the like.</summary>
    public bool IsOpen => ToMonths is null;

    /// <summary>As people write it: <c>0-4</c>, <c>80+</c>, or months where years do not fit: <c>6-23 months</c>.</summary>
    public override string ToString()
    {
        var wholeYears = FromMonths % 12 == 0 && (ToMonths ?? 0) % 12 == 0;
        var (low, high) = wholeYears ? (FromMonths / 12, ToMonths / 12 - 1) : (FromMonths, ToMonths - 1);
        var text = high is null ? $"{low}+" : $"{low}-{high}";
        return wholeYears ? text : text + " months";
    }
}
