using Microsoft.Extensions.Localization;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Places;

/// <summary>Collects what is wrong with an edition's files. The sentence of a rule is a resource and its values are kept, so that the page tells it in the reader's language.</summary>
sealed class PlaceFindings(IStringLocalizer<PlacesText> text)
{
    readonly List<Finding> all = [];
    readonly List<Finding> refusing = [];

    public IReadOnlyList<Finding> All => all;

    /// <summary>Findings for which the load is refused.</summary>
    public IReadOnlyList<Finding> Refusing => refusing;

    public void Add(IEnumerable<Finding> findings) => all.AddRange(findings);

    public void Refuse(string rule, string? place, params string[] more) => refusing.Add(Add(rule, Severity.Error, place, more));

    public void Error(string rule, string? place, params string[] more) => Add(rule, Severity.Error, place, more);

    public void Warn(string rule, string? place, params string[] more) => Add(rule, Severity.Warning, place, more);

    public void Tell(string rule, string? place, params string[] more) => Add(rule, Severity.Information, place, more);

    /// <summary>The sentence in the reader's language; the engine's own where the resources have none.</summary>
    public static string Sentence(Finding finding, IStringLocalizer text)
    {
        var sentence = text[Key(finding), [.. finding.Arguments]];
        return sentence.ResourceNotFound ? finding.Message : sentence;
    }

    static string Key(Finding finding) => finding is { Rule: "AB-G03", Severity: Severity.Warning } ? "finding-AB-G03-repaired" : "finding-" + finding.Rule;

    Finding Add(string rule, Severity severity, string? place, string[] more)
    {
        string[] arguments = place is null ? more : [place, .. more];
        var finding = new Finding(rule, severity, null, null, more.FirstOrDefault(), null, place, 1, "", arguments);
        all.Add(finding with { Message = text[Key(finding), [.. arguments]] });
        return all[^1];
    }
}
