using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>The page on which one cell is changed by hand; taking it is a step like any other.</summary>
static class EditOneCell
{
    /// <summary>A row with its cells; with a column, the form for that cell.</summary>
    public static async Task<IResult> Page(ImportScope scope, int row, string? column, ImportViews views, ImportRefusals refusals, MusterDb db, IFileStore files, ImportPlaces places, HttpContext context, CancellationToken cancel)
    {
        using var opened = await OpenedImport.OpenAsync(scope, db, files, places, cancel);
        if (opened is null)
        {
            return refusals.NotReady();
        }

        using var cells = opened.Cells();
        if (row < opened.Examination.Sheet.FirstDataRow || await Task.Run(() => RowKeys.Find(cells, row, column, cancel), cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var shown = cells.Columns.Where(each => each.Column.Header.Length > 0).Select(each => (each.Column.Header, found.Cells[each.Column.Index])).ToList();
        return column is not null && !shown.Exists(cell => cell.Header == column)
            ? Refusals.Of(context, 404)
            : new RazorComponentResult<EditCellPage>(new { View = await views.LoadAsync(scope, cancel), Row = row, Column = column, Cells = (IReadOnlyList<(string Header, string Value)>)shown, found.Key });
    }
}
