using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>Makes a collective file, changes it, closes it.</summary>
sealed class SaveCollection(MusterDb db, IStringLocalizer<CollectionsText> text, TimeProvider clock)
{
    const int BlankRows = 8;

    /// <summary>The form, filled from the columns of a dataset where one is named.</summary>
    public static Task<IResult> NewPage(OperationScope scope, SaveCollection save, string? from, CancellationToken cancel) => save.NewPageAsync(scope, from, cancel);

    public static async Task<IResult> CreateFromForm(OperationScope scope, IFormCollection fields, SaveCollection save, CancellationToken cancel)
    {
        var form = CollectionForm.Read(fields);
        var (collection, errors) = await save.CreateAsync(scope, form, cancel);
        return collection is null ? await save.FormAsync(scope, null, form, errors, cancel) : TypedResults.LocalRedirect($"{scope.Path}/collections/{collection.Slug}");
    }

    /// <returns>201 and the collective file; 400 <c>collection-invalid</c>.</returns>
    public static async Task<IResult> Create(OperationScope scope, CollectionForm form, SaveCollection save, CancellationToken cancel)
    {
        var (collection, errors) = await save.CreateAsync(scope, form, cancel);
        return collection is null ? save.Invalid(errors) : TypedResults.Created($"/api{scope.Path}/collections/{collection.Slug}", CollectionAnswer.Of(collection, []));
    }

    public static Task<IResult> EditPage(CollectionScope scope, SaveCollection save, CancellationToken cancel) =>
        save.FormAsync(scope.Operation, scope.Collection, CollectionForm.Of(scope.Collection), [], cancel);

    public static async Task<IResult> EditFromForm(CollectionScope scope, IFormCollection fields, SaveCollection save, CancellationToken cancel)
    {
        var form = CollectionForm.Read(fields);
        var (refusal, errors) = await save.EditAsync(scope, form, cancel);
        return refusal ?? (errors.Count > 0 ? await save.FormAsync(scope.Operation, scope.Collection, form, errors, cancel) : TypedResults.LocalRedirect(scope.Path));
    }

    /// <returns>204; 400 <c>collection-invalid</c>; 409 <c>changed-meanwhile</c>.</returns>
    public static async Task<IResult> Edit(CollectionScope scope, CollectionForm form, SaveCollection save, CancellationToken cancel)
    {
        var (refusal, errors) = await save.EditAsync(scope, form, cancel);
        return refusal ?? (errors.Count > 0 ? save.Invalid(errors) : (IResult)TypedResults.NoContent());
    }

    /// <summary>Stops taking returns, or takes them again.</summary>
    public static async Task<IResult> CloseFromForm(CollectionScope scope, IFormCollection fields, MusterDb db, CancellationToken cancel)
    {
        await db.Set<CollectiveFile>().Where(row => row.Id == scope.Collection.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.IsClosed, fields["open"] != "true").SetProperty(row => row.Revision, row => row.Revision + 1), cancel);
        return TypedResults.LocalRedirect(scope.Path);
    }

    async Task<(CollectiveFile? Collection, Dictionary<string, string> Errors)> CreateAsync(OperationScope scope, CollectionForm form, CancellationToken cancel)
    {
        var errors = form.Check(text);
        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var taken = await db.Set<CollectiveFile>().Where(row => row.OperationId == scope.Operation.Id).Select(row => row.Slug).ToListAsync(cancel);
        var collection = new CollectiveFile
        {
            OperationId = scope.Operation.Id,
            Slug = DatasetSlug.Free(DatasetSlug.Of(form.Title!, form.Sensitivity), taken),
            Title = form.Title!.Trim(),
            Instructions = form.Instructions,
            DueOn = form.Due,
            Country = form.Country ?? (scope.Operation.CountryCodes is [var first, ..] ? first : null),
            HasTagRow = form.HasTagRow,
            Language = form.LanguageWanted,
            ColumnsJson = Json(form),
            Sensitivity = form.Sensitivity,
            Audience = form.AudienceWanted,
            CreatedBy = scope.Viewer.AccountId,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(collection);
        await db.SaveChangesAsync(cancel);
        return (collection, errors);
    }

    async Task<(Refusal? Refusal, Dictionary<string, string> Errors)> EditAsync(CollectionScope scope, CollectionForm form, CancellationToken cancel)
    {
        var errors = form.Check(text);
        if (errors.Count > 0)
        {
            return (null, errors);
        }

        var collection = await db.Set<CollectiveFile>().SingleAsync(row => row.Id == scope.Collection.Id, cancel);
        if (form.Revision is { } seen && seen != collection.Revision)
        {
            return (Stale(), errors);
        }

        var columns = Json(form);
        var hasOtherForm = columns != collection.ColumnsJson || form.HasTagRow != collection.HasTagRow;
        (collection.Title, collection.Instructions, collection.DueOn, collection.HasTagRow, collection.Language) = (form.Title!.Trim(), form.Instructions, form.Due, form.HasTagRow, form.LanguageWanted);
        (collection.Country, collection.ColumnsJson, collection.Sensitivity, collection.Audience) = (form.Country ?? collection.Country, columns, form.Sensitivity, form.AudienceWanted);
        collection.TemplateVersion += hasOtherForm ? 1 : 0;
        collection.Revision++;
        try
        {
            await db.SaveChangesAsync(cancel);
            return (null, errors);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (Stale(), errors);
        }
    }

    async Task<IResult> NewPageAsync(OperationScope scope, string? from, CancellationToken cancel)
    {
        var form = new CollectionForm { Language = Pages.PageContext.Language };
        if (!string.IsNullOrEmpty(from))
        {
            var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(row => row.OperationId == scope.Operation.Id && row.Slug == from, cancel);
            var version = dataset is null || !DatasetGate.Sees(scope.Viewer, dataset) ? null : await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == dataset.CurrentVersionId, cancel);
            form = version is null ? form : form with { Title = dataset!.Title, Sensitivity = dataset.Sensitivity, Audience = dataset.Audience, Columns = [.. version.Columns.Where(column => column.Header.Length > 0).Take(CollectionForm.MostColumns).Select(ColumnForm.Of)] };
        }

        return await FormAsync(scope, null, form, [], cancel);
    }

    async Task<IResult> FormAsync(OperationScope scope, CollectiveFile? collection, CollectionForm form, Dictionary<string, string> errors, CancellationToken cancel)
    {
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(row => row.OperationId == scope.Operation.Id && row.CurrentVersionId != null).OrderBy(row => row.Title).ToListAsync(cancel);
        List<ColumnForm> columns = [.. form.Columns];
        columns.AddRange(Enumerable.Repeat(new ColumnForm(), Math.Min(CollectionForm.MostColumns - columns.Count, columns.Count(column => string.IsNullOrWhiteSpace(column.Header)) >= BlankRows ? 0 : BlankRows)));
        return new RazorComponentResult<CollectionFormPage>(new
        {
            Scope = scope,
            Collection = collection,
            Form = form with { Columns = columns },
            Datasets = (IReadOnlyList<Dataset>)[.. datasets.Where(row => DatasetGate.Sees(scope.Viewer, row))],
            Errors = (IReadOnlyDictionary<string, string>)errors,
        })
        { StatusCode = errors.Count == 0 ? 200 : 400 };
    }

    static string Json(CollectionForm form) => JsonSerializer.Serialize(form.Wanted, TableColumn.Json);

    Refusal Stale() => new(409, "changed-meanwhile", text["changed-meanwhile"], text["changed-meanwhile-next"]);

    Refusal Invalid(Dictionary<string, string> errors) =>
        new(400, "collection-invalid", text["invalid"], string.Join(' ', errors.Values)) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
}

/// <summary>A collective file as scripts see it.</summary>
public sealed record CollectionAnswer(string Slug, string Title, DateOnly? DueOn, string? Country, bool HasTagRow, string Language, int TemplateVersion, Sensitivity Sensitivity, Audience Audience, bool IsClosed, IReadOnlyList<ColumnForm> Columns, IReadOnlyList<PartnerLine> Partners, int Revision)
{
    internal static CollectionAnswer Of(CollectiveFile collection, IReadOnlyList<PartnerLine> partners) => new(
        collection.Slug, collection.Title, collection.DueOn, collection.Country, collection.HasTagRow, collection.Language, collection.TemplateVersion, collection.Sensitivity, collection.Audience, collection.IsClosed,
        [.. collection.Columns.Select(ColumnForm.Of)], partners, collection.Revision);
}
