namespace Muster.Tabular.Validating;

/// <summary>A rule as documented.</summary>
/// <param name="Id">For example <c>PS-04</c>.</param>
/// <param name="Severity">Its usual severity.</param>
/// <param name="Title">What it asks, in a few English words.</param>
/// <param name="Message">Template with {braces}.</param>
/// <param name="Source">Document and section.</param>
public sealed record RuleInfo(string Id, Severity Severity, string Title, string Message, string Source);
