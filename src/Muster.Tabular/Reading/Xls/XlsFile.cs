using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace Muster.Tabular.Reading.Xls;

/// <summary>A workbook of Excel 97 to 2003 and before.</summary>
sealed class XlsFile : TableFile
{
    readonly Func<Stream> open;
    readonly ReadOptions options;
    readonly Lock loading = new();
    IReadOnlyList<IReadOnlyDictionary<(int Row, int Column), string>>? errors;

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
        Notes = CompoundFile.Holds(open, "_VBA_PROJECT_CUR") ? [SourceNote.Macros] : [];
    }

    public override SourceFormat Format => SourceFormat.Xls;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override IReadOnlyList<SourceNote> Notes { get; }

    public override RowReader OpenRows(int sheetIndex)
    {
        var reader = Open();
        for (var sheet = 0; sheet < sheetIndex; sheet++)
        {
            reader.NextResult();
        }

        return new XlsReader(reader, options, Errors(sheetIndex));
    }

    /// <summary>Error values of a sheet; read once, as most workbooks have none.</summary>
    IReadOnlyDictionary<(int Row, int Column), string>? Errors(int sheetIndex)
    {
        lock (loading)
        {
            if (errors is null)
            {
                using var file = open();
                errors = CompoundStream.Read(file, options.MaxUnfoldedBytes, "Workbook", "Book") is { } records ? XlsErrors.Find(records) : [];
            }

            return sheetIndex < errors.Count ? errors[sheetIndex] : null;
        }
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
