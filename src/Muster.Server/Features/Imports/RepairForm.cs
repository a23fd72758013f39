using System.Globalization;
using System.Text.Json;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>A repair as the page's forms send it.</summary>
public sealed class RepairForm
{
    const int MostRows = 10_000;

    /// <summary>Word of the step, as in its JSON.</summary>
    public string? Step { get; set; }

    /// <summary>Steps as JSON, from the page that showed their effect.</summary>
    public string? Json { get; set; }

    public string? Column { get; set; }

    /// <summary>The other column of an exchange.</summary>
    public string? Second { get; set; }

    public DateOrder? Order { get; set; }
    public string? DecimalMark { get; set; }

    /// <summary>Row numbers: <c>5, 9-12</c>.</summary>
    public string? Rows { get; set; }

    /// <summary>What is looked for: a text, or a beginning.</summary>
    public string? Find { get; set; }

    /// <summary>What stands there afterwards.</summary>
    public string? With { get; set; }

    public string? Separator { get; set; }

    /// <summary>Headers of new columns, or age bands, separated by commas.</summary>
    public string? Into { get; set; }

    public CellTest? Test { get; set; }
    public string? Value { get; set; }
    public string? After { get; set; }
    public string? Reason { get; set; }
    public int Revision { get; set; }

    /// <summary>The steps meant; empty where the form is not complete.</summary>
    internal async Task<IReadOnlyList<RepairStep>> ToStepsAsync(OpenedImport import, CancellationToken cancel)
    {
        if (!string.IsNullOrEmpty(Json))
        {
            return Parse(Json);
        }

        var step = Step == "edit-cell" ? await Task.Run(() => Edit(import, cancel), cancel) : ToStep();
        return StepCheck.IsComplete(step) ? [step!] : [];
    }

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

    static IReadOnlyList<RepairStep> Parse(string json)
    {
        try
        {
            var steps = JsonSerializer.Deserialize<IReadOnlyList<RepairStep>>(json, TableColumn.Json) ?? [];
            return steps.All(StepCheck.IsComplete) ? steps : [];
        }
        catch (Exception wrong) when (wrong is JsonException or NotSupportedException)
        {
            return [];
        }
    }

    RepairStep? ToStep() => Step switch
    {
        "trim" => new TrimCells(),
        "drop-totals" => new DropTotalRows(),
        "read-dates" when Order is { } order => new ReadDates(Column ?? "", order),
        "read-numbers" when DecimalMark is "." or "," => new ReadNumbers(Column ?? "", DecimalMark[0]),
        "drop-rows" => new DropRows(RowNumbers(Rows), Reason?.Trim() ?? ""),
        "drop-rows-where" when Test is { } test => new DropRowsWhere(Column ?? "", test, test == CellTest.Blank ? null : Value?.Trim(), Reason?.Trim() ?? ""),
        "rewrite-prefix" => new RewritePrefix(Column ?? "", Find ?? "", With ?? ""),
        "replace-text" => new ReplaceText(Column ?? "", Find ?? "", With ?? ""),
        "swap-columns" => new SwapColumns(Column ?? "", Second ?? ""),
        "split-column" => new SplitColumn(Column ?? "", Separator == "blank" ? " " : Separator ?? "", List(Into)),
        "fill-down" => new FillDown(Column ?? ""),
        "sum-age-bands" => new SumAgeBands(List(Into)),
        _ => null,
    };

    static string[] List(string? text) => (text ?? "").Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The cell as the steps so far leave it, and what names its row.</summary>
    EditCell? Edit(OpenedImport import, CancellationToken cancel)
    {
        if (RowNumbers(Rows) is not [var row] || Column is not { Length: > 0 } header || row < import.Examination.Sheet.FirstDataRow)
        {
            return null;
        }

        using var cells = import.Cells();
        return cells.Columns.FirstOrDefault(column => column.Column.Header == header) is { } column && RowKeys.Find(cells, row, header, cancel) is { } found
            ? new EditCell(row, header, found.Cells[column.Column.Index], After ?? "", Reason?.Trim() ?? "", found.Key)
            : null;
    }
}
