using Microsoft.Extensions.Localization;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Titles and sentences of rules in the reader's language; the engine's English where there is no other.</summary>
sealed class RuleText(IStringLocalizer<RulesText> text)
{
    static readonly Lazy<IReadOnlyDictionary<string, RuleInfo>> Rules = new(() => Validator.Rules.DistinctBy(rule => rule.Id).ToDictionary(rule => rule.Id));

    /// <summary>What the rule asks.</summary>
    public string Title(string rule) => text[rule] is { ResourceNotFound: false } title ? title : Rules.Value.GetValueOrDefault(rule)?.Title ?? rule;

    /// <summary>Where it stands.</summary>
    public static string? Source(string rule) => Rules.Value.GetValueOrDefault(rule)?.Source;

    /// <summary>The sentence of a finding.</summary>
    public string Message(Finding finding)
    {
        var template = text[finding.Rule + "-message"];
        return template.ResourceNotFound || template.Value.Length == 0 ? finding.Message : Fill(template, finding.Arguments);
    }

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
}
