using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Registry;

/// <summary>The vocabulary of functional roles; administrators keep it.</summary>
static class FunctionalRoles
{
    public static async Task<RazorComponentResult<RolesPage>> Page(Viewer viewer, MusterDb db, CancellationToken cancel) =>
        new(new { Viewer = viewer, Roles = (IReadOnlyList<FunctionalRole>)await db.Set<FunctionalRole>().AsNoTracking().OrderBy(role => role.Name).ToListAsync(cancel) });

    /// <returns>Roles still offered.</returns>
    public static async Task<Ok<IReadOnlyList<RoleAnswer>>> Handle(MusterDb db, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<RoleAnswer>>(await db.Set<FunctionalRole>().AsNoTracking().Where(role => !role.IsRetired).OrderBy(role => role.Name).Select(role => new RoleAnswer(role.Id, role.Name, role.NameFr)).ToListAsync(cancel));

    /// <summary>Adds a role, changes one, or retires it; a name that is there already changes nothing.</summary>
    public static async Task<IResult> Save([FromForm] Guid? id, [FromForm] string? name, [FromForm] string? nameFr, [FromForm] bool? retired, MusterDb db, CancellationToken cancel)
    {
        var written = OrganisationForm.Filled(name);
        if (written is { Length: <= 120 } && nameFr?.Length is null or <= 120 && !await db.Set<FunctionalRole>().AnyAsync(role => role.Name == written && role.Id != id, cancel))
        {
            var role = id is { } known ? await db.Set<FunctionalRole>().SingleOrDefaultAsync(role => role.Id == known, cancel) : null;
            if (role is null)
            {
                role = new FunctionalRole { Name = written! };
                db.Add(role);
            }

            (role.Name, role.NameFr, role.IsRetired) = (written!, OrganisationForm.Filled(nameFr), retired is true);
            await db.SaveChangesAsync(cancel);
        }

        return TypedResults.LocalRedirect("/roles");
    }
}

/// <summary>A functional role for scripts.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Name in English.</param>
/// <param name="NameFr">Name in French, or null.</param>
public sealed record RoleAnswer(Guid Id, string Name, string? NameFr);
