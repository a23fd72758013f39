using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Jobs;
using Muster.Server.Storage;

namespace Muster.Server.Features.Places;

/// <summary>The editions of a country, and loading one from files.</summary>
static class LoadEdition
{
    public static Task<RazorComponentResult<EditionsPage>> Page(CountryScope scope, MusterDb db, PlaceStore places, CancellationToken cancel) =>
        PageAsync(scope, new EditionForm(), [], db, places, cancel);

    /// <returns>A redirect to the load; 400 and the page again with what was wrong.</returns>
    public static async Task<IResult> FromForm(CountryScope scope, [FromForm] EditionForm? form, IFormFileCollection files, MusterDb db, PlaceStore places, EditionLoads loads, IFileStore store, MusterSettings settings, IStringLocalizer<PlacesText> text, CancellationToken cancel)
    {
        form ??= new();
        var (request, errors) = form.Read(await places.EditionsAsync(scope.Country, cancel), files.Count, text);
        if (request is null)
        {
            return await PageAsync(scope, form, errors, db, places, cancel);
        }

        var load = await BeginAsync(scope, request, files, loads, store, settings, cancel);
        return TypedResults.LocalRedirect($"{scope.Path}/loads/{load.Id:D}");
    }

    /// <returns>202 and where to ask how it goes; 400 <c>edition-invalid</c>.</returns>
    public static async Task<IResult> Handle(CountryScope scope, [FromForm] EditionForm? form, IFormFileCollection files, PlaceStore places, EditionLoads loads, IFileStore store, MusterSettings settings, IStringLocalizer<PlacesText> text, CancellationToken cancel)
    {
        form ??= new();
        var (request, errors) = form.Read(await places.EditionsAsync(scope.Country, cancel), files.Count, text);
        if (request is null)
        {
            return new Refusal(400, "edition-invalid", text["edition-invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
        }

        var load = await BeginAsync(scope, request, files, loads, store, settings, cancel);
        return TypedResults.Accepted($"/api{scope.Path}/loads/{load.Id:D}", LoadAnswer.Of(load, null, text));
    }

    public static async Task<IResult> LoadPage(CountryScope scope, Guid load, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        var (found, job) = await FindAsync(scope, load, db, cancel);
        return found is null ? Refusals.Of(context, 404) : new RazorComponentResult<LoadPage>(new { Scope = scope, Load = found, Job = job });
    }

    /// <returns>How the load goes, with its findings; 404 for an unknown one.</returns>
    public static async Task<IResult> ShowLoad(CountryScope scope, Guid load, MusterDb db, HttpContext context, IStringLocalizer<PlacesText> text, CancellationToken cancel)
    {
        var (found, job) = await FindAsync(scope, load, db, cancel);
        return found is null ? Refusals.Of(context, 404) : TypedResults.Ok(LoadAnswer.Of(found, job, text));
    }

    /// <summary>New imports are matched with this edition from now on; older versions of datasets keep the one they name.</summary>
    public static async Task<IResult> MakeCurrent(CountryScope scope, Guid edition, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        if (!await db.Set<GazetteerEdition>().AnyAsync(row => row.Id == edition && row.Country == scope.Country, cancel))
        {
            return Refusals.Of(context, 404);
        }

        // One statement: at no moment are there two, or none.
        await db.Set<GazetteerEdition>().Where(row => row.Country == scope.Country).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsCurrent, row => row.Id == edition), cancel);
        db.Add(new AuditEntry { At = clock.GetUtcNow(), AccountId = scope.Viewer.AccountId, Action = "places.current", Subject = $"{scope.Country} {edition:D}" });
        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "/editions");
    }

    static async Task<EditionLoad> BeginAsync(CountryScope scope, EditionRequest request, IFormFileCollection files, EditionLoads loads, IFileStore store, MusterSettings settings, CancellationToken cancel)
    {
        var kept = new List<LoadFile>();
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            var stored = await store.SaveAsync(content, settings.UploadLimitInBytes, null, cancel);
            kept.Add(new LoadFile(Path.GetFileName(file.FileName) is { Length: > 0 } name ? name[..Math.Min(name.Length, 300)] : "file", stored.Hash, stored.SizeInBytes));
        }

        return await loads.BeginAsync(scope.Country, request, kept, scope.Viewer.AccountId, null, cancel);
    }

    static async Task<(EditionLoad? Load, Job? Job)> FindAsync(CountryScope scope, Guid load, MusterDb db, CancellationToken cancel)
    {
        var found = await db.Set<EditionLoad>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == load && row.Country == scope.Country, cancel);
        return (found, found is null ? null : await db.Set<Job>().AsNoTracking().SingleOrDefaultAsync(job => job.SubjectId == load && job.Kind == PlacesLoadJob.Name, cancel));
    }

    static async Task<RazorComponentResult<EditionsPage>> PageAsync(CountryScope scope, EditionForm form, Dictionary<string, string> errors, MusterDb db, PlaceStore places, CancellationToken cancel)
    {
        var editions = await places.EditionsAsync(scope.Country, cancel);
        var levels = await places.LevelsAsync([.. editions.Select(edition => edition.Id)], cancel);
        var loads = await db.Set<EditionLoad>().AsNoTracking().Where(load => load.Country == scope.Country).OrderByDescending(load => load.RequestedAt).Take(20).ToListAsync(cancel);
        return new RazorComponentResult<EditionsPage>(new { Scope = scope, Editions = (IReadOnlyList<GazetteerEdition>)editions, Levels = levels, Loads = (IReadOnlyList<EditionLoad>)loads, Form = form, Errors = (IReadOnlyDictionary<string, string>)errors })
        {
            StatusCode = errors.Count == 0 ? 200 : 400,
        };
    }
}

/// <summary>How a load goes, for scripts.</summary>
/// <param name="Id">Load.</param>
/// <param name="State"><c>waiting</c>, <c>loaded</c>, <c>refused</c>.</param>
/// <param name="Progress">Share done, 0 to 1.</param>
/// <param name="EditionId">The edition, once loaded.</param>
/// <param name="Problem">Code of why it was refused, or null.</param>
/// <param name="Message">The same in words.</param>
/// <param name="FindingCount">Findings in all.</param>
/// <param name="Findings">The first thousand.</param>
sealed record LoadAnswer(Guid Id, LoadState State, double Progress, Guid? EditionId, string? Problem, string? Message, int FindingCount, IReadOnlyList<Tabular.Validating.Finding> Findings)
{
    public static LoadAnswer Of(EditionLoad load, Job? job, IStringLocalizer text) => new(
        load.Id, load.State, load.State == LoadState.Waiting ? job?.Progress ?? 0 : 1, load.State == LoadState.Loaded ? load.EditionId : null,
        load.Problem?.Code, load.Problem is { } problem ? problem.Sentence(text) : null, load.FindingCount, load.Findings);
}
