using System.Globalization;
using Muster.Tabular.Mapping;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Validating.Boundaries;

/// <summary>One run over the layers of a file: where findings go, and how figures are written in them.</summary>
sealed class LayerPass(FindingSink sink, CancellationToken cancel)
{
    /// <summary>Stops a long comparison.</summary>
    public CancellationToken Cancel { get; } = cancel;

    /// <summary>Reports a fault of one unit.</summary>
    public void Unit(RuleInfo rule, Severity severity, BoundaryUnit unit, string? value, string? expected, params string[] arguments) =>
        sink.Add(rule, severity, unit.RowNumber, null, value, expected, unit.Code.Length > 0 ? unit.Code : null, 1, arguments);

    /// <summary>Reports a fault of a layer.</summary>
    public void Layer(RuleInfo rule, Severity severity, string? value, string? expected, long count, params string[] arguments) =>
        sink.Add(rule, severity, null, null, value, expected, null, count, arguments);

    /// <summary>Degrees to a metre.</summary>
    public static string Degrees(double degrees) => degrees.ToString("0.#####", CultureInfo.InvariantCulture);

    /// <summary>Longitude and latitude.</summary>
    public static string Point(Coordinate point) => $"{Degrees(point.X)}, {Degrees(point.Y)}";

    /// <summary>Square kilometres, with as many figures as say something.</summary>
    public static string SquareKilometres(double area) => area.ToString(area >= 100 ? "0" : area >= 1 ? "0.##" : "0.####", CultureInfo.InvariantCulture);

    /// <summary>An area with its unit.</summary>
    public static string Area(double squareMetres) =>
        squareMetres >= 1e5 ? $"{SquareKilometres(squareMetres / 1e6)} km2" : $"{squareMetres.ToString(squareMetres >= 10 ? "0" : "0.##", CultureInfo.InvariantCulture)} m2";

    /// <summary>A share of one in per cent.</summary>
    public static string Share(double share) => $"{(share * 100).ToString(share >= 0.1 ? "0" : share >= 0.001 ? "0.##" : "0.####", CultureInfo.InvariantCulture)} %";
}
