namespace Muster.Tabular.Repairing;

/// <summary>One cell changed, for the difference a person sees before accepting.</summary>
/// <param name="RowNumber">Row from 1.</param>
/// <param name="Column">Header.</param>
/// <param name="Before">As it was before the step; the first time, as typed.</param>
/// <param name="After">As the step leaves it.</param>
/// <param name="Step">Index from 0 of the step that did it.</param>
public sealed record CellChange(int RowNumber, string Column, string Before, string After, int Step);
