namespace Muster.Tabular.Repairing;

/// <summary>What a step could not do as recorded. Nothing is ignored in silence: a step that finds no column does nothing and says so.</summary>
/// <param name="Code">Stable: <c>column-missing</c>, <c>column-ambiguous</c>, <c>row-missing</c>, <c>cell-differs</c>, <c>not-a-date</c>, <c>not-a-number</c>, <c>no-places</c>, <c>cells-left-out</c>, <c>key-missing</c>, <c>key-repeated</c>, <c>parts-differ</c>, <c>value-not-a-number</c>, <c>bands-not-exact</c>, <c>band-part-missing</c>.</param>
/// <param name="Step">Index of the step from 0; -1 for the pass as a whole.</param>
/// <param name="Column">Header named, or null.</param>
/// <param name="Count">Cells or rows concerned.</param>
/// <param name="FirstRow">Number of the first row, or null.</param>
/// <param name="Message">A sentence for people.</param>
public sealed record RepairProblem(string Code, int Step, string? Column, long Count, int? FirstRow, string Message);
