using System.Reflection;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.People;

/// <summary>Finds the contact list of the route value <c>list</c> and judges the viewer. <see cref="Need.Contribute"/> is for all who see it: they may check in.</summary>
sealed class ListGate(ListStore lists) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        if (await lists.FindAsync((string)context.GetRouteValue("list")!, viewer, cancel) is not { } scope)
        {
            return viewer.IsSignedIn ? Verdict.Hidden : Verdict.Refused;
        }

        context.Features.Set(scope);
        return need == Need.Steer && !scope.IsManager ? Verdict.Refused : Verdict.Allowed;
    }
}

/// <summary>The list that the gate let the viewer into; an action takes it as a parameter.</summary>
/// <param name="List">Read only, not tracked.</param>
/// <param name="Operation">Operation it belongs to, or null.</param>
/// <param name="Viewer">Who asks; always signed in.</param>
/// <param name="IsManager">Keeps the list.</param>
/// <param name="Own">The viewer's live check-in, pending or not; null where there is none.</param>
public sealed record ListScope(ContactList List, Operation? Operation, Viewer Viewer, bool IsManager, CheckIn? Own)
{
    /// <summary>Path of the list, <c>/lists/haiti-matthew</c>.</summary>
    public string Path => "/lists/" + List.Slug;

    /// <summary>IANA zone of its days.</summary>
    public string Zone => Operation?.Zone ?? "UTC";

    public static ValueTask<ListScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<ListScope>());
}
