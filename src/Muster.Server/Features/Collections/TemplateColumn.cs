using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Collections;

/// <summary>What may stand in a column of a template.</summary>
public enum TemplateKind
{
    /// <summary>Anything.</summary>
    Text,

    /// <summary>A whole number, 0 or more.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date.</summary>
    Date,

    /// <summary>One of a list of words.</summary>
    List,

    /// <summary>P-code of a unit of the country, from a list.</summary>
    PlaceCode,

    /// <summary>Name of a unit of the country, from a list.</summary>
    PlaceName,
}

/// <summary>A column of a template.</summary>
/// <param name="Header">Header, unique in the template.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Kind">What may stand in it.</param>
/// <param name="IsKey">True where it is one of the columns that together name a row.</param>
/// <param name="IsRequired">True where no cell may stay empty.</param>
public sealed record TemplateColumn(string Header, Meaning Meaning, TemplateKind Kind, bool IsKey, bool IsRequired)
{
    /// <summary>Words of a <see cref="TemplateKind.List"/>.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];
}

/// <summary>How a return fits its template.</summary>
/// <param name="Columns">For each column of the template the column of the file it is, from 0, or -1 where the file lacks it.</param>
/// <param name="Sheet">Sheet that was read, from 0.</param>
/// <param name="Problems">What differs, most harmful first.</param>
/// <param name="Rows">Rows filled in.</param>
public sealed record ReturnCheck(IReadOnlyList<int> Columns, int Sheet, IReadOnlyList<ReturnProblem> Problems, long Rows)
{
    /// <summary>True where it can go into the merged table: every key column is there.</summary>
    public bool IsUsable { get; init; }

    /// <summary>Headers of the file, to choose from where a column was renamed.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];
}

/// <summary>What differs in a return.</summary>
/// <param name="Code">A text key: <c>missing</c>, <c>renamed</c>, <c>extra</c>, <c>reordered</c>, <c>unstamped</c>, <c>old-template</c>, <c>other-template</c>, <c>empty</c>, <c>blank</c>, <c>not-number</c>, <c>not-date</c>, <c>not-listed</c>, <c>repeated-key</c>.</param>
/// <param name="Column">Header in the template, or in the file where the template has none.</param>
/// <param name="Detail">An example or the other header.</param>
/// <param name="Row">First row it is seen in.</param>
/// <param name="Count">How many cells or rows.</param>
public sealed record ReturnProblem(string Code, string? Column, string? Detail, int? Row, long Count);
