using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Storage;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>What the steps do: where each row goes, and each changed cell before and after.</summary>
static class ShowDifference
{
    const int PageSize = 50;
    const int ApiPageSize = 1000;

    public static async Task<RazorComponentResult<DifferencePage>> Page(ImportScope scope, ImportViews views, IFileStore files, string? told, int page = 1, int rows = 1, CancellationToken cancel = default)
    {
        var view = await views.LoadAsync(scope, cancel);
        (page, rows) = (Math.Max(1, page), Math.Max(1, rows));
        return new RazorComponentResult<DifferencePage>(new
        {
            View = view,
            Changes = await PageAsync<CellChange>(files, scope.Import.ChangesHash, view.Examination?.Changes, page, PageSize, cancel),
            Page = page,
            SetAside = await PageAsync<SetAsideRow>(files, scope.Import.SetAsideHash, view.Examination?.SetAside, rows, PageSize, cancel),
            RowsPage = rows,
            PageSize,
            Told = told,
        });
    }

    /// <returns>A page of 1,000 changed cells in row order.</returns>
    public static async Task<Ok<Paged<CellChange>>> Changes(ImportScope scope, IFileStore files, int page = 1, CancellationToken cancel = default)
    {
        var index = (await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel))?.Changes;
        page = Math.Max(1, page);
        return TypedResults.Ok(new Paged<CellChange>(index?.Count ?? 0, page, ApiPageSize, await PageAsync<CellChange>(files, scope.Import.ChangesHash, index, page, ApiPageSize, cancel)));
    }

    /// <returns>A page of 1,000 rows queued or dropped, in row order.</returns>
    public static async Task<Ok<Paged<SetAsideRow>>> SetAside(ImportScope scope, IFileStore files, int page = 1, CancellationToken cancel = default)
    {
        var index = (await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel))?.SetAside;
        page = Math.Max(1, page);
        return TypedResults.Ok(new Paged<SetAsideRow>(index?.Count ?? 0, page, ApiPageSize, await PageAsync<SetAsideRow>(files, scope.Import.SetAsideHash, index, page, ApiPageSize, cancel)));
    }

    /// <summary>Rows that wait for a person, as typed, as they stood when the import was accepted; while it is open, as they stand now.</summary>
    public static async Task<IResult> DownloadQueued(ImportScope scope, IFileStore files, ImportExports exports, HttpContext context, CancellationToken cancel)
    {
        var hash = scope.Import.QueuedHash ?? await MakeAsync(scope, files, cancel);
        if (hash is null || await files.PathAsync(hash, cancel) is not { } path)
        {
            return Refusals.Of(context, 404);
        }

        await exports.NoteAsync(scope, "rows set aside", cancel);
        return TypedResults.PhysicalFile(path, "text/csv; charset=utf-8", $"{Path.GetFileNameWithoutExtension(scope.Import.FileName)}-queued.csv");
    }

    static async Task<string?> MakeAsync(ImportScope scope, IFileStore files, CancellationToken cancel)
    {
        var import = scope.Import;
        if (await Examination.ReadAsync(files, import.ExaminationHash, cancel) is not { Ledger.Queued: > 0 } examination
            || import.SetAsideHash is null || await files.PathAsync(import.SetAsideHash, cancel) is not { } list
            || await files.PathAsync(import.FileHash, cancel) is not { } path)
        {
            return null;
        }

        var queued = new List<int>();
        await foreach (var row in JsonLines.ReadAsync<SetAsideRow>(list, examination.SetAside, cancel: cancel))
        {
            if (row.Fate == RowFate.Queued)
            {
                queued.Add(row.Row);
            }
        }

        using var source = TableSource.Open(path, ImportChoices.Of(import).ToReadOptions(import.FileName));
        return await QueuedRows.StoreAsync(files, source, examination.Sheet, queued, cancel);
    }

    static async Task<IReadOnlyList<T>> PageAsync<T>(IFileStore files, string? hash, LineIndex? index, int page, int size, CancellationToken cancel) =>
        hash is not null && index is not null && await files.PathAsync(hash, cancel) is { } path
            ? await JsonLines.PageAsync<T>(path, index, (long)(page - 1) * size, size, cancel)
            : [];
}
