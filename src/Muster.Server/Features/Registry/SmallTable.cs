using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Registry;

/// <summary>A spreadsheet of records, small enough to hold: up to 20,000 rows. Read by the engine, so CSV, XLSX, XLS, ODS and JSON alike.</summary>
/// <param name="Headers">Headers, folded; position is column.</param>
/// <param name="Rows">Row number from 1 as the spreadsheet shows it, and its cells.</param>
sealed record SmallTable(IReadOnlyList<string> Headers, IReadOnlyList<(int Number, IReadOnlyList<string> Cells)> Rows)
{
    public const int MostRows = 20_000;
    public const long MostBytes = 20L << 20;

    /// <exception cref="UnreadableException">Not a table, or too large.</exception>
    public static async Task<SmallTable> ReadAsync(IFormFile file, IFileStore files, CancellationToken cancel)
    {
        var path = files.NewTemporaryPath();
        try
        {
            await using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                await file.CopyToAsync(copy, cancel);
            }

            return Read(path, file.FileName, cancel);
        }
        finally
        {
            File.Delete(path);
        }
    }

    static SmallTable Read(string path, string name, CancellationToken cancel)
    {
        using var source = TableSource.Open(path, new ReadOptions { FileName = Path.GetFileName(name), MaxUnfoldedBytes = 200L << 20 });
        var sheet = SheetDetector.Detect(source, SheetDetector.ProposeSheet(source));
        var rows = new List<(int, IReadOnlyList<string>)>();
        using var reader = source.OpenRows(sheet.Index);
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (reader.RowNumber < sheet.FirstDataRow)
            {
                continue;
            }

            var cells = new string[sheet.Columns.Count];
            for (var column = 0; column < cells.Length; column++)
            {
                cells[column] = column < reader.FieldCount ? reader.Field(column).Trim().ToString() : "";
            }

            if (Array.Exists(cells, cell => cell.Length > 0))
            {
                rows.Add((reader.RowNumber, cells));
            }

            if (rows.Count > MostRows)
            {
                throw new UnreadableException(new ReadProblem("too-many-rows", $"The file has more than {MostRows:N0} rows.", null, "Divide it into smaller files."));
            }
        }

        return new SmallTable([.. sheet.Columns.Select(column => OrganisationStore.KeyOf(column.Header))], rows);
    }

    /// <summary>Position of the first column with one of these headers (compared without accents, case, blanks and marks); -1 where none has.</summary>
    public int Column(params string[] names) => Headers.ToList().FindIndex(header => names.Any(name => OrganisationStore.KeyOf(name) == header));
}
