using System.Globalization;
using ExcelDataReader;
using Muster.Tabular.Reading.Xlsx;

namespace Muster.Tabular.Reading.Xls;

/// <summary>Streams the rows of a sheet of an old workbook.</summary>
sealed class XlsReader(IExcelDataReader reader, ReadOptions options, IReadOnlyDictionary<(int Row, int Column), string>? errors) : RowReader
{
    static readonly DateTime DayZero = new(1899, 12, 31, 0, 0, 0, DateTimeKind.Unspecified);
    static readonly DateTime FirstDay = DayZero.AddDays(1);
    static readonly DateTime Day1904 = new(1904, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    readonly List<(string Text, CellKind Kind)> cells = [];
    readonly ILookup<int, CellRange> merged = (reader.MergeCells ?? []).Where(range => range.FromColumn == range.ToColumn && range.ToRow > range.FromRow).ToLookup(range => range.FromColumn);
    readonly Dictionary<int, (int LastRow, string Text, CellKind Kind)> held = [];
    readonly XmlText text = new();
    int rowNumber;

    public override int RowNumber => rowNumber;

    public override int FieldCount => cells.Count;

    public override ReadOnlySpan<char> Field(int index) => index < cells.Count ? cells[index].Text : default(ReadOnlySpan<char>);

    public override CellKind Kind(int index) => index < cells.Count ? cells[index].Kind : CellKind.Empty;

    public override bool Read()
    {
        cells.Clear();
        if (!TryRead())
        {
            return false;
        }

        rowNumber++;
        for (var column = 0; column < Math.Min(reader.FieldCount, options.MaxColumns); column++)
        {
            cells.Add(Merged(column, ErrorAt(column) ?? Cell(column)));
        }

        while (cells.Count > 0 && cells[^1].Kind == CellKind.Empty)
        {
            cells.RemoveAt(cells.Count - 1);
        }

        return true;
    }

    protected override void Dispose(bool disposing)
    {
        reader.Dispose();
        base.Dispose(disposing);
    }

    bool TryRead()
    {
        try
        {
            return reader.Read();
        }
        catch (Exception broken) when (broken is not UnreadableException)
        {
            throw ReadProblems.Broken("The old Excel workbook is damaged.", string.Create(CultureInfo.InvariantCulture, $"after row {rowNumber}"), broken);
        }
    }

    /// <summary>A cell merged downwards stands in its first row only and holds for all of them.</summary>
    (string Text, CellKind Kind) Merged(int column, (string Text, CellKind Kind) cell)
    {
        if (cell.Kind == CellKind.Empty)
        {
            return held.TryGetValue(column, out var above) && above.LastRow >= rowNumber - 1 ? (above.Text, above.Kind) : cell;
        }

        if (merged[column].FirstOrDefault(range => range.FromRow == rowNumber - 1) is { } range)
        {
            held[column] = (range.ToRow, cell.Text, cell.Kind);
        }

        return cell;
    }

    (string Text, CellKind Kind)? ErrorAt(int column) => errors is not null && errors.TryGetValue((rowNumber - 1, column), out var error) ? (error, CellKind.Error) : null;

    (string Text, CellKind Kind) Cell(int column) => reader.GetValue(column) switch
    {
        null or "" => ("", CellKind.Empty),
        string text => (text, CellKind.Text),
        bool value => (value ? "true" : "false", CellKind.Boolean),
        DateTime time when TimeOf(time, column) is { } hours => (Hours(hours), CellKind.Text),
        DateTime date => (date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), CellKind.Date),
        TimeSpan time => (Hours(time), CellKind.Text),
        double number => (NumberText(number), CellKind.Number),
        var other => (Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", CellKind.Number),
    };

    /// <summary>The hours of a time or duration, which the library gives as a date near the day from which the workbook counts; null for a date.</summary>
    TimeSpan? TimeOf(DateTime date, int column) => NumberFormats.OfCode(reader.GetNumberFormatString(column) ?? "") switch
    {
        _ when date < FirstDay => date - DayZero,
        NumberFormat.Time when date.Date == Day1904 => date.TimeOfDay,
        NumberFormat.Duration => date - (date.Year >= 1904 && date < Day1904.AddYears(4) ? Day1904 : DayZero),
        _ => null,
    };

    static string Hours(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}");

    string NumberText(double number)
    {
        text.Clear();
        CellNumbers.WriteNumber(number, text);
        return text.Value.ToString();
    }
}
