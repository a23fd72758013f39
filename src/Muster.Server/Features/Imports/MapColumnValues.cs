using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Storage;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>A distinct value of a column.</summary>
/// <param name="Text">As the steps leave it.</param>
/// <param name="Rows">Rows with it.</param>
public sealed record ColumnValue(string Text, long Rows);

/// <summary>The distinct values of a column, each with its count, to be brought onto the words of one list.</summary>
static class MapColumnValues
{
    /// <summary>More distinct values than this are no list of words.</summary>
    public const int Most = 300;

    public static async Task<IResult> Page(ImportScope scope, string? column, ImportViews views, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, HttpContext context, CancellationToken cancel)
    {
        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        if (opened is null)
        {
            return refusals.NotReady();
        }

        return Find(opened, column) is not { } chosen
            ? Refusals.Of(context, 404)
            : new RazorComponentResult<MapValuesPage>(new { View = await views.LoadAsync(scope, cancel), Column = column, Values = await Task.Run(() => Count(opened, chosen, cancel), cancel), List = Words(chosen.Meaning) });
    }

    /// <summary>Takes what differs as one step, after its effect was shown.</summary>
    public static async Task<IResult> FromForm(ImportScope scope, HttpContext context, ImportViews views, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, CancellationToken cancel)
    {
        // Bound by hand, as there are as many fields as values.
        var form = await context.Request.ReadFormAsync(cancel);
        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        if (opened is null)
        {
            return refusals.NotReady();
        }

        var (before, after, column) = (form["before"], form["after"], form["column"].ToString());
        var map = before.Zip(after).Where(pair => pair.First is not null && pair.Second is not null && pair.First != pair.Second).DistinctBy(pair => pair.First).ToDictionary(pair => pair.First!, pair => pair.Second!.Trim());
        RepairStep step = new MapValues(column, map);
        return !StepCheck.IsComplete(step)
            ? refusals.StepUnknown()
            : new RazorComponentResult<StepTrialPage>(new { View = await views.LoadAsync(scope, cancel), Taken = (IReadOnlyList<RepairStep>)[step], Trial = await Task.Run(() => StepTrial.Run(opened, [step], cancel), cancel) });
    }

    /// <returns>Distinct values with their counts, at most 300; 404 where there is no such column; 409 <c>import-not-ready</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, string? column, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, HttpContext context, CancellationToken cancel)
    {
        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        return opened is null ? refusals.NotReady()
            : Find(opened, column) is not { } chosen ? Refusals.Of(context, 404)
            : TypedResults.Ok(await Task.Run(() => Count(opened, chosen, cancel), cancel));
    }

    static ColumnMeaning? Find(OpenedImport opened, string? column)
    {
        using var cells = opened.Cells();
        return column is null ? null : cells.Columns.FirstOrDefault(each => each.Column.Header == column);
    }

    static IReadOnlyList<ColumnValue> Count(OpenedImport opened, ColumnMeaning column, CancellationToken cancel)
    {
        using var cells = opened.Cells();
        using var rows = cells.Source.OpenRows(cells.Sheet.Index);
        var counts = new Dictionary<string, long>(StringComparer.Ordinal);
        var seen = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        var block = new RowBlock();
        while (rows.ReadBlock(block) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            for (var at = 0; at < block.Count; at++)
            {
                var text = block.Field(at, column.Column.Index);
                if (!text.IsEmpty && (counts.Count < Most || seen.ContainsKey(text)))
                {
                    System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(seen, text, out _)++;
                }
            }
        }

        return [.. counts.OrderByDescending(value => value.Value).ThenBy(value => value.Key, StringComparer.Ordinal).Select(value => new ColumnValue(value.Key, value.Value))];
    }

    /// <summary>The words that the schemas use for a meaning; empty where there is no list.</summary>
    static IReadOnlyList<string> Words(Meaning meaning) => meaning.Concept switch
    {
        Concept.Sex => ["f", "m", "all"],
        Concept.Sector => ["CCCM", "Early Recovery", "Education", "Emergency Telecommunications", "Food Security", "Health", "Logistics", "Nutrition", "Protection", "Shelter and NFI", "WASH"],
        _ => [],
    };
}
