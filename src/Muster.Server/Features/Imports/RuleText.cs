using System.Globalization;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Titles and sentences of rules in the reader's language.</summary>
static class RuleText
{
    /// <summary>The reader's language, two letters.</summary>
    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    /// <summary>What the rule asks.</summary>
    public static string Title(string rule) => RuleWords.Title(rule, Language);

    /// <summary>Where it stands.</summary>
    public static string? Source(string rule) => RuleWords.Source(rule);

    /// <summary>The sentence of a finding.</summary>
    public static string Message(Finding finding) => RuleWords.Message(finding, Language);
}
