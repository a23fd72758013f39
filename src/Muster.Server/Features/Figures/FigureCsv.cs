using System.Globalization;
using System.Text;
using Muster.Server.Features.Tables;

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
        string written => CsvText.Guarded(written),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => CsvText.Field(cell.ToString()),
    };
}
