using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Figures;

/// <summary>Draws a figure once for each unit of a level, zoomed to it, with its place in the country, into one document or an archive. A unit without data gets its sheet too, which says so.</summary>
sealed class SheetBatchJob(MusterDb db, FigureStore figures, FigureContext context, SheetMaker sheets, IFileStore files, TimeProvider clock, MusterSettings server, IStringLocalizer<FiguresText> text) : JobHandler
{
    public const string Name = "sheet-batch";

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        if (await db.Set<SheetBatch>().SingleOrDefaultAsync(batch => batch.Id == run.SubjectId && batch.FinishedAt == null, cancel) is not { } batch)
        {
            return;
        }

        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = FigureLanguage.Of(batch.Language);
        try
        {
            var scope = await ScopeAsync(batch, cancel);
            var (_, gazetteer) = await context.PlacesAsync(scope.Main!, cancel);
            var units = gazetteer.Places.Where(place => place.Level == batch.Level).OrderBy(place => place.Code, StringComparer.Ordinal).ToList();
            batch.Sheets = units.Count;
            var path = files.NewTemporaryPath();
            await (batch.IsArchive ? ArchiveAsync(path, scope, batch, units, run, cancel) : DocumentAsync(path, scope, batch, units, run, cancel));
            batch.FileHash = (await files.AdoptAsync(path, cancel)).Hash;
        }
        catch (FigureException problem)
        {
            batch.Error = problem.Refusal.Title;
        }

        batch.FinishedAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
    }

    public override async Task FailedAsync(JobRun run, string reason, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await db.Set<SheetBatch>().Where(batch => batch.Id == run.SubjectId).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.Error, reason).SetProperty(batch => batch.FinishedAt, clock.GetUtcNow()), cancel);
    }

    /// <summary>The figure as its officers see it; who fetches the file is judged again then.</summary>
    async Task<FigureScope> ScopeAsync(SheetBatch batch, CancellationToken cancel)
    {
        var figure = await db.Set<Figure>().AsNoTracking().SingleAsync(figure => figure.Id == batch.FigureId, cancel);
        var operation = await db.Set<Operation>().AsNoTracking().SingleAsync(operation => operation.Id == figure.OperationId, cancel);
        var viewer = new Viewer(batch.CreatedBy, "", false, new Dictionary<Guid, OperationRole> { [operation.Id] = OperationRole.InformationOfficer });
        return await figures.ScopeAsync(new OperationScope(operation, viewer), figure, cancel) is { Main: not null } scope && (figure.SecondDatasetId is null || scope.Second is not null) ? scope : throw FigureProblems.DatasetGone(text);
    }

    async Task DocumentAsync(string path, FigureScope scope, SheetBatch batch, List<Place> units, JobRun run, CancellationToken cancel)
    {
        await using var stream = File.Create(path);
        await FigurePicture.WritePdfAsync(stream, SheetsAsync(scope, batch, units, run, cancel), scope.Figure.Title, clock.GetUtcNow(), cancel);
    }

    async Task ArchiveAsync(string path, FigureScope scope, SheetBatch batch, List<Place> units, JobRun run, CancellationToken cancel)
    {
        await using var stream = File.Create(path);
        await using var archive = new ZipArchive(stream, ZipArchiveMode.Create);
        var at = 0;
        await foreach (var sheet in SheetsAsync(scope, batch, units, run, cancel))
        {
            var unit = units[at++];
            var pdf = await FigurePicture.PdfAsync([sheet], $"{scope.Figure.Title}: {unit.Name}", clock.GetUtcNow(), cancel);
            // A PDF is compressed already.
            var entry = archive.CreateEntry($"{unit.Code} {FileName(unit.Name)}.pdf", CompressionLevel.NoCompression);
            await using var target = await entry.OpenAsync(cancel);
            await target.WriteAsync(pdf, cancel);
        }
    }

    async IAsyncEnumerable<string> SheetsAsync(FigureScope scope, SheetBatch batch, List<Place> units, JobRun run, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var index = 0; index < units.Count; index++)
        {
            run.Report((double)index / units.Count, "batch-drawing");
            yield return await DrawAsync(scope, batch, units[index], cancel);
        }
    }

    Task<string> DrawAsync(FigureScope scope, SheetBatch batch, Place unit, CancellationToken cancel)
    {
        var own = scope.Figure.Settings with { Language = batch.Language };
        // A level above the unit's own cannot be drawn inside it: the deepest one is.
        var settings = own with { Within = unit.Code, Level = own.Level > unit.Level ? own.Level : null };
        var name = settings.LabelLanguage is null && unit.Names.TryGetValue(batch.Language, out var named) && named.Length > 0 ? named : unit.Name;
        var request = new FigureRequest(scope.Operation, scope.Figure.Kind, $"{scope.Figure.Title}: {name}", settings, scope.Main!, scope.Second)
        {
            Address = server.Url is { } url ? url + scope.Path : null,
        };
        return sheets.DrawAsync(request, $"{ShowFigure.SheetNumber(scope)} {unit.Code}", cancel);
    }

    static string FileName(string name) => string.Concat(name.Select(letter => letter is '/' or '\\' or ':' or '*' or '?' or '"' or '<' or '>' or '|' || char.IsControl(letter) ? '-' : letter));
}
