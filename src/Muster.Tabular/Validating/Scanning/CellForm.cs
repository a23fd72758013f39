namespace Muster.Tabular.Validating.Scanning;

/// <summary>What a cell turned out to be, as far as one cell can tell.</summary>
enum CellForm : byte
{
    /// <summary>Nothing, or blanks.</summary>
    Blank,

    /// <summary>A whole number, not negative, written as itself.</summary>
    Whole,

    /// <summary>A number with a fraction or a minus, written as itself.</summary>
    Number,

    /// <summary>A number in another dress: <c>1,234</c>, <c>012</c>, <c>1E5</c>.</summary>
    DressedNumber,

    /// <summary>A date.</summary>
    Date,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>A text that stands for nothing: <c>NA</c>, <c>&lt;Null&gt;</c>, <c>-</c>, or an error of a workbook.</summary>
    Placeholder,

    /// <summary>Anything else.</summary>
    Text,
}
