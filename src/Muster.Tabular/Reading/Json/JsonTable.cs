namespace Muster.Tabular.Reading.Json;

/// <summary>How the rows of a list lie in a JSON file.</summary>
enum JsonShape
{
    /// <summary>A list of objects: their names are the header.</summary>
    Objects,

    /// <summary>A list of lists: the first may be the header.</summary>
    Arrays,

    /// <summary>Features of GeoJSON or geometries of TopoJSON: the table is in their properties.</summary>
    Features,
}

/// <summary>A list found in a JSON file.</summary>
/// <param name="Path">Names that lead to it, empty for the root; each list of lists or objects below the root counts.</param>
/// <param name="Shape">How rows lie in it.</param>
sealed record JsonTable(IReadOnlyList<string> Path, JsonShape Shape)
{
    readonly Dictionary<string, int> columns = [];

    /// <summary>Names of all rows in order of first sight, those of inner objects joined with a point.</summary>
    public IReadOnlyDictionary<string, int> Columns => columns;

    /// <summary>Name of the projection that the file states, or null.</summary>
    public string? Projection { get; set; }

    /// <summary>True for the geometries of a topology, whose lines lie elsewhere in the file.</summary>
    public bool IsTopology { get; set; }

    /// <summary>Rows in it.</summary>
    public long Rows { get; set; }

    public void Add(string column, int limit)
    {
        if (columns.TryAdd(column, columns.Count) && columns.Count > limit)
        {
            throw ReadProblems.TooManyColumns((int)Math.Min(Rows + 1, int.MaxValue), limit);
        }
    }
}
