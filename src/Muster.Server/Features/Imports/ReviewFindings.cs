using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Storage;
using Muster.Tabular.Reading;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Findings by rule, each with its row and the cell shown.</summary>
static class ReviewFindings
{
    const int PageSize = 25;
    const int ApiPageSize = 1000;

    public static async Task<RazorComponentResult<FindingsPage>> Page(ImportScope scope, ImportViews views, IFileStore files, Severity? severity, string? rule, string? told, int page = 1, CancellationToken cancel = default)
    {
        var view = await views.LoadAsync(scope, cancel);
        page = Math.Max(1, page);
        var group = view.Examination?.Findings.FirstOrDefault(group => group.Rule == rule && (severity is null || group.Severity == severity));
        var shown = group is null ? [] : await PageAsync(scope, files, group.Lines, page, PageSize, cancel);
        return new RazorComponentResult<FindingsPage>(new
        {
            View = view,
            Severity = severity,
            Group = group,
            Findings = shown,
            Rows = view.Examination is { } examination && shown.Count > 0 ? await RowsAsync(scope, files, examination, shown, cancel) : new Dictionary<int, TypedRow>(),
            Page = page,
            PageSize,
            Told = told,
        });
    }

    /// <returns>A page of 1,000 findings of one rule, or of all in the order of rules; errors first.</returns>
    public static async Task<Ok<Paged<Finding>>> Handle(ImportScope scope, IFileStore files, Severity? severity, string? rule, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Max(1, page);
        var groups = await GroupsAsync(scope, files, severity, rule, cancel);
        var items = new List<Finding>();
        var skip = (long)(page - 1) * ApiPageSize;
        foreach (var group in groups)
        {
            if (skip < group.Lines.Count && items.Count < ApiPageSize && scope.Import.FindingsHash is { } hash && await files.PathAsync(hash, cancel) is { } path)
            {
                items.AddRange(await JsonLines.PageAsync<Finding>(path, group.Lines, skip, ApiPageSize - items.Count, cancel));
            }

            skip = Math.Max(0, skip - group.Lines.Count);
        }

        return TypedResults.Ok(new Paged<Finding>(groups.Sum(group => group.Lines.Count), page, ApiPageSize, items));
    }

    static async Task<IReadOnlyList<FindingGroup>> GroupsAsync(ImportScope scope, IFileStore files, Severity? severity, string? rule, CancellationToken cancel)
    {
        var examination = await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel);
        return [.. (examination?.Findings ?? []).Where(group => (severity is null || group.Severity == severity) && (rule is null || group.Rule == rule))];
    }

    static async Task<IReadOnlyList<Finding>> PageAsync(ImportScope scope, IFileStore files, LineIndex lines, int page, int size, CancellationToken cancel) =>
        scope.Import.FindingsHash is { } hash && await files.PathAsync(hash, cancel) is { } path
            ? await JsonLines.PageAsync<Finding>(path, lines, (long)(page - 1) * size, size, cancel)
            : [];

    /// <summary>The rows themselves as typed, from the file.</summary>
    static async Task<IReadOnlyDictionary<int, TypedRow>> RowsAsync(ImportScope scope, IFileStore files, Examination examination, IReadOnlyList<Finding> findings, CancellationToken cancel)
    {
        var numbers = findings.Select(finding => finding.RowNumber).OfType<int>().ToList();
        if (numbers.Count == 0 || await files.PathAsync(scope.Import.FileHash, cancel) is not { } path)
        {
            return new Dictionary<int, TypedRow>();
        }

        using var source = TableSource.Open(path, ImportChoices.Of(scope.Import).ToReadOptions(scope.Import.FileName));
        return RowLookup.Find(source, examination.Sheet.Index, numbers, cancel);
    }
}
