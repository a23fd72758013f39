namespace Muster.Tabular.Reading;

/// <summary>What a person has already decided about a file, and the limits of reading it. Every choice left null is detected.</summary>
public sealed record ReadOptions
{
    /// <summary>Name of the file as uploaded, for messages and for the year in it (cod.md 3); never used to tell the format.</summary>
    public string? FileName { get; init; }

    /// <summary>Name of the text encoding, for example <c>windows-1252</c>.</summary>
    public string? Encoding { get; init; }

    /// <summary>Field separator of a text file.</summary>
    public char? Separator { get; init; }

    /// <summary>Longest cell accepted, in characters. A longer one ends the pass with <c>cell-too-long</c>.</summary>
    public int MaxCellCharacters { get; init; } = 1_048_576;

    /// <summary>Most columns accepted.</summary>
    public int MaxColumns { get; init; } = 16_384;

    /// <summary>Most bytes that a compressed file may unfold to. Past it: <c>file-bomb</c>.</summary>
    public long MaxUnfoldedBytes { get; init; } = 4L << 30;

    /// <summary>The defaults.</summary>
    public static ReadOptions Default { get; } = new();
}
