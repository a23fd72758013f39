using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Detecting;

/// <summary>A row of the preview.</summary>
sealed partial class PreviewRow
{
    readonly string[] cells;
    readonly CellKind[] kinds;

    public PreviewRow(RowReader reader)
    {
        Number = reader.RowNumber;
        cells = new string[reader.FieldCount];
        kinds = new CellKind[reader.FieldCount];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = reader.Field(column).ToString();
            kinds[column] = reader.Kind(column);
        }

        Filled = Enumerable.Range(0, cells.Length).Where(column => !string.IsNullOrWhiteSpace(cells[column])).ToList();
    }

    /// <summary>Number from 1.</summary>
    public int Number { get; }

    /// <summary>Columns that hold something.</summary>
    public IReadOnlyList<int> Filled { get; }

    public int LastFilled => Filled.Count == 0 ? -1 : Filled[^1];

    /// <summary>Text of a cell; empty past the end.</summary>
    public string this[int column] => column < cells.Length ? cells[column] : "";

    public bool IsFilled(int column) => !string.IsNullOrWhiteSpace(this[column]);

    /// <summary>True for a number or date of any common writing; a year alone is left open.</summary>
    public bool IsFigure(int column) => IsFilled(column) && (kinds[column] is CellKind.Number or CellKind.Date or CellKind.Boolean || LooksNumeric(cells[column]));

    public bool IsYear(int column) => this[column].Trim() is { Length: 4 } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is >= 1900 and <= 2100;

    /// <summary>True for what a label or a text is: neither a figure nor a mark for none.</summary>
    public bool IsWorded(int column) => this[column].Any(char.IsLetterOrDigit) && !IsFigure(column);

    // Age bands such as 0-17, 18+ or <5 are labels.
    static bool LooksNumeric(string text) => Figure().IsMatch(text);

    [GeneratedRegex(@"^\s*[-+(]?[\d][\d.,'\s]*([eE][-+]?\d+)?\s*%?\)?\s*$|^\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Figure();
}

/// <summary>The first rows of a sheet, from which the place of its table is told.</summary>
sealed class Preview
{
    const int Rows = 200;
    const int Scanned = 2000;

    readonly Dictionary<int, PreviewRow> byNumber = [];

    /// <summary>Rows that hold something, in order.</summary>
    public IReadOnlyList<PreviewRow> Filled { get; private init; } = [];

    /// <summary>A row by its number, or null where it is blank or beyond the preview.</summary>
    public PreviewRow? this[int number] => byNumber.GetValueOrDefault(number);

    public static Preview Read(TableSource source, int sheetIndex)
    {
        using var reader = source.OpenRows(sheetIndex);
        var filled = new List<PreviewRow>();
        for (var read = 0; filled.Count < Rows && read < Scanned && reader.Read(); read++)
        {
            if (new PreviewRow(reader) is { Filled.Count: > 0 } row)
            {
                filled.Add(row);
            }
        }

        var preview = new Preview { Filled = filled };
        foreach (var row in filled)
        {
            preview.byNumber.Add(row.Number, row);
        }

        return preview;
    }
}
