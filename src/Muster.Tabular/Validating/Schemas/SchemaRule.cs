using System.Text.RegularExpressions;

namespace Muster.Tabular.Validating.Schemas;

/// <summary>Types that a schema asks for (hxl.md 11).</summary>
public enum SchemaType
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Scheme and host.</summary>
    Url,

    /// <summary>One at-sign with text on each side.</summary>
    Email,

    /// <summary>Five or more of figures, x, +, brackets, minus and blank.</summary>
    Phone,

    /// <summary>A date.</summary>
    Date,
}

/// <summary>One row of an HXL schema: tests for every column that a pattern chooses.</summary>
public sealed record SchemaRule
{
    /// <summary>Columns.</summary>
    public required TagPattern Tag { get; init; }

    /// <summary>Weight; an error by default.</summary>
    public Severity Severity { get; init; } = Severity.Error;

    /// <summary>Sentence that replaces the test's own, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Fewest filled cells a row.</summary>
    public int? FewestFilled { get; init; }

    /// <summary>Most filled cells a row.</summary>
    public int? MostFilled { get; init; }

    /// <summary>Type of the cells.</summary>
    public SchemaType? Type { get; init; }

    /// <summary>All cells of a tag are of its most frequent type.</summary>
    public bool IsConsistent { get; init; }

    /// <summary>Lowest value.</summary>
    public string? Lowest { get; init; }

    /// <summary>Highest value.</summary>
    public string? Highest { get; init; }

    /// <summary>A regular expression found somewhere in the cell as typed.</summary>
    public Regex? Pattern { get; init; }

    /// <summary>Values allowed.</summary>
    public IReadOnlyList<string>? Values { get; init; }

    /// <summary>Letter case counts in patterns, lists and spelling.</summary>
    public bool IsCaseSensitive { get; init; }

    /// <summary>No stray blanks.</summary>
    public bool ChecksWhitespace { get; init; }

    /// <summary>No rare near-twin of a frequent value.</summary>
    public bool ChecksSpelling { get; init; }

    /// <summary>No value far from the others.</summary>
    public bool ChecksOutliers { get; init; }

    /// <summary>No value twice.</summary>
    public bool IsUnique { get; init; }

    /// <summary>No key of these columns twice; an empty list is the whole row.</summary>
    public IReadOnlyList<TagPattern>? UniqueKey { get; init; }

    /// <summary>One value for each key of these columns.</summary>
    public IReadOnlyList<TagPattern>? Correlation { get; init; }
}
