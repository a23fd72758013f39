namespace Muster.Server.Pages;

/// <summary>A step of the way to a page.</summary>
/// <param name="Label">Text.</param>
/// <param name="Path">Address.</param>
public sealed record Crumb(string Label, string Path);
