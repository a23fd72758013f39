using System.CommandLine;
using Muster.Tabular.Mapping;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;

namespace Muster.Cli;

/// <summary>The boundary layers that a verb asks.</summary>
sealed class BoundaryInput
{
    readonly Option<string[]> files = new("--boundaries") { Description = "Boundary layers of the country: GeoJSON, TopoJSON, KML, a zipped shapefile or a GeoPackage. May be given several times, a file a level.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };

    /// <summary>Adds the option to a verb.</summary>
    public BoundaryInput(Command verb) => verb.Options.Add(files);

    /// <summary>The layers, or null where none are named.</summary>
    public BoundarySet? Read(ParseResult parsed) => Paths(parsed) is { Length: > 0 } paths ? BoundarySet.ReadFiles(paths) : null;

    /// <summary>The units of the layers as a gazetteer: for rules that ask for names and codes, where no gazetteer is named. Null where the layers have no codes.</summary>
    public Gazetteer? Gazetteer(ParseResult parsed)
    {
        try
        {
            return Paths(parsed) is { Length: > 0 } paths ? GazetteerReader.ReadFiles(paths) : null;
        }
        catch (UnreadableException problem) when (problem.Problem.Code.StartsWith("gazetteer-", StringComparison.Ordinal))
        {
            return null;
        }
    }

    string[] Paths(ParseResult parsed)
    {
        var paths = parsed.GetValue(files) ?? [];
        return paths.FirstOrDefault(path => !File.Exists(path)) is { } missing ? throw new RefusedException($"There is no file {missing}.") : paths;
    }
}
