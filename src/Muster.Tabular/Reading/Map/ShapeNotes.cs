using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>What a shape had that a sound one has not, and that was mended in reading so that the rest can be used.</summary>
/// <param name="Fault">Why it is not valid, for example that a ring is not closed; null where nothing was mended.</param>
/// <param name="At">Where.</param>
/// <param name="HasThirdCoordinate">It had heights or measures; they were left out.</param>
readonly record struct ShapeNotes(string? Fault, Coordinate? At, bool HasThirdCoordinate);
