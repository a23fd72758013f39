using Muster.Tabular.Reading.Blocks;
using TextEncoding = System.Text.Encoding;

namespace Muster.Tabular.Reading;

/// <summary>A file of separated text.</summary>
sealed class CsvFile : TableFile
{
    readonly Func<Stream> open;
    readonly TextEncoding encoding;
    readonly char separator;
    readonly ReadOptions options;

    /// <param name="open">Opens the bytes anew, seekable.</param>
    /// <param name="name">Name of its only sheet.</param>
    /// <param name="options">Choices and limits.</param>
    public CsvFile(Func<Stream> open, string name, ReadOptions options)
    {
        (this.open, this.options) = (open, options);
        Sheets = [new SheetName(0, name, IsHidden: false)];
        using (var stream = open())
        {
            encoding = options.Encoding is { } chosen ? TextEncodings.Named(chosen) : TextEncodings.Detect(stream);
        }

        if (options.Separator is { } given)
        {
            separator = given;
            Separators.Check(open(), encoding, separator, options);
        }
        else
        {
            separator = Separators.Detect(open(), encoding, options);
        }
    }

    public override SourceFormat Format => SourceFormat.Csv;

    public override string Encoding => encoding.WebName;

    public override char? Separator => separator;

    public override IReadOnlyList<SheetName> Sheets { get; }

    public override RowReader OpenRows(int sheetIndex) => separator < 'ÿ'
        ? new CsvReader(open(), encoding, separator, options)
        : new PlainCsvReader(open(), encoding, separator, options);

    public override BlockSource OpenBlocks(int sheetIndex) => CsvBlocks.CanCut(encoding, separator)
        ? new CsvBlocks(open(), encoding, separator, options)
        : base.OpenBlocks(sheetIndex);
}
