using System.Globalization;
using System.Text;

namespace Muster.Server.Features.Figures;

/// <summary>The figures behind a figure as CSV: UTF-8 with a byte order mark, so that spreadsheets read accents.</summary>
sealed class FigureCsv
{
    readonly StringBuilder text = new();

    public FigureCsv Row(params IReadOnlyList<object?> cells)
    {
        text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
        return this;
    }

    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];

    static string Cell(object? cell) => cell switch
    {
        null => "",
        string written => Quoted(Harmless(written)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quoted(cell.ToString() ?? ""),
    };

    /// <summary>A text that a spreadsheet would take for a formula gets an apostrophe before it (product.md, "Formulas").</summary>
    static string Harmless(string written) =>
        written.Length > 0 && (written[0] is '=' or '@' or '\t' or '\r' || (written[0] is '+' or '-' && (written.Length < 2 || !char.IsAsciiDigit(written[1])))) ? "'" + written : written;

    static string Quoted(string written) => written.AsSpan().ContainsAny("\",\r\n") ? $"\"{written.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : written;
}
