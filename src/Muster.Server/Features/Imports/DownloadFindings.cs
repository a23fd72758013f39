using Muster.Server.Storage;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Reporting;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>All findings of an import as a report to keep: for a script, for paper, or as the table with its faulty cells marked.</summary>
static class DownloadFindings
{
    public static Task<IResult> Csv(ImportScope scope, IFileStore files, ImportPlaces places, ImportExports exports, ImportRefusals refusals, Severity? severity, string? rule, CancellationToken cancel) =>
        Handle(ReportForm.Csv, scope, files, places, exports, refusals, severity, rule, cancel);

    public static Task<IResult> Html(ImportScope scope, IFileStore files, ImportPlaces places, ImportExports exports, ImportRefusals refusals, Severity? severity, string? rule, CancellationToken cancel) =>
        Handle(ReportForm.Html, scope, files, places, exports, refusals, severity, rule, cancel);

    public static Task<IResult> Json(ImportScope scope, IFileStore files, ImportPlaces places, ImportExports exports, ImportRefusals refusals, Severity? severity, string? rule, CancellationToken cancel) =>
        Handle(ReportForm.Json, scope, files, places, exports, refusals, severity, rule, cancel);

    public static Task<IResult> Xlsx(ImportScope scope, IFileStore files, ImportPlaces places, ImportExports exports, ImportRefusals refusals, Severity? severity, string? rule, CancellationToken cancel) =>
        Handle(ReportForm.Xlsx, scope, files, places, exports, refusals, severity, rule, cancel);

    /// <returns>The file, which is deleted when it has been sent; 409 <c>import-not-ready</c> before the import was examined.</returns>
    static async Task<IResult> Handle(ReportForm form, ImportScope scope, IFileStore files, ImportPlaces places, ImportExports exports, ImportRefusals refusals, Severity? severity, string? rule, CancellationToken cancel)
    {
        var import = scope.Import;
        var examination = await Examination.ReadAsync(files, import.ExaminationHash, cancel);
        if (examination is null || await files.PathAsync(import.FileHash, cancel) is not { } path)
        {
            return refusals.NotReady();
        }

        await exports.NoteAsync(scope, "findings", cancel);
        var groups = examination.Findings.Where(group => (severity is null || group.Severity == severity) && (rule is null || group.Rule == rule)).ToList();
        var gazetteer = examination.Steps.Count > 0 ? await places.ForAsync(ImportChoices.Of(import), scope.Operation.Operation, cancel) : null;
        using var source = TableSource.Open(path, ImportChoices.Of(import).ToReadOptions(import.FileName));
        using var repaired = new RepairedTable(source, examination.Sheet, examination.Columns, examination.Steps, gazetteer?.Matcher);
        var subject = new ReportSubject
        {
            FileName = import.FileName,
            Format = examination.Format,
            Encoding = examination.Encoding,
            Sheet = examination.Steps.Count > 0 ? repaired.Sheet : examination.Sheet,
            OpenRows = () => examination.Steps.Count > 0 ? repaired.Source.OpenRows(examination.Sheet.Index) : source.OpenRows(examination.Sheet.Index),
            Places = examination.Edition,
            Day = DateOnly.FromDateTime(import.UploadedAt.UtcDateTime),
            Language = RuleText.Language,
        };
        var report = examination.After with { Counts = [.. groups.Select(group => new RuleCount(group.Rule, group.Severity, group.Count))] };
        var made = new FileStream(files.NewTemporaryPath(), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await WriteAsync(form, made, subject, report, groups, await FindingsPathAsync(import, files, cancel), cancel);
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }

        made.Position = 0;
        return TypedResults.File(made, ReportForms.MediaType(form), $"{Path.GetFileNameWithoutExtension(import.FileName)}-findings.{ReportForms.Names[(int)form]}");
    }

    static async Task WriteAsync(ReportForm form, FileStream output, ReportSubject subject, Report report, IReadOnlyList<FindingGroup> groups, string? findings, CancellationToken cancel)
    {
        using var writer = ReportWriter.Create(form, output, subject);
        foreach (var group in findings is null ? [] : groups)
        {
            await foreach (var finding in JsonLines.ReadAsync<Finding>(findings!, group.Lines, cancel: cancel))
            {
                writer.Write(finding);
            }
        }

        await Task.Run(() => writer.Complete(report), cancel);
        await output.FlushAsync(cancel);
    }

    static async Task<string?> FindingsPathAsync(Import import, IFileStore files, CancellationToken cancel) =>
        import.FindingsHash is { } hash ? await files.PathAsync(hash, cancel) : null;
}
