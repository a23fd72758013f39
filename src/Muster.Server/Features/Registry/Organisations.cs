using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Registry;

/// <summary>The list of organisations and the page of each.</summary>
static class Organisations
{
    internal const int PageSize = 50;
    internal const string Csvs = "name,acronym,type,website,fts_id,other_names\r\n";

    public static async Task<RazorComponentResult<OrganisationsPage>> Page(Viewer viewer, OrganisationStore store, [AsParameters] OrganisationChoice choice, CancellationToken cancel)
    {
        var found = store.Query(choice);
        return new(new
        {
            Viewer = viewer,
            Choice = choice,
            Found = (IReadOnlyList<Organisation>)await found.Skip((Math.Max(1, choice.Page ?? 1) - 1) * PageSize).Take(PageSize).ToListAsync(cancel),
            Total = await found.CountAsync(cancel),
        });
    }

    /// <returns>Those that pass, 100 a page, with their number in <c>X-Total-Count</c>.</returns>
    public static async Task<Ok<IReadOnlyList<OrganisationAnswer>>> Handle(OrganisationStore store, [AsParameters] OrganisationChoice choice, HttpContext context, CancellationToken cancel)
    {
        var found = store.Query(choice);
        context.Response.Headers["X-Total-Count"] = (await found.CountAsync(cancel)).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return TypedResults.Ok<IReadOnlyList<OrganisationAnswer>>([.. (await found.Skip((Math.Max(1, choice.Page ?? 1) - 1) * 100).Take(100).ToListAsync(cancel)).Select(organisation => OrganisationAnswer.Of(organisation))]);
    }

    /// <summary>All that pass, in the columns that <see cref="ImportOrganisations"/> reads back.</summary>
    public static async Task<FileContentHttpResult> Csv(OrganisationStore store, MusterDb db, [AsParameters] OrganisationChoice choice, CancellationToken cancel)
    {
        var csv = new StringBuilder(Csvs);
        var names = (await db.Set<OrganisationName>().AsNoTracking().ToListAsync(cancel)).ToLookup(name => name.OrganisationId);
        foreach (var organisation in await store.Query(choice).ToListAsync(cancel))
        {
            csv.AppendJoin(',', [
                CsvText.Guarded(organisation.Name),
                CsvText.Guarded(organisation.Acronym),
                organisation.Kind.ToString(),
                CsvText.Guarded(organisation.Website),
                CsvText.Guarded(organisation.FtsId),
                CsvText.Guarded(string.Join(';', Others(organisation, names[organisation.Id]))),
            ]).Append("\r\n");
        }

        return TypedResults.File((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "text/csv; charset=utf-8", "organisations.csv");
    }

    /// <summary>The page of one; that of a merged one leads to the one it became.</summary>
    public static async Task<IResult> Show(Guid organisation, Viewer viewer, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == organisation, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        return found.MergedIntoId is { } into ? TypedResults.LocalRedirect($"/organisations/{into:D}") : await PageOfAsync(found, null, new Dictionary<string, string>(), viewer, db, 200, cancel);
    }

    /// <returns>The organisation; 404 where there is none. A merged one answers with the one it became.</returns>
    public static async Task<IResult> HandleOne(Guid organisation, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        var found = await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == organisation, cancel);
        found = found?.MergedIntoId is { } into ? await db.Set<Organisation>().AsNoTracking().SingleAsync(row => row.Id == into, cancel) : found;
        return found is null ? Refusals.Of(context, 404) : TypedResults.Ok(OrganisationAnswer.Of(found));
    }

    public static RazorComponentResult<OrganisationFormPage> NewPage(Viewer viewer, string? name) => new(new { Viewer = viewer, Form = new OrganisationForm { Name = name } });

    public static async Task<IResult> CreateFromForm(Viewer viewer, [FromForm] OrganisationForm? form, OrganisationStore store, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        form ??= new();
        var (made, errors) = await CreateAsync(viewer, form, store, text, cancel);
        return made is null
            ? new RazorComponentResult<OrganisationFormPage>(new { Viewer = viewer, Form = form, Errors = (IReadOnlyDictionary<string, string>)errors }) { StatusCode = 400 }
            : TypedResults.LocalRedirect($"/organisations/{made.Id:D}?told=saved");
    }

    /// <returns>201 and the organisation; 400 <c>organisation-invalid</c>.</returns>
    public static async Task<IResult> Create(Viewer viewer, OrganisationForm form, OrganisationStore store, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        var (made, errors) = await CreateAsync(viewer, form, store, text, cancel);
        return made is null ? Invalid(errors, text) : TypedResults.Created($"/api/organisations/{made.Id:D}", OrganisationAnswer.Of(made));
    }

    public static async Task<IResult> SaveFromForm(Guid organisation, Viewer viewer, [FromForm] OrganisationForm? form, OrganisationStore store, MusterDb db, IStringLocalizer<RegistryText> text, HttpContext context, CancellationToken cancel)
    {
        form ??= new();
        var (found, errors, isStale) = await SaveAsync(organisation, form, store, db, text, cancel);
        return found is null ? Refusals.Of(context, 404)
            : isStale ? TypedResults.LocalRedirect($"/organisations/{organisation:D}?told=stale")
            : errors.Count > 0 ? await PageOfAsync(found, form, errors, viewer, db, 400, cancel)
            : TypedResults.LocalRedirect($"/organisations/{organisation:D}?told=saved");
    }

    /// <returns>200 and the organisation; 400 <c>organisation-invalid</c>; 409 <c>changed-meanwhile</c>; 404.</returns>
    public static async Task<IResult> Save(Guid organisation, OrganisationForm form, OrganisationStore store, MusterDb db, IStringLocalizer<RegistryText> text, HttpContext context, CancellationToken cancel)
    {
        var (found, errors, isStale) = await SaveAsync(organisation, form, store, db, text, cancel);
        return found is null ? Refusals.Of(context, 404)
            : isStale ? new Refusal(409, "changed-meanwhile", text["stale"])
            : errors.Count > 0 ? Invalid(errors, text)
            : TypedResults.Ok(OrganisationAnswer.Of(found));
    }

    public static async Task<IResult> Merge(Guid organisation, [FromForm] string? into, Viewer viewer, OrganisationStore store, MusterDb db, IStringLocalizer<RegistryText> text, HttpContext context, CancellationToken cancel)
    {
        if (await db.Set<Organisation>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == organisation, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var target = await store.FindAsync(into ?? "", cancel);
        if (target is null || !await store.MergeAsync(organisation, target.Id, viewer, cancel))
        {
            return await PageOfAsync(found, null, new Dictionary<string, string> { ["into"] = text["merge-unknown", into ?? ""] }, viewer, db, 400, cancel);
        }

        return TypedResults.LocalRedirect($"/organisations/{target.Id:D}?told=merged");
    }

    public static async Task<IResult> Separate(Guid organisation, Viewer viewer, OrganisationStore store, HttpContext context, CancellationToken cancel) =>
        await store.SeparateAsync(organisation, viewer, cancel) ? TypedResults.LocalRedirect($"/organisations/{organisation:D}?told=separated") : Refusals.Of(context, 404);

    static async Task<(Organisation? Made, Dictionary<string, string> Errors)> CreateAsync(Viewer viewer, OrganisationForm form, OrganisationStore store, IStringLocalizer text, CancellationToken cancel)
    {
        var errors = form.Check(text);
        var made = store.New(viewer);
        if (errors.Count == 0 && await store.SaveAsync(made, form, isNew: true, cancel) is { } taken)
        {
            errors["name"] = text["name-taken", taken.Spelling, taken.Holder.Title];
        }

        return errors.Count == 0 ? (made, errors) : (null, errors);
    }

    static async Task<(Organisation? Found, Dictionary<string, string> Errors, bool IsStale)> SaveAsync(Guid id, OrganisationForm form, OrganisationStore store, MusterDb db, IStringLocalizer text, CancellationToken cancel)
    {
        var errors = form.Check(text);
        var found = await db.Set<Organisation>().SingleOrDefaultAsync(row => row.Id == id && row.MergedIntoId == null, cancel);
        if (found is null || errors.Count > 0)
        {
            return (found, errors, false);
        }

        if (found.Revision != form.Revision)
        {
            return (found, errors, true);
        }

        found.Revision++;
        try
        {
            if (await store.SaveAsync(found, form, isNew: false, cancel) is { } taken)
            {
                errors["name"] = text["name-taken", taken.Spelling, taken.Holder.Title];
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            return (found, errors, true);
        }

        return (found, errors, false);
    }

    static async Task<IResult> PageOfAsync(Organisation found, OrganisationForm? form, IReadOnlyDictionary<string, string> errors, Viewer viewer, MusterDb db, int status, CancellationToken cancel)
    {
        var names = await db.Set<OrganisationName>().AsNoTracking().Where(name => name.OrganisationId == found.Id).ToListAsync(cancel);
        var merged = await db.Set<Organisation>().AsNoTracking().Where(row => row.MergedIntoId == found.Id).OrderBy(row => row.Name).ToListAsync(cancel);
        var leads = await db.Set<ClusterLead>().AsNoTracking().Where(lead => lead.OrganisationId == found.Id)
            .Join(db.Set<Cluster>(), lead => lead.ClusterId, cluster => cluster.Id, (lead, cluster) => cluster)
            .Join(db.Set<Operations.Operation>(), cluster => cluster.OperationId, operation => operation.Id, (cluster, operation) => new { Cluster = cluster, Operation = operation }).ToListAsync(cancel);
        return new RazorComponentResult<OrganisationPage>(new
        {
            Viewer = viewer,
            Organisation = found,
            Others = (IReadOnlyList<string>)[.. Others(found, names)],
            Merged = (IReadOnlyList<Organisation>)merged,
            Leads = (IReadOnlyList<(string Title, string Path)>)[.. leads.Where(lead => Operations.OperationGate.Sees(viewer, lead.Operation)).Select(lead => ($"{lead.Operation.Name}: {lead.Cluster.Title}", $"/operations/{lead.Operation.Slug}/clusters"))],
            Form = form ?? new OrganisationForm { Name = found.Name, Acronym = found.Acronym, Kind = found.Kind, Website = found.Website, FtsId = found.FtsId, Aliases = string.Join('\n', names.Where(name => name.BroughtBy is null && IsOther(found, name)).Select(name => name.Text)), Revision = found.Revision },
            Errors = errors,
        })
        { StatusCode = status };
    }

    static IEnumerable<string> Others(Organisation organisation, IEnumerable<OrganisationName> names) => names.Where(name => IsOther(organisation, name)).Select(name => name.Text).Order(StringComparer.CurrentCultureIgnoreCase);

    static bool IsOther(Organisation organisation, OrganisationName name) => name.Key != OrganisationStore.KeyOf(organisation.Name) && name.Key != OrganisationStore.KeyOf(organisation.Acronym);

    static Refusal Invalid(Dictionary<string, string> errors, IStringLocalizer text) =>
        new(400, "organisation-invalid", text["invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
}

/// <summary>An organisation for scripts.</summary>
/// <param name="Id">Id; stays, also when it is merged.</param>
/// <param name="Name">Name.</param>
/// <param name="Acronym">Acronym, or null.</param>
/// <param name="Kind">Type (coordination.md 1.9).</param>
/// <param name="Website">Address, or null.</param>
/// <param name="FtsId">Id in the Financial Tracking Service, or null.</param>
/// <param name="Revision">For the next save.</param>
public sealed record OrganisationAnswer(Guid Id, string Name, string? Acronym, OrganisationKind Kind, string? Website, string? FtsId, int Revision)
{
    internal static OrganisationAnswer Of(Organisation organisation) => new(organisation.Id, organisation.Name, organisation.Acronym, organisation.Kind, organisation.Website, organisation.FtsId, organisation.Revision);
}
