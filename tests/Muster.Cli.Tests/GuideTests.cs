using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Muster.Testing;

namespace Muster.Cli.Tests;

/// <summary>The guide's page of the command line names every verb and option, in the words of the program's own help.</summary>
public sealed partial class GuideTests
{
    const string Marker = "<!-- From here on written by a test from the help of each verb. -->\n";

    static string GuidePath => Path.Combine(ProjectRoot.Path, "docs", "guide", "command-line.md");

    static IReadOnlyList<string> Verbs => [.. Verb().Matches(MusterProgram.Run("--help").Data.Split("Commands:")[1]).Select(match => match.Groups["verb"].Value)];

    /// <summary>Set MUSTER_WRITE_DOCS=1 and run this test to write the page anew.</summary>
    [Fact]
    public void The_guide_names_every_verb_and_option_as_the_help_does()
    {
        var written = File.ReadAllText(GuidePath);
        var page = written[..(written.IndexOf(Marker, StringComparison.Ordinal) + Marker.Length)] + string.Concat(Verbs.Select(Section));
        if (Environment.GetEnvironmentVariable("MUSTER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(GuidePath, page);
        }

        Assert.Equal(page, File.ReadAllText(GuidePath));
    }

    [Fact]
    public void Each_option_of_each_verb_says_what_it_is_for() =>
        Assert.All(Verbs, verb => Assert.All(Options(verb), option => Assert.True(option.Words.Length > 3, $"{verb} {option.Name}")));

    [Fact]
    public void Convert_lists_the_forms_it_reads()
    {
        var help = MusterProgram.Run("convert", "--help").Data;

        Assert.All(["CSV", "XLSX", "XLS", "ODS", "JSON", "GeoJSON", "TopoJSON", "KML", "shapefile", "gzip", "zip"], form => Assert.Contains(form, help, StringComparison.Ordinal));
    }

    static string Section(string verb)
    {
        var help = MusterProgram.Run(verb, "--help");
        Assert.Equal(0, help.ExitCode);
        var section = new StringBuilder($"\n## {verb}\n\n{Description().Match(help.Data).Groups["words"].Value.Trim()}\n\n`{Usage().Match(help.Data).Groups["usage"].Value.Trim()}`\n\n| option | |\n|---|---|\n");
        foreach (var (name, words) in Options(verb))
        {
            section.Append(CultureInfo.InvariantCulture, $"| `{name}` | {words.Replace("|", "\\|", StringComparison.Ordinal)} |\n");
        }

        return section.ToString();
    }

    static IEnumerable<(string Name, string Words)> Options(string verb) =>
        Option().Matches(MusterProgram.Run(verb, "--help").Data).Select(match => (match.Groups["name"].Value.Trim(), match.Groups["words"].Value.Trim())).Where(option => !option.Item1.Contains("--help", StringComparison.Ordinal));

    [GeneratedRegex(@"^  (?<verb>[a-z]+)\b", RegexOptions.Multiline)]
    private static partial Regex Verb();

    [GeneratedRegex(@"^Description:\n(?<words>.*?)\n\nUsage:", RegexOptions.Singleline)]
    private static partial Regex Description();

    [GeneratedRegex(@"^Usage:\n(?<usage>[^\n]*)", RegexOptions.Multiline)]
    private static partial Regex Usage();

    [GeneratedRegex(@"^  (?<name>(?:-[a-z?]+, )*--?[a-z?-]+(?: <[^>]+>)?(?: \(REQUIRED\))?)(?<words>[^\n]*)$", RegexOptions.Multiline)]
    private static partial Regex Option();
}
