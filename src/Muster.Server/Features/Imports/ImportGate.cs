using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>Finds the import of the route values <c>operation</c> and <c>import</c>. Imports are for members: raw files are treated as high until decided (DR-C4), so a plain member sees only their own.</summary>
sealed class ImportGate(MusterDb db) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        var slug = context.GetRouteValue("operation") as string;
        if (!Guid.TryParse(context.GetRouteValue("import") as string, out var id))
        {
            return Verdict.Hidden;
        }

        var found = await db.Set<Import>().AsNoTracking()
            .Join(db.Set<Operation>(), import => import.OperationId, operation => operation.Id, (import, operation) => new { import, operation })
            .Where(pair => pair.import.Id == id && pair.operation.Slug == slug)
            .SingleOrDefaultAsync(cancel);
        if (found is null || !OperationGate.Sees(viewer, found.operation))
        {
            return Verdict.Hidden;
        }

        var scope = new OperationScope(found.operation, viewer);
        context.Features.Set(scope);
        context.Features.Set(new ImportScope(scope, found.import));
        return Access.Judge(viewer, found.operation.Id, need, Sees(viewer, found.import));
    }

    public static bool Sees(Viewer viewer, Import import) =>
        viewer.RoleIn(import.OperationId) >= OperationRole.Member
        && Access.MayRead(viewer, import.OperationId, Sensitivity.Undecided, Audience.Named, import.UploadedBy);
}

/// <summary>The import that the gate let the viewer into; an action takes it as a parameter.</summary>
/// <param name="Operation">Its operation and the viewer.</param>
/// <param name="Import">Read only, not tracked.</param>
public sealed record ImportScope(OperationScope Operation, Import Import)
{
    public string Path => $"{Operation.Path}/imports/{Import.Id:D}";

    public static ValueTask<ImportScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<ImportScope>());
}
