namespace Muster.Tabular.Aggregating;

/// <summary>The rows of one unit.</summary>
/// <param name="Code">Its p-code; null for rows without one.</param>
/// <param name="Level">Its level; -1 without a code.</param>
/// <param name="Above">Codes of the units above it by level, as the gazetteer or the row names them.</param>
sealed record PlaceGroup(string? Code, int Level, string?[] Above)
{
    /// <summary>Tallies by measure.</summary>
    public Tally[] Tallies { get; set; } = [];

    /// <summary>The tally of a measure; room is made as measures appear.</summary>
    public ref Tally this[int measure]
    {
        get
        {
            if (measure >= Tallies.Length)
            {
                var more = new Tally[Math.Max(measure + 1, Tallies.Length * 2)];
                Tallies.CopyTo(more, 0);
                Tallies = more;
            }

            return ref Tallies[measure];
        }
    }
}
