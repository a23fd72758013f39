namespace Muster.Tabular.Repairing;

/// <summary>What became of a row.</summary>
public enum RowFate : byte
{
    /// <summary>Goes into the table.</summary>
    Accepted,

    /// <summary>Set aside for a person: its place has no certain answer.</summary>
    Queued,

    /// <summary>Left out by a recorded decision.</summary>
    Dropped,
}
