using System.Globalization;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>A repair as the page's forms send it.</summary>
public sealed class RepairForm
{
    const int MostRows = 10_000;

    /// <summary>Word of the step, as in its JSON.</summary>
    public string? Step { get; set; }

    public string? Column { get; set; }
    public DateOrder? Order { get; set; }
    public string? DecimalMark { get; set; }

    /// <summary>Row numbers: <c>5, 9-12</c>.</summary>
    public string? Rows { get; set; }

    public string? After { get; set; }
    public string? Reason { get; set; }
    public int Revision { get; set; }

    /// <summary>The steps meant; empty where the form is not complete.</summary>
    internal async Task<IReadOnlyList<RepairStep>> ToStepsAsync(ImportScope scope, IFileStore files, CancellationToken cancel) => Step switch
    {
        "trim" => [new TrimCells()],
        "drop-totals" => [new DropTotalRows()],
        "read-dates" when Column is { Length: > 0 } column && Order is { } order => [new ReadDates(column, order)],
        "read-numbers" when Column is { Length: > 0 } column && DecimalMark is "." or "," => [new ReadNumbers(Column!, DecimalMark[0])],
        "drop-rows" when RowNumbers(Rows) is { Count: > 0 } rows && !string.IsNullOrWhiteSpace(Reason) => [new DropRows(rows, Reason.Trim())],
        "edit-cell" => await EditAsync(scope, files, cancel) is { } edit ? [edit] : [],
        _ => [],
    };

    /// <summary>Numbers from 1, in order, each once; empty where the text holds anything else.</summary>
    internal static IReadOnlyList<int> RowNumbers(string? text)
    {
        var rows = new SortedSet<int>();
        foreach (var part in (text ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last) || first < 1 || last < first || last - first >= MostRows)
            {
                return [];
            }

            rows.UnionWith(Enumerable.Range(first, last - first + 1));
        }

        return rows.Count <= MostRows ? [.. rows] : [];
    }

    async Task<EditCell?> EditAsync(ImportScope scope, IFileStore files, CancellationToken cancel)
    {
        if (RowNumbers(Rows) is not [var row] || string.IsNullOrWhiteSpace(Reason)
            || await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel) is not { } examination
            || examination.Sheet.Columns.FirstOrDefault(column => column.Header == Column) is not { } found
            || row < examination.Sheet.FirstDataRow
            || await files.PathAsync(scope.Import.FileHash, cancel) is not { } path)
        {
            return null;
        }

        using var source = TableSource.Open(path, ImportChoices.Of(scope.Import).ToReadOptions(scope.Import.FileName));
        var typed = RowLookup.Find(source, examination.Sheet.Index, [row], cancel).GetValueOrDefault(row);
        return typed is null ? null : new EditCell(row, found.Header, typed.Cells.ElementAtOrDefault(found.Index) ?? "", After ?? "", Reason.Trim());
    }
}
