using System.Text.RegularExpressions;

namespace Muster.House.Tests;

/// <summary>docs/errors.md lists each stable code that the sources can answer with, and no other.</summary>
public sealed partial class ErrorCodeTests
{
    const string List = "docs/errors.md";

    [Fact]
    public void Every_code_in_the_sources_is_listed() => Complaints.None(InSources().Except(Listed()));

    [Fact]
    public void Every_code_listed_is_in_the_sources() => Complaints.None(Listed().Where(code => !Literals.Contains(code)));

    [Fact]
    public void No_code_is_listed_twice() => Assert.Distinct(Listed());

    [Fact]
    public void Every_code_says_what_it_means_and_what_to_do()
    {
        var thin = Checkout.Read(List).Split('\n').Where(line => Row().IsMatch(line))
            .Where(line => line.Trim('|', ' ').Split('|').Any(cell => string.IsNullOrWhiteSpace(cell)));

        Complaints.None(thin);
    }

    static IEnumerable<string> Listed() => Row().Matches(Checkout.Read(List)).Select(match => match.Groups["code"].Value);

    /// <summary>Every text in the sources that has the form of a code.</summary>
    static readonly HashSet<string> Literals = Checkout.FilesEnding(".cs", ".razor").Where(path => path.StartsWith("src/", StringComparison.Ordinal))
        .SelectMany(path => Literal().Matches(Checkout.Read(path))).Select(match => match.Groups["code"].Value).ToHashSet();

    /// <summary>The texts that stand where a code is given to a refusal or a problem.</summary>
    static HashSet<string> InSources() =>
    [
        .. from path in Checkout.FilesEnding(".cs", ".razor")
           where path.StartsWith("src/", StringComparison.Ordinal)
           let code = Checkout.Read(path)
           from Match match in Refusal().Matches(code).Concat(ReadProblem().Matches(code)).Concat(Shared().Matches(path.EndsWith("Problems.cs", StringComparison.Ordinal) ? code : "")).Concat(StatusCode().Matches(path.EndsWith("/Refusals.cs", StringComparison.Ordinal) ? code : ""))
           select match.Groups["code"].Value,
    ];

    [GeneratedRegex("""\(\s*(?:[45]\d\d|StatusCodes\.\w+)\s*,\s*"(?<code>[a-z0-9]+(?:-[a-z0-9]+)*)"\s*,""")]
    private static partial Regex Refusal();

    [GeneratedRegex("""\b(?:ReadProblem|LoadProblem|LoadRefusedException|LoadRefusedException \w+\([^)]*\) => new|UnreadableException Make|UnreadableException \w+\([^)]*\) => Make)\(\s*"(?<code>[a-z0-9]+(?:-[a-z0-9]+)*)"\s*,""")]
    private static partial Regex ReadProblem();

    [GeneratedRegex(@"\bOf\(text, ""(?<code>[a-z0-9]+(?:-[a-z0-9]+)*)""")]
    private static partial Regex Shared();

    [GeneratedRegex("""
        "(?<code>[a-z0-9]+(?:-[a-z0-9]+)*)"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Literal();

    [GeneratedRegex("""^\s*(?:[45]\d\d|_) => "(?<code>[a-z0-9-]+)",""", RegexOptions.Multiline)]
    private static partial Regex StatusCode();

    [GeneratedRegex("""^\| `(?<code>[a-z0-9-]+)` \|""", RegexOptions.Multiline)]
    private static partial Regex Row();
}
