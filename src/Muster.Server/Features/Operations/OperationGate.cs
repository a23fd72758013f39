using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Operations;

/// <summary>Finds the operation of the route value <c>operation</c> (its short name) and judges the viewer.</summary>
sealed class OperationGate(MusterDb db) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        var slug = context.GetRouteValue("operation") as string;
        var operation = await db.Set<Operation>().AsNoTracking().SingleOrDefaultAsync(operation => operation.Slug == slug, cancel);
        if (operation is null)
        {
            return Verdict.Hidden;
        }

        context.Features.Set(new OperationScope(operation, viewer));
        return Access.Judge(viewer, operation.Id, need, Sees(viewer, operation));
    }

    public static bool Sees(Viewer viewer, Operation operation) =>
        Access.MayRead(viewer, operation.Id, operation.Sensitivity, operation.Audience, operation.CreatedBy);
}

/// <summary>The operation that the gate let the viewer into; an action takes it as a parameter.</summary>
/// <param name="Operation">Read only, not tracked.</param>
/// <param name="Viewer">Who asks.</param>
public sealed record OperationScope(Operation Operation, Viewer Viewer)
{
    public OperationRole Role => Viewer.RoleIn(Operation.Id);

    /// <summary>May upload and propose.</summary>
    public bool MayContribute => Role >= OperationRole.Member;

    /// <summary>May decide and publish.</summary>
    public bool MaySteer => Role >= OperationRole.InformationOfficer;

    /// <summary>Path of the operation, <c>/operations/haiti-matthew</c>.</summary>
    public string Path => "/operations/" + Operation.Slug;

    public static ValueTask<OperationScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<OperationScope>());
}
