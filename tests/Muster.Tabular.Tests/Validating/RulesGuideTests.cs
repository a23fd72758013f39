using System.Globalization;
using System.Text;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

public sealed class RulesGuideTests
{
    static string GuidePath => Path.Combine(ProjectRoot.Path, "docs", "guide", "rules.md");

    /// <summary>Set MUSTER_WRITE_DOCS=1 and run this test to write the page anew.</summary>
    [Fact]
    public void The_guides_page_of_rules_is_in_step_with_the_rules()
    {
        if (Environment.GetEnvironmentVariable("MUSTER_WRITE_DOCS") == "1")
        {
            File.WriteAllText(GuidePath, Page());
        }

        Assert.Equal(Page(), File.ReadAllText(GuidePath));
    }

    static IEnumerable<string> RangeOf(string group, int first, int last) =>
        Enumerable.Range(first, last - first + 1).Select(number => $"{group}{number:00}");

    static readonly string[] Specified = [.. RangeOf("AB-S", 1, 10), .. RangeOf("AB-C", 1, 13), .. RangeOf("AB-N", 1, 13), .. RangeOf("AB-D", 1, 7), .. RangeOf("AB-G", 1, 14), .. RangeOf("PS-", 1, 18), .. RangeOf("PT-", 1, 7), "PT-02a", "PT-02b", .. RangeOf("SD-", 1, 7)];

    [Fact]
    public void Every_rule_specified_is_checked() => Assert.Equal([], Specified.Except(Validator.Rules.Select(rule => rule.Id)));

    [Fact]
    public void Every_rule_is_specified_or_of_the_house() =>
        Assert.All(Validator.Rules.Select(rule => rule.Id).Except(Specified), id => Assert.True(id.StartsWith("HXL-", StringComparison.Ordinal) || id.StartsWith("TB-", StringComparison.Ordinal), id));

    static string Page()
    {
        var page = new StringBuilder("# Rules\n\nWhat `validate` and an import check. E blocks endorsement, W needs a decision or a note, I is for information; some rules weigh less where their source says so.\nThis page is written from the rules themselves.\n\n| rule | | asks | says | source |\n|---|---|---|---|---|\n");
        foreach (var rule in Validator.Rules)
        {
            page.Append(CultureInfo.InvariantCulture, $"| {rule.Id} | {rule.Severity.ToString()[0]} | {rule.Title} | {rule.Message} | {rule.Source} |\n");
        }

        return page.ToString();
    }
}
