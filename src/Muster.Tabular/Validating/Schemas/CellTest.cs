using System.Text.RegularExpressions;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Schemas;

/// <summary>Tests of one cell that need nothing but the cell (hxl.md 11).</summary>
static partial class CellTest
{
    /// <summary>What is wrong with a filled cell, with a suggestion, or null.</summary>
    public static (string What, string? Suggestion)? Fault(SchemaRule rule, string text, bool isDateColumn)
    {
        if (rule.Type is { } type && !IsOf(type, text))
        {
            return ($"is not a {type.ToString().ToLowerInvariant()}", null);
        }

        if (rule.Lowest is { } lowest && Compare(text, lowest, isDateColumn) < 0)
        {
            return ($"is below {lowest}", null);
        }

        if (rule.Highest is { } highest && Compare(text, highest, isDateColumn) > 0)
        {
            return ($"is above {highest}", null);
        }

        if (rule.Pattern is { } pattern && !IsMatch(pattern, text))
        {
            return ($"does not match {pattern}", null);
        }

        if (rule.Values is { } values && !values.Any(value => Same(value, text, rule.IsCaseSensitive)))
        {
            return ("is not among the values allowed", Nearest(values, text));
        }

        return rule.ChecksWhitespace && HasStrayBlanks(text) ? ("has stray blanks", string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))) : null;
    }

    /// <summary>True for a cell of a type.</summary>
    public static bool IsOf(SchemaType type, string text) => type switch
    {
        SchemaType.Number => NumberText.Read(text).Form is NumberForm.Exact or NumberForm.Dressed,
        SchemaType.Date => CellDate.IsDate(text) || CellDate.IsYear(text),
        SchemaType.Url => Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) && address.Host.Length > 0,
        SchemaType.Email => text.Split('@') is [{ Length: > 0 }, { Length: > 0 }],
        SchemaType.Phone => Phone().IsMatch(text),
        _ => true,
    };

    /// <summary>Dates in a column of dates, else numbers, else folded texts. A text against a number is compared as text.</summary>
    static int Compare(string text, string bound, bool isDateColumn)
    {
        if (isDateColumn && CellDate.Plain(text) is { } date && CellDate.Plain(bound) is { } limit)
        {
            return date.CompareTo(limit);
        }

        var (one, other) = (NumberText.Read(text), NumberText.Read(bound));
        return one.Form != NumberForm.None && other.Form != NumberForm.None
            ? one.Value.CompareTo(other.Value)
            : string.CompareOrdinal(HeaderText.Fold(text.Trim()), HeaderText.Fold(bound.Trim()));
    }

    /// <summary>A match that takes too long is no match: the cell is shown to a person.</summary>
    static bool IsMatch(Regex pattern, string text)
    {
        try
        {
            return pattern.IsMatch(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return false;
        }
    }

    static bool Same(string value, string text, bool isCaseSensitive) =>
        isCaseSensitive ? value == text.Trim() : HeaderText.Fold(value.Trim()) == HeaderText.Fold(text.Trim());

    /// <summary>The nearest value, not farther than a third of the length.</summary>
    static string? Nearest(IReadOnlyList<string> values, string text)
    {
        var limit = text.Length / 3;
        return values.Select(value => (value, distance: Matching.EditDistance.Within(HeaderText.Fold(value), HeaderText.Fold(text.Trim()), limit)))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .ThenByDescending(pair => pair.value.AsSpan().CommonPrefixLength(text))
            .Select(pair => pair.value)
            .FirstOrDefault();
    }

    static bool HasStrayBlanks(string text) => char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Contains("  ", StringComparison.Ordinal) || text.AsSpan().ContainsAny('\t', '\n', '\r');

    [GeneratedRegex(@"^[0-9xX+() -]{5,}$", RegexOptions.CultureInvariant)]
    private static partial Regex Phone();
}
