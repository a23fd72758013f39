using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Registry;

/// <summary>Clusters and hubs of an operation: seen by all who see it, kept by its information officers.</summary>
static class ClusterDesk
{
    public static async Task<IResult> Page(OperationScope scope, MusterDb db, CancellationToken cancel) => await PageAsync(scope, db, [], new(), new(), cancel);

    /// <returns>Clusters and hubs.</returns>
    public static async Task<Ok<ClustersAnswer>> Handle(OperationScope scope, MusterDb db, CancellationToken cancel)
    {
        var (clusters, hubs) = await LoadAsync(scope, db, cancel);
        return TypedResults.Ok(new ClustersAnswer(
            [.. clusters.Select(cluster => new ClusterAnswer(cluster.Cluster.Id, cluster.Cluster.Name, cluster.Cluster.Acronym, cluster.Cluster.Kind, cluster.Cluster.Code, cluster.Cluster.ParentId, [.. cluster.Leads.Select(lead => lead.Id)]))],
            [.. hubs.Select(hub => new HubAnswer(hub.Id, hub.Name, hub.PlaceCode, hub.Address, hub.Phone, hub.Email))]));
    }

    public static async Task<IResult> SaveCluster(OperationScope scope, [FromForm] ClusterForm? form, MusterDb db, OrganisationStore organisations, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        form ??= new();
        var errors = await SaveClusterAsync(scope, form, db, organisations, text, cancel);
        return errors.Count > 0 ? await PageAsync(scope, db, errors, form, new(), cancel) : TypedResults.LocalRedirect(scope.Path + "/clusters?told=saved");
    }

    /// <returns>200 and all clusters; 400 <c>cluster-invalid</c>.</returns>
    public static async Task<IResult> HandleCluster(OperationScope scope, ClusterForm form, MusterDb db, OrganisationStore organisations, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        var errors = await SaveClusterAsync(scope, form, db, organisations, text, cancel);
        return errors.Count > 0 ? new Refusal(400, "cluster-invalid", text["cluster-invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) } : await Handle(scope, db, cancel);
    }

    public static async Task<IResult> SaveHub(OperationScope scope, [FromForm] HubForm? form, MusterDb db, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        form ??= new();
        var errors = form.Check(text);
        if (errors.Count == 0 && !await SaveHubAsync(scope, form, db, cancel))
        {
            errors["hubName"] = text["hub-taken", form.Name!];
        }

        return errors.Count > 0 ? await PageAsync(scope, db, errors, new(), form, cancel) : TypedResults.LocalRedirect(scope.Path + "/clusters?told=saved#hubs");
    }

    /// <summary>Makes the clusters of a template that are not there yet, by name.</summary>
    public static async Task<IResult> FromTemplate(OperationScope scope, [FromForm] string? template, MusterDb db, IStringLocalizer<RegistryText> text, HttpContext context, CancellationToken cancel)
    {
        if (ClusterTemplate.All.FirstOrDefault(one => one.Key == template) is not { } chosen)
        {
            return Refusals.Of(context, 400);
        }

        var present = await db.Set<Cluster>().Where(cluster => cluster.OperationId == scope.Operation.Id).ToListAsync(cancel);
        foreach (var line in chosen.Clusters.Where(line => present.TrueForAll(cluster => cluster.Name != text[line.NameKey].Value)))
        {
            var made = new Cluster { OperationId = scope.Operation.Id, Kind = line.Kind, Name = text[line.NameKey], Acronym = line.Acronym, Code = line.Code, ParentId = line.Parent is null ? null : present.Find(cluster => cluster.Acronym == line.Parent)?.Id };
            present.Add(made);
            db.Add(made);
        }

        await db.SaveChangesAsync(cancel);
        return TypedResults.LocalRedirect(scope.Path + "/clusters?told=saved");
    }

    static async Task<Dictionary<string, string>> SaveClusterAsync(OperationScope scope, ClusterForm form, MusterDb db, OrganisationStore organisations, IStringLocalizer text, CancellationToken cancel)
    {
        var errors = form.Check(text);
        var leads = new List<Guid>();
        foreach (var written in form.LeadNames)
        {
            if (await organisations.FindAsync(written, cancel) is { } lead)
            {
                leads.Add(lead.Id);
            }
            else
            {
                errors["leads"] = text["organisation-unknown", written];
            }
        }

        var present = await db.Set<Cluster>().Where(cluster => cluster.OperationId == scope.Operation.Id).ToListAsync(cancel);
        var changed = form.Id is { } id ? present.Find(cluster => cluster.Id == id) : null;
        if (form.Id is not null && changed is null)
        {
            errors["name"] = text["cluster-gone"];
        }
        else if (present.Exists(cluster => cluster != changed && string.Equals(cluster.Name, form.Name?.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            errors["name"] = text["cluster-taken", form.Name!];
        }

        if (!string.IsNullOrWhiteSpace(form.Parent) && (form.ParentId is not { } parent || parent == form.Id || !present.Exists(cluster => cluster.Id == parent && cluster.ParentId is null)))
        {
            errors["parent"] = text["parent-unknown"];
        }

        if (errors.Count > 0)
        {
            return errors;
        }

        if (changed is null)
        {
            changed = new Cluster { OperationId = scope.Operation.Id, Name = "" };
            db.Add(changed);
        }

        (changed.Name, changed.Acronym, changed.Kind, changed.Code, changed.ParentId) = (form.Name!.Trim(), OrganisationForm.Filled(form.Acronym), form.Kind, OrganisationForm.Filled(form.Code)?.ToUpperInvariant(), form.ParentId);
        changed.Revision++;
        var before = await db.Set<ClusterLead>().Where(lead => lead.ClusterId == changed.Id).ToListAsync(cancel);
        db.RemoveRange(before.Where(lead => !leads.Contains(lead.OrganisationId)));
        db.AddRange(leads.Distinct().Where(lead => before.TrueForAll(present => present.OrganisationId != lead)).Select(lead => new ClusterLead { ClusterId = changed.Id, OrganisationId = lead }));
        await db.SaveChangesAsync(cancel);
        return errors;
    }

    static async Task<bool> SaveHubAsync(OperationScope scope, HubForm form, MusterDb db, CancellationToken cancel)
    {
        var hubs = await db.Set<Hub>().Where(hub => hub.OperationId == scope.Operation.Id).ToListAsync(cancel);
        var hub = hubs.Find(hub => hub.Id == form.Id);
        if (hubs.Exists(other => other != hub && string.Equals(other.Name, form.Name!.Trim(), StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        if (hub is null)
        {
            hub = new Hub { OperationId = scope.Operation.Id, Name = "" };
            db.Add(hub);
        }

        (hub.Name, hub.PlaceCode, hub.Address, hub.Phone, hub.Email) = (form.Name!.Trim(), OrganisationForm.Filled(form.PlaceCode)?.ToUpperInvariant(), OrganisationForm.Filled(form.Address), OrganisationForm.Filled(form.Phone), OrganisationForm.Filled(form.Email));
        hub.Revision++;
        await db.SaveChangesAsync(cancel);
        return true;
    }

    static async Task<(IReadOnlyList<ClusterLine> Clusters, IReadOnlyList<Hub> Hubs)> LoadAsync(OperationScope scope, MusterDb db, CancellationToken cancel)
    {
        var clusters = await db.Set<Cluster>().AsNoTracking().Where(cluster => cluster.OperationId == scope.Operation.Id).ToListAsync(cancel);
        var ids = clusters.ConvertAll(cluster => cluster.Id);
        // A lead that was merged is shown as the organisation it became.
        var leads = await db.Set<ClusterLead>().AsNoTracking().Where(lead => ids.Contains(lead.ClusterId))
            .Join(db.Set<Organisation>(), lead => lead.OrganisationId, organisation => organisation.Id, (lead, organisation) => new { lead.ClusterId, Id = organisation.MergedIntoId ?? organisation.Id })
            .Join(db.Set<Organisation>(), lead => lead.Id, organisation => organisation.Id, (lead, organisation) => new { lead.ClusterId, Organisation = organisation }).ToListAsync(cancel);
        var byCluster = leads.ToLookup(lead => lead.ClusterId, lead => lead.Organisation);
        var hubs = await db.Set<Hub>().AsNoTracking().Where(hub => hub.OperationId == scope.Operation.Id).ToListAsync(cancel);
        return (
            [.. clusters.OrderBy(cluster => clusters.Find(parent => parent.Id == cluster.ParentId) is { } parent ? Fold.Text(parent.Name) + "\u0001" + Fold.Text(cluster.Name) : Fold.Text(cluster.Name), StringComparer.Ordinal).Select(cluster => new ClusterLine(cluster, [.. byCluster[cluster.Id].DistinctBy(lead => lead.Id).OrderBy(lead => lead.ShortName)]))],
            [.. hubs.OrderBy(hub => Fold.Text(hub.Name), StringComparer.Ordinal)]);
    }

    static async Task<IResult> PageAsync(OperationScope scope, MusterDb db, Dictionary<string, string> errors, ClusterForm form, HubForm hub, CancellationToken cancel)
    {
        var (clusters, hubs) = await LoadAsync(scope, db, cancel);
        return new RazorComponentResult<ClustersPage>(new { Scope = scope, Clusters = clusters, Hubs = hubs, Form = form, Hub = hub, Errors = (IReadOnlyDictionary<string, string>)errors }) { StatusCode = errors.Count == 0 ? 200 : 400 };
    }
}

/// <summary>What a person enters of a cluster.</summary>
public sealed class ClusterForm
{
    /// <summary>The one changed; null for a new one.</summary>
    public Guid? Id { get; set; }

    public string? Name { get; set; }
    public string? Acronym { get; set; }
    public ClusterKind Kind { get; set; }
    public string? Code { get; set; }
    /// <summary>Id of the cluster above; empty for none.</summary>
    public string? Parent { get; set; }

    internal Guid? ParentId => Guid.TryParse(Parent, out var id) ? id : null;

    /// <summary>Lead organisations, any spelling that the registry knows, separated by semicolons.</summary>
    public string? Leads { get; set; }

    internal IEnumerable<string> LeadNames => (Leads ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > 200)
        {
            errors["name"] = text["name-needed"];
        }

        if (Acronym?.Trim().Length > 40 || Code?.Trim().Length > 20)
        {
            errors["acronym"] = text["too-long", 40];
        }

        if (!Enum.IsDefined(Kind))
        {
            errors["kind"] = text["kind-wrong"];
        }

        return errors;
    }
}

/// <summary>What a person enters of a hub.</summary>
public sealed class HubForm
{
    /// <summary>The one changed; null for a new one.</summary>
    public Guid? Id { get; set; }

    public string? Name { get; set; }
    public string? PlaceCode { get; set; }
    public string? Address { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }

    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > 200)
        {
            errors["hubName"] = text["name-needed"];
        }

        if (PlaceCode?.Trim().Length > 40 || Address?.Trim().Length > 400 || Phone?.Trim().Length > 40 || Email?.Trim().Length > 320)
        {
            errors["hubName"] = text["too-long", 400];
        }

        return errors;
    }
}

/// <summary>A cluster with the organisations that lead it.</summary>
/// <param name="Cluster">Cluster.</param>
/// <param name="Leads">Leads, by name.</param>
public sealed record ClusterLine(Cluster Cluster, IReadOnlyList<Organisation> Leads);

/// <summary>Clusters and hubs for scripts.</summary>
/// <param name="Clusters">Clusters, a parent before its parts.</param>
/// <param name="Hubs">Hubs by name.</param>
public sealed record ClustersAnswer(IReadOnlyList<ClusterAnswer> Clusters, IReadOnlyList<HubAnswer> Hubs);

/// <summary>A cluster for scripts.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="Acronym">Acronym, or null.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Code">Code of the global sector, or null.</param>
/// <param name="Parent">Id of the cluster above, or null.</param>
/// <param name="Leads">Ids of the organisations that lead it.</param>
public sealed record ClusterAnswer(Guid Id, string Name, string? Acronym, ClusterKind Kind, string? Code, Guid? Parent, IReadOnlyList<Guid> Leads);

/// <summary>A hub for scripts.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name.</param>
/// <param name="PlaceCode">P-code, or null.</param>
/// <param name="Address">Address, or null.</param>
/// <param name="Phone">Phone, or null.</param>
/// <param name="Email">E-mail, or null.</param>
public sealed record HubAnswer(Guid Id, string Name, string? PlaceCode, string? Address, string? Phone, string? Email);
