using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.House.Tests;

public sealed partial class DocumentTests
{
    static IEnumerable<string> Documents => Checkout.FilesEnding(".md");

    [Fact]
    public void Every_link_between_documents_leads_somewhere()
    {
        var broken = from document in Documents
                     from Match match in Link().Matches(WithoutCode(Checkout.Read(document)))
                     let target = match.Groups["target"].Value
                     where !IsElsewhere(target) && !Resolves(document, target)
                     select $"{document}: {target}";

        Complaints.None(broken);
    }

    [Fact]
    public void Decision_records_have_numbers_of_their_own()
    {
        var numbers = Checkout.Files.Where(path => path.StartsWith("docs/decisions/", StringComparison.Ordinal)).Select(path => Path.GetFileName(path)[..4]).ToList();

        Assert.NotEmpty(numbers);
        Assert.All(numbers, number => Assert.True(int.TryParse(number, CultureInfo.InvariantCulture, out _), number));
        Assert.Distinct(numbers);
    }

    [Fact]
    public void Every_command_in_the_readme_and_the_guide_is_a_program_of_the_checkout()
    {
        var commands = from document in Documents.Where(path => path is "README.md" or "CONTRIBUTING.md" || path.StartsWith("docs/guide/", StringComparison.Ordinal))
                       from Match match in Command().Matches(Checkout.Read(document))
                       select (document, program: match.Groups["program"].Value);

        var missing = commands.Distinct().Where(command => !File.Exists(Checkout.Full(command.program))).Select(command => $"{command.document}: ./{command.program}");

        Complaints.None(missing);
    }

    static bool IsElsewhere(string target) => target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    static bool Resolves(string document, string target)
    {
        var parts = target.Split('#', 2);
        var path = parts[0].Length == 0 ? document : Path.GetRelativePath(Checkout.Full("."), Path.Combine(Path.GetDirectoryName(Checkout.Full(document))!, Uri.UnescapeDataString(parts[0])));
        var full = Checkout.Full(path);
        return parts.Length == 1 || parts[1].Length == 0
            ? File.Exists(full) || Directory.Exists(full)
            : File.Exists(full) && Anchors(File.ReadAllText(full)).Contains(parts[1]);
    }

    static IEnumerable<string> Anchors(string markdown) =>
        Heading().Matches(WithoutCode(markdown)).Select(match => NotInAnchor().Replace(match.Groups["text"].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'));

    static string WithoutCode(string markdown) => Fence().Replace(markdown, "");

    [GeneratedRegex(@"\[[^\]\n]*\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex NotInAnchor();

    [GeneratedRegex(@"^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(?<=^|[\s`(])\./(?<program>[A-Za-z][\w./-]*\w)", RegexOptions.Multiline)]
    private static partial Regex Command();
}
