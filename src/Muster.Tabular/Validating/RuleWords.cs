using System.Globalization;
using System.Resources;

namespace Muster.Tabular.Validating;

/// <summary>Titles and sentences of rules in the reader's language. The engine's own words are English; French stands in <c>RulesText.fr.resx</c>.</summary>
public static class RuleWords
{
    static readonly ResourceManager French = new("Muster.Tabular.RulesText.French", typeof(RuleWords).Assembly);
    static readonly Lazy<IReadOnlyDictionary<string, RuleInfo>> Rules = new(() => Validator.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id));

    /// <summary>What a rule asks.</summary>
    /// <param name="rule">Its id.</param>
    /// <param name="language">Two letters, <c>fr</c> or <c>en</c>; any other language gives English.</param>
    /// <returns>The title; the id itself where no such rule is known, as for the rows of a schema.</returns>
    public static string Title(string rule, string language) =>
        Translated(rule, language) ?? Rules.Value.GetValueOrDefault(rule)?.Title ?? rule;

    /// <summary>Document and section where a rule stands, or null for a rule that is not the engine's own.</summary>
    public static string? Source(string rule) => Rules.Value.GetValueOrDefault(rule)?.Source;

    /// <summary>The sentence of a finding.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="language">Two letters, <c>fr</c> or <c>en</c>; any other language gives English.</param>
    public static string Message(Finding finding, string language) =>
        Translated(finding.Rule + "-message", language) is { Length: > 0 } template ? Fill(template, finding.Arguments) : finding.Message;

    /// <summary>Puts arguments into <c>{0}</c>, <c>{1}</c> …; a template may change their order.</summary>
    internal static string Fill(string template, IReadOnlyList<string> arguments)
    {
        var sentence = template;
        for (var index = 0; index < arguments.Count; index++)
        {
            sentence = sentence.Replace($"{{{index}}}", arguments[index], StringComparison.Ordinal);
        }

        return sentence;
    }

    static string? Translated(string key, string language) => language == "fr" ? French.GetString(key, CultureInfo.InvariantCulture) : null;
}
