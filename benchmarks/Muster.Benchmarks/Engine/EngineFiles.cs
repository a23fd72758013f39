using Muster.Testing;

namespace Muster.Benchmarks.Engine;

/// <summary>The files of a run, made by the generator and gone with it.</summary>
sealed class EngineFiles : IDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("muster-bench-").FullName;

    public EngineFiles(int rows)
    {
        Make("{csv}", "table.csv", rows);
        Make("{small}", "small.csv", 100_000);
        Make("{twenty}", "twenty.csv", 20);
        Paths["{places}"] = Path.Combine(ProjectRoot.Path, "samples/haiti-matthew/places/hti_admin_adm2.csv");
        Paths["{out}"] = Path.Combine(folder, "output");
    }

    public Dictionary<string, string> Paths { get; } = [];

    /// <summary>Arguments with the paths in place; the workbook is made when it is first asked for.</summary>
    public List<string> Fill(IEnumerable<string> arguments)
    {
        var filled = arguments.ToList();
        if (filled.Contains("{xlsx}") && !Paths.ContainsKey("{xlsx}"))
        {
            Paths["{xlsx}"] = Path.Combine(folder, "small.xlsx");
            StageVerb.Run(["xlsx", Paths["{small}"], Paths["{xlsx}"]]);
        }

        return [.. filled.Select(argument => Paths.GetValueOrDefault(argument, argument))];
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    void Make(string name, string file, int rows)
    {
        Paths[name] = Path.Combine(folder, file);
        GenerateVerb.Write(Paths[name], rows, seed: 2016, faultsOfEachKind: Math.Min(100, rows / 20));
    }
}
