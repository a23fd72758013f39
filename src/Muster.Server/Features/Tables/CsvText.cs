namespace Muster.Server.Features.Tables;

/// <summary>Fields of small CSV files.</summary>
static class CsvText
{
    /// <summary>Quoted where RFC 4180 asks for it.</summary>
    public static string Field(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The same, with an apostrophe before what a spreadsheet would take for a formula (product.md, "Formulas").</summary>
    public static string Guarded(string? text) => Field(IsFormula(text) ? "'" + text : text);

    static bool IsFormula(string? text) => text is { Length: > 0 } && (text[0] is '=' or '@' or '\t' or '\r' || (text[0] is '+' or '-' && (text.Length == 1 || !char.IsAsciiDigit(text[1]))));
}
