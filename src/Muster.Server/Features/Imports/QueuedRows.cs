using System.Text;
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
        text.WriteLine(string.Join(',', sheet.Columns.Select(column => Csv.Field(column.Header)).Prepend("row")));
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
                text.Write(Csv.Field(reader.Field(sheet.Columns[column].Index).ToString()));
            }

            text.WriteLine();
        }
    }
}

/// <summary>Fields of small CSV files.</summary>
static class Csv
{
    /// <summary>Quoted where RFC 4180 asks for it.</summary>
    public static string Field(string? text) =>
        text is null ? "" : text.AsSpan().IndexOfAny("\",\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The same, with an apostrophe before what a spreadsheet would take for a formula (product.md, "Formulas").</summary>
    public static string Guarded(string? text) => Field(IsFormula(text) ? "'" + text : text);

    static bool IsFormula(string? text) => text is { Length: > 0 } && (text[0] is '=' or '@' or '\t' or '\r' || (text[0] is '+' or '-' && (text.Length == 1 || !char.IsAsciiDigit(text[1]))));
}
