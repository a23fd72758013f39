using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Schemas;

/// <summary>A pattern that chooses tagged columns: <c>#affected+f-children</c>, <c>#adm1!</c>, <c>#*+code</c> (hxl.md 3). An untagged column never matches.</summary>
public sealed partial class TagPattern
{
    readonly string name;
    readonly string[] must;
    readonly string[] mustNot;
    readonly bool isExact;

    TagPattern(string name, string[] must, string[] mustNot, bool isExact) =>
        (this.name, this.must, this.mustNot, this.isExact) = (name, must, mustNot, isExact);

    /// <summary>Reads a pattern; the hash may be left out. <c>!</c> together with a minus is an error.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out TagPattern? pattern)
    {
        pattern = null;
        var match = Form().Match(text.Trim());
        if (!match.Success)
        {
            return false;
        }

        var signs = match.Groups["attribute"].Captures.Select(capture => capture.Value.Trim().ToLowerInvariant()).ToList();
        var mustNot = signs.Where(sign => sign[0] == '-').Select(sign => sign[1..].Trim()).ToArray();
        var isExact = match.Groups["exact"].Success;
        if (isExact && mustNot.Length > 0)
        {
            return false;
        }

        pattern = new TagPattern(match.Groups["name"].Value.ToLowerInvariant(), [.. signs.Where(sign => sign[0] == '+').Select(sign => sign[1..].Trim())], mustNot, isExact);
        return true;
    }

    /// <summary>True where the tag is chosen.</summary>
    public bool Matches(Hashtag tag) =>
        (name == "*" || name == tag.Name)
        && must.All(tag.Has)
        && !mustNot.Any(tag.Has)
        && (!isExact || tag.Attributes.Count == must.Distinct().Count());

    /// <summary>The pattern in its normal form.</summary>
    public override string ToString() => "#" + name + string.Concat(must.Select(attribute => "+" + attribute)) + string.Concat(mustNot.Select(attribute => "-" + attribute)) + (isExact ? "!" : "");

    [GeneratedRegex(@"^#?(?<name>\*|[A-Za-z][A-Za-z0-9_]*)(?<attribute>\s*[+-]\s*[A-Za-z][A-Za-z0-9_]*)*\s*(?<exact>!)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
