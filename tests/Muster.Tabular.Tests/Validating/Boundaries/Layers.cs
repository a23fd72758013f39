using System.Globalization;
using System.Text;
using Muster.Tabular.Mapping;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Tests.Validating.Boundaries;

/// <summary>Makes boundary layers of squares near the middle of Haiti and checks them.</summary>
sealed class Layers
{
    readonly StringBuilder features = new();
    readonly string[] columns;

    Layers(params string[] columns) => this.columns = columns;

    public static Layers WithColumns(params string[] columns) => new(columns);

    /// <summary>A box of degrees east and north of 73 W, 18 N.</summary>
    public static string Box(double west, double south, double east, double north) => Shape(string.Create(CultureInfo.InvariantCulture, $"[[[{west - 73},{south + 18}],[{east - 73},{south + 18}],[{east - 73},{north + 18}],[{west - 73},{north + 18}],[{west - 73},{south + 18}]]]"));

    public static string Shape(string coordinates, string type = "Polygon") => $$"""{"type":"{{type}}","coordinates":{{coordinates}}}""";

    public Layers With(string geometry, params string[] values)
    {
        var properties = string.Join(',', columns.Zip(values, (column, value) => $"\"{column}\":\"{value}\""));
        features.Append(features.Length > 0 ? "," : "").Append("{\"type\":\"Feature\",\"properties\":{").Append(properties).Append("},\"geometry\":").Append(geometry).Append('}');
        return this;
    }

    public Muster.Tabular.Tests.Reading.TempFile Write() => new($"{{\"type\":\"FeatureCollection\",\"features\":[{features}]}}");

    /// <summary>What the rules of shapes and of coordinates say, as "rule: message".</summary>
    public IReadOnlyList<string> Findings(Layers? above = null)
    {
        using var file = Write();
        using var upper = above?.Write();
        return [.. Of(file.Path, upper is null ? null : BoundarySet.ReadFiles([upper.Path])).Select(finding => $"{finding.Rule}: {finding.Message}")];
    }

    public static List<Finding> Of(string path, BoundarySet? boundaries = null, string? group = "AB-G")
    {
        using var pipeline = Pipeline.Open(path);
        var findings = new List<Finding>();
        pipeline.Examine(new ValidateOptions { Today = new DateOnly(2026, 11, 25), Boundaries = boundaries }, findings.Add);
        return [.. findings.Where(finding => group is null || finding.Rule.StartsWith(group, StringComparison.Ordinal))];
    }
}
