namespace Muster.Tabular.Validating.Scanning;

/// <summary>What every row with a text needs of it: small, so that it stays in the cache.</summary>
struct HotFacts
{
    /// <summary>Marks <see cref="Faults"/> of a text that no rule was asked about yet.</summary>
    public const ulong NotJudged = 1UL << 63;

    /// <summary>Its value as a number, or NaN.</summary>
    public double Number;

    /// <summary>Text rules that it fails, a bit for each.</summary>
    public ulong Faults = NotJudged;

    /// <summary>Rows with it so far.</summary>
    public int Rows;

    /// <summary>What it is.</summary>
    public CellForm Form;

    public HotFacts()
    {
    }
}
