using System.Globalization;
using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Muster.Tabular.Reading.Xls;

/// <summary>A workbook of Excel 97 to 2003 and before.</summary>
sealed class XlsFile : TableFile
{
    readonly Func<Stream> open;
    readonly ReadOptions options;

    public XlsFile(Func<Stream> open, ReadOptions options)
    {
        (this.open, this.options) = (open, options);
        using var reader = Open();
        var sheets = new List<SheetName>();
        do
        {
            sheets.Add(new SheetName(sheets.Count, reader.Name, reader.VisibleState != "visible"));
        }
        while (reader.NextResult());

        Sheets = sheets;
    }

    public override SourceFormat Format => SourceFormat.Xls;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override RowReader OpenRows(int sheetIndex)
    {
        var reader = Open();
        for (var sheet = 0; sheet < sheetIndex; sheet++)
        {
            reader.NextResult();
        }

        return new XlsReader(reader, options);
    }

    IExcelDataReader Open()
    {
        System.Text.Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        try
        {
            return ExcelReaderFactory.CreateBinaryReader(open());
        }
        catch (InvalidPasswordException)
        {
            throw ReadProblems.Encrypted();
        }
        catch (Exception broken) when (broken is not UnreadableException)
        {
            throw ReadProblems.Broken("The old Excel workbook is damaged.", null, broken);
        }
    }
}

/// <summary>Streams the rows of a sheet of an old workbook.</summary>
sealed class XlsReader(IExcelDataReader reader, ReadOptions options) : RowReader
{
    readonly List<(string Text, CellKind Kind)> cells = [];
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
            cells.Add(Cell(column));
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

    (string Text, CellKind Kind) Cell(int column) => reader.GetValue(column) switch
    {
        null or "" => ("", CellKind.Empty),
        string text => (text, CellKind.Text),
        bool value => (value ? "true" : "false", CellKind.Boolean),
        DateTime date => (date.ToString(date.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), CellKind.Date),
        TimeSpan time => (string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours:00}:{time.Minutes:00}:{time.Seconds:00}"), CellKind.Text),
        double number => (NumberText(number), CellKind.Number),
        var other => (Convert.ToString(other, CultureInfo.InvariantCulture) ?? "", CellKind.Number),
    };

    static string NumberText(double number) => Math.Abs(number) is 0 or (>= 1e-9 and < 1e21) ? ((decimal)number == (decimal)Math.Round(number) ? Math.Round(number).ToString("F0", CultureInfo.InvariantCulture) : number.ToString("R", CultureInfo.InvariantCulture)) : number.ToString("R", CultureInfo.InvariantCulture);
}
