using System.Text.RegularExpressions;
using System.Xml.Linq;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

public sealed partial class RuleWordsTests
{
    static readonly Dictionary<string, string> French = XDocument.Load(Path.Combine(ProjectRoot.Path, "src/Muster.Tabular/Validating/RulesText.fr.resx")).Root!
        .Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    [Fact]
    public void Every_rule_has_a_french_title() => Assert.Empty(Validator.Rules.Select(rule => rule.Id).Except(French.Keys));

    [Fact]
    public void No_french_text_is_of_a_rule_that_is_gone() =>
        Assert.Empty(French.Keys.Select(key => key.Replace("-message", "", StringComparison.Ordinal)).Except(Validator.Rules.Select(rule => rule.Id)));

    [Fact]
    public void A_french_sentence_names_all_that_the_english_one_names()
    {
        var differing = from rule in Validator.Rules
                        where French.ContainsKey(rule.Id + "-message")
                        let english = Named().Count(rule.Message)
                        let french = Numbered().Matches(French[rule.Id + "-message"]).Select(match => match.Value).Distinct().Count()
                        where english != french
                        select rule.Id;

        Assert.Empty(differing);
    }

    [Fact]
    public void A_template_may_change_the_order_of_its_arguments() => Assert.Equal("b vor a", RuleWords.Fill("{1} vor {0}", ["a", "b"]));

    [Fact]
    public void A_finding_is_told_in_french_where_that_is_asked() =>
        Assert.Equal("Le p-code « H T » contient des espaces.", RuleWords.Message(new Finding("AB-C11", Severity.Warning, 2, "a", "H T", null, null, 1, "English", ["H T"]), "fr"));

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Named();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Numbered();
}
