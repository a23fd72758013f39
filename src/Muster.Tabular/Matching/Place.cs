namespace Muster.Tabular.Matching;

/// <summary>One administrative unit of a gazetteer edition.</summary>
/// <param name="Code">P-code, unique in the country.</param>
/// <param name="Level">0 country, 1 to 5 below.</param>
/// <param name="Parent">P-code of the unit above, taken from the gazetteer and not from the text of the code; null for the country.</param>
/// <param name="Name">Name shown: first language that is filled.</param>
/// <param name="Names">All names by ISO 639-1 language.</param>
public sealed record Place(string Code, int Level, string? Parent, string Name, IReadOnlyDictionary<string, string> Names);
