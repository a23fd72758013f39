namespace Muster.Tabular.Validating.Schemas;

/// <summary>The core schema of HXL (hxl.md 11).</summary>
public static class CoreSchema
{
    /// <summary>Its rules.</summary>
    public static IReadOnlyList<SchemaRule> Rules { get; } =
    [
        Make("#date", rule => rule with { Type = SchemaType.Date }),
        .. Each("population affected inneed targeted reached value indicator+num output+num", rule => rule with { Type = SchemaType.Number }),
        .. Each("population affected inneed targeted reached value indicator+num output+num", rule => rule with { ChecksOutliers = true, Severity = Severity.Information }),
        .. Each("org sector subsector status beneficiary indicator+name access frequency item operations service channel modality currency impact group severity", rule => rule with { ChecksSpelling = true, IsCaseSensitive = true, Severity = Severity.Warning }),
        .. Each("region country adm1 adm2 adm3 adm4 adm5 loc", rule => rule with { ChecksSpelling = true, Severity = Severity.Information }),
        Make("#indicator", rule => rule with { IsConsistent = true, Severity = Severity.Warning }),
        Make("#*", rule => rule with { ChecksWhitespace = true, Severity = Severity.Warning }),
    ];

    static IEnumerable<SchemaRule> Each(string tags, Func<SchemaRule, SchemaRule> settings) => tags.Split(' ').Select(tag => Make("#" + tag, settings));

    static SchemaRule Make(string tag, Func<SchemaRule, SchemaRule> settings) =>
        settings(new SchemaRule { Tag = TagPattern.TryParse(tag, out var pattern) ? pattern : throw new ArgumentException(tag, nameof(tag)) });
}
