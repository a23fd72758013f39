namespace Muster.Tabular.Matching;

/// <summary>What is to be told with an answer, besides how it was found.</summary>
[Flags]
public enum PlaceFaults
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Letters of another script inside a word, such as a Cyrillic <c>о</c> in a Latin name.</summary>
    WrongScript = 1,

    /// <summary>The text was decoded wrongly: <c>LÃ©ogÃ¢ne</c>, <c>Extr�me-Nord</c>.</summary>
    BrokenDecoding = 2,

    /// <summary>The unit found does not lie under the parent that was asked.</summary>
    OtherParent = 4,

    /// <summary>The parent that was asked is not in the gazetteer.</summary>
    UnknownParent = 8,

    /// <summary>A code that begins with another country's letters.</summary>
    ForeignCode = 16,

    /// <summary>The number of the section differs: <c>2e Section Turgeau</c> where the list has <c>1re Section Turgeau</c>.</summary>
    OtherOrdinal = 32,
}
