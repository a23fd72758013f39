using NetTopologySuite.Operation.Valid;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Shapes are valid: rings closed, of four points and more, without crossing themselves (OGC 06-103r4, 6.1.11).</summary>
sealed class ShapeIsValid : LayerRule
{
    static readonly RuleInfo About = new("AB-G03", Severity.Error, "Shapes are valid", "{code}: {reason} near {lon}, {lat}.", "cod.md 4.5; OGC 06-103r4; needs shapes");

    public override RuleInfo Info => About;

    public override void Check(LayerPass pass, LayerInHand layer)
    {
        for (var index = 0; index < layer.Units.Count; index++)
        {
            pass.Cancel.ThrowIfCancellationRequested();
            var unit = layer.Units[index];
            var shape = unit.Shape;
            if (unit.Notes.Fault is { } fault)
            {
                var at = unit.Notes.At ?? shape?.Coordinate;
                layer.SetAside(index);
                pass.Unit(About, Severity.Error, unit, null, null, unit.Title, fault, at is null ? "?" : LayerPass.Degrees(at.X), at is null ? "?" : LayerPass.Degrees(at.Y));
            }
            else if (layer.IsSound(index) && new IsValidOp(shape!).ValidationError is { } error)
            {
                var at = error.Coordinate ?? shape!.Coordinate;
                layer.SetAside(index);
                pass.Unit(About, Severity.Error, unit, null, null, unit.Title, error.Message, LayerPass.Degrees(at.X), LayerPass.Degrees(at.Y));
            }
        }
    }
}
