using System.Text.Json;
using Muster.Server.Features.Figures.Drawing;
using Muster.Testing;
using NetTopologySuite.Features;
using NetTopologySuite.IO.Converters;

namespace Muster.Server.Tests.Figures;

/// <summary>The demonstration's boundaries, and its population as their figures.</summary>
static class SampleAreas
{
    static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    /// <summary>Areas of a level, 1 to 3, with the figure of a column of the derived population table.</summary>
    public static IReadOnlyList<MapArea> Level(int level, string column = "T_TL")
    {
        var folder = Path.Combine(ProjectRoot.Path, "samples", "haiti-matthew");
        var figures = Figures(Path.Combine(folder, "population", $"hti_admpop_adm{level}_2015_derived.csv"), $"ADM{level}_PCODE", column);
        var features = JsonSerializer.Deserialize<FeatureCollection>(File.ReadAllText(Path.Combine(folder, "boundaries", $"hti_adm{level}.geojson")), GeoJson)!;
        return [.. features.Select(feature => new MapArea(
            (string)feature.Attributes[$"ADM{level}_PCODE"], (string)feature.Attributes[$"ADM{level}_FR"], (string)feature.Attributes[$"ADM{level - 1}_PCODE"], feature.Geometry,
            figures[(string)feature.Attributes[$"ADM{level}_PCODE"]]))];
    }

    static Dictionary<string, decimal> Figures(string file, string codeColumn, string valueColumn)
    {
        var lines = File.ReadAllLines(file);
        var header = lines[0].Split(',').ToList();
        var (code, value) = (header.IndexOf(codeColumn), header.IndexOf(valueColumn));
        return lines.Skip(1).Select(line => line.Split(',')).ToDictionary(cells => cells[code], cells => decimal.Parse(cells[value], System.Globalization.CultureInfo.InvariantCulture));
    }
}
