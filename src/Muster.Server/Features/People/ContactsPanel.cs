using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.People;

/// <summary>Contacts on the operation's page: its lists, and where to check in.</summary>
sealed class ContactsPanel(ListStore lists, IStringLocalizer<PeopleText> text) : OperationPanelSource
{
    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        var path = scope.Path + "/contacts";
        if (!scope.Viewer.IsSignedIn)
        {
            return new OperationPanel(40, text["contacts"], path, 0, text["sign-in-to-see"], []);
        }

        var seen = await lists.OfOperationAsync(scope.Operation, scope.Viewer, cancel);
        var counts = await lists.CountsAsync([.. seen.Select(list => list.List.Id)], scope.Viewer, cancel);
        var main = seen.FirstOrDefault(list => list.List.Type == ContactListType.Operation);
        return new OperationPanel(40, text["contacts"], path, main is null ? 0 : counts.GetValueOrDefault(main.List.Id), text["no-contacts"],
            [.. seen.Where(list => counts.GetValueOrDefault(list.List.Id) > 0).OrderByDescending(list => counts[list.List.Id]).Take(6).Select(list => new OperationPanelItem(list.List.Label, list.Path, text["people-count", counts[list.List.Id]], null))])
        {
            Action = main is { Own: null } ? (text["check-in"], main.Path + "/check-in") : null,
        };
    }
}
