using System.Text;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Imports;

/// <summary>Rows that wait for a person, kept as typed with their row numbers.</summary>
static class QueuedRows
{
    /// <summary>Writes them as CSV: <c>row</c>, then the columns of the file.</summary>
    /// <returns>The hash; null where there are none.</returns>
    public static async Task<string?> StoreAsync(IFileStore files, TableSource source, Sheet sheet, IReadOnlyList<int> rows, CancellationToken cancel)
    {
        if (rows.Count == 0)
        {
            return null;
        }

        var path = files.NewTemporaryPath();
        try
        {
            await using (var text = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
            {
                Write(text, source, sheet, rows, cancel);
            }

            return (await files.AdoptAsync(path, cancel)).Hash;
        }
        finally
        {
            File.Delete(path);
        }
    }

    static void Write(TextWriter text, TableSource source, Sheet sheet, IReadOnlyList<int> rows, CancellationToken cancel)
    {
        text.WriteLine(string.Join(',', sheet.Columns.Select(column => CsvText.Field(column.Header)).Prepend("row")));
        var wanted = rows.ToHashSet();
        using var reader = source.OpenRows(sheet.Index);
        while (reader.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (!wanted.Contains(reader.RowNumber))
            {
                continue;
            }

            text.Write(reader.RowNumber);
            for (var column = 0; column < sheet.Columns.Count; column++)
            {
                text.Write(',');
                text.Write(CsvText.Field(reader.Field(sheet.Columns[column].Index).ToString()));
            }

            text.WriteLine();
        }
    }
}
