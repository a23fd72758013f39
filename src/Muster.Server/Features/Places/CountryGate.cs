using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Matching;

namespace Muster.Server.Features.Places;

/// <summary>Knows the country of the route value <c>country</c>. Places are reference data: everybody reads; administrators and information officers of an operation with that country load and decide.</summary>
sealed class CountryGate(MusterDb db) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        if (context.GetRouteValue("country") is not string { Length: 3 } text || CountryCodes.Alpha3(text) is not { } country)
        {
            return Verdict.Hidden;
        }

        var scope = new CountryScope(country, CountryNames.Of(country), viewer, await MaySteerAsync(viewer, country, cancel));
        context.Features.Set(scope);
        return need == Need.Read || scope.MaySteer ? Verdict.Allowed : Verdict.Refused;
    }

    async Task<bool> MaySteerAsync(Viewer viewer, string country, CancellationToken cancel)
    {
        if (viewer.IsAdministrator)
        {
            return true;
        }

        var steered = viewer.Roles.Where(role => role.Value == OperationRole.InformationOfficer).Select(role => role.Key).ToList();
        return steered.Count > 0 && await db.Set<Operation>().AnyAsync(operation => steered.Contains(operation.Id) && operation.Countries.Contains(country), cancel);
    }
}

/// <summary>The country asked for; an action takes it as a parameter.</summary>
/// <param name="Country">ISO 3166 alpha-3.</param>
/// <param name="Name">In the reader's language.</param>
/// <param name="Viewer">Who asks.</param>
/// <param name="MaySteer">May load editions and decide on aliases.</param>
public sealed record CountryScope(string Country, string Name, Viewer Viewer, bool MaySteer)
{
    public string Path => "/places/" + Country;

    public static ValueTask<CountryScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<CountryScope>());
}
