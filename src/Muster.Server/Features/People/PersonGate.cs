using System.Reflection;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.People;

/// <summary>Finds the person of the route value <c>person</c> and judges the viewer. <see cref="Need.Steer"/> is for the person, administrators, and who entered a record that nobody has claimed.</summary>
sealed class PersonGate(PersonStore people) : Gate
{
    public override async Task<Verdict> JudgeAsync(HttpContext context, Viewer viewer, Need need, CancellationToken cancel)
    {
        if (!viewer.IsSignedIn)
        {
            return Verdict.Refused;
        }

        if (!Guid.TryParse(context.GetRouteValue("person") as string, out var id) || await people.FindAsync(id, viewer, cancel) is not { } person)
        {
            return Verdict.Hidden;
        }

        context.Features.Set(new PersonScope(person, viewer));
        return need == Need.Steer && !Steers(viewer, person) ? Verdict.Refused : Verdict.Allowed;
    }

    public static bool Steers(Viewer viewer, Person person) =>
        viewer.IsAdministrator || (person.AccountId is { } account ? account == viewer.AccountId : person.CreatedBy is { } maker && maker == viewer.AccountId);
}

/// <summary>The person that the gate let the viewer see.</summary>
/// <param name="Person">Read only, not tracked; the one that a merged record became.</param>
/// <param name="Viewer">Who asks.</param>
public sealed record PersonScope(Person Person, Viewer Viewer)
{
    /// <summary>May change the record.</summary>
    public bool MaySteer => PersonGate.Steers(Viewer, Person);

    /// <summary>It is the viewer's own.</summary>
    public bool IsOwn => Person.AccountId is { } account && account == Viewer.AccountId;

    public string Path => $"/people/{Person.Id:D}";

    public static ValueTask<PersonScope?> BindAsync(HttpContext context, ParameterInfo parameter) => ValueTask.FromResult(context.Features.Get<PersonScope>());
}
