using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>A person comes onto a list, changes the dates, or leaves.</summary>
static class CheckInActions
{
    public static async Task<IResult> Page(ListScope scope, ListStore lists, PersonStore people, CheckInDesk desk, CancellationToken cancel) =>
        await PageAsync(scope, new CheckInForm { ArrivesOn = desk.Today(scope) }, [], lists, people, cancel);

    public static async Task<IResult> FromForm(ListScope scope, [FromForm] CheckInForm? form, ListStore lists, PersonStore people, CheckInDesk desk, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        form ??= new();
        var (made, refusal, errors) = await CheckInAsync(scope, form, lists, people, desk, db, text, cancel);
        return errors.Count > 0 ? await PageAsync(scope, form, errors, lists, people, cancel)
            : refusal ?? (IResult)TypedResults.LocalRedirect($"{scope.Path}?told={(made!.IsPending ? "pending" : "checked-in")}");
    }

    /// <returns>201 and the check-in; 400 <c>check-in-invalid</c>; 403 <c>list-private</c>, <c>person-flagged</c>; 409 <c>checked-in-already</c>.</returns>
    public static async Task<IResult> Handle(ListScope scope, CheckInForm form, ListStore lists, PersonStore people, CheckInDesk desk, MusterDb db, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        var (made, refusal, errors) = await CheckInAsync(scope, form, lists, people, desk, db, text, cancel);
        if (errors.Count > 0)
        {
            return desk.Invalid(errors);
        }

        return refusal ?? (IResult)TypedResults.Created($"/api{scope.Path}/check-ins/{made!.Id:D}", CheckInAnswer.Of(made));
    }

    /// <returns>The check-in; 404 where it is not of this list, or neither one's own nor the viewer a manager.</returns>
    public static async Task<IResult> Show(ListScope scope, Guid checkIn, CheckInDesk desk, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        var found = await db.Set<CheckIn>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == checkIn && row.ListId == scope.List.Id, cancel);
        return found is null || !await desk.MayHandleAsync(scope, found, cancel) ? Refusals.Of(context, 404) : TypedResults.Ok(CheckInAnswer.Of(found));
    }

    public static async Task<IResult> RedateFromForm(ListScope scope, Guid checkIn, [FromForm] DateOnly? arrivesOn, [FromForm] DateOnly? leavesOn, CheckInDesk desk, HttpContext context, CancellationToken cancel) =>
        await RedateAsync(scope, checkIn, arrivesOn, leavesOn, desk, context, cancel) ?? (IResult)TypedResults.LocalRedirect(scope.Path + "?told=redated");

    /// <returns>200 and the check-in; 400 <c>check-in-invalid</c>; 404; 409 <c>changed-meanwhile</c>, <c>check-in-not-pending</c>.</returns>
    public static async Task<IResult> Change(ListScope scope, Guid checkIn, CheckInChange change, CheckInDesk desk, MusterDb db, HttpContext context, CancellationToken cancel)
    {
        Refusal? refusal;
        if (change.Pending is { } pending)
        {
            refusal = !scope.IsManager ? Refusals.Of(context, 403) : pending ? Refusals.Of(context, 400) : await desk.DecideAsync(scope, checkIn, isApproved: true, cancel);
        }
        else
        {
            refusal = await RedateAsync(scope, checkIn, change.ArrivesOn, change.LeavesOn, desk, context, cancel);
        }

        return refusal ?? (IResult)TypedResults.Ok(CheckInAnswer.Of(await db.Set<CheckIn>().AsNoTracking().SingleAsync(row => row.Id == checkIn, cancel)));
    }

    public static async Task<IResult> CheckOutFromForm(ListScope scope, Guid checkIn, CheckInDesk desk, HttpContext context, CancellationToken cancel) =>
        await CheckOutAsync(scope, checkIn, desk, context, cancel) ?? (IResult)TypedResults.LocalRedirect(scope.Path + "?told=checked-out");

    /// <returns>204; 404; 409 <c>check-in-ended</c>.</returns>
    public static async Task<IResult> CheckOut(ListScope scope, Guid checkIn, CheckInDesk desk, HttpContext context, CancellationToken cancel) =>
        await CheckOutAsync(scope, checkIn, desk, context, cancel) ?? (IResult)TypedResults.NoContent();

    public static async Task<IResult> Approve(ListScope scope, Guid checkIn, CheckInDesk desk, CancellationToken cancel) =>
        await desk.DecideAsync(scope, checkIn, isApproved: true, cancel) ?? (IResult)TypedResults.LocalRedirect(scope.Path + "?pending=true&told=approved");

    public static async Task<IResult> Decline(ListScope scope, Guid checkIn, CheckInDesk desk, CancellationToken cancel) =>
        await desk.DecideAsync(scope, checkIn, isApproved: false, cancel) ?? (IResult)TypedResults.LocalRedirect(scope.Path + "?pending=true&told=declined");

    static async Task<Refusal?> RedateAsync(ListScope scope, Guid id, DateOnly? arrivesOn, DateOnly? leavesOn, CheckInDesk desk, HttpContext context, CancellationToken cancel) =>
        await desk.LiveAsync(scope, id, cancel) is { } checkIn && await desk.MayHandleAsync(scope, checkIn, cancel) ? await desk.RedateAsync(scope, checkIn, arrivesOn, leavesOn, cancel) : Refusals.Of(context, 404);

    static async Task<Refusal?> CheckOutAsync(ListScope scope, Guid id, CheckInDesk desk, HttpContext context, CancellationToken cancel)
    {
        if (await desk.LiveAsync(scope, id, cancel) is not { } checkIn || !await desk.MayHandleAsync(scope, checkIn, cancel))
        {
            return Refusals.Of(context, 404);
        }

        var isOwn = scope.Own?.Id == checkIn.Id;
        return await desk.CheckOutAsync(scope.List, checkIn, scope.Viewer.AccountId, isOwn ? CheckOutReason.Left : CheckOutReason.Removed, cancel);
    }

    static async Task<(CheckIn? Made, Refusal? Refusal, Dictionary<string, string> Errors)> CheckInAsync(ListScope scope, CheckInForm form, ListStore lists, PersonStore people, CheckInDesk desk, MusterDb db, IStringLocalizer text, CancellationToken cancel)
    {
        var errors = form.Check(text, desk.Today(scope));
        if (errors.Count > 0)
        {
            return (null, null, errors);
        }

        var person = await people.OwnAsync(scope.Viewer, cancel);
        if (await desk.NoteWhereaboutsAsync(scope, person, form, cancel) is { } wrong)
        {
            db.ChangeTracker.Clear();
            return (null, null, new Dictionary<string, string> { ["phone"] = wrong });
        }

        var (made, refusal) = await desk.CheckInAsync(scope, person, form, cancel);
        if (made is null)
        {
            return (null, refusal, errors);
        }

        // The other lists chosen; one that the person is on already, or may not join, changes nothing.
        foreach (var slug in (form.Also ?? []).Distinct().Take(50))
        {
            if (slug != scope.List.Slug && await lists.FindAsync(slug, scope.Viewer, cancel) is { Own: null } other && other.List.OperationId == scope.List.OperationId)
            {
                await desk.CheckInAsync(other, person, form, cancel);
            }
        }

        return (made, null, errors);
    }

    static async Task<IResult> PageAsync(ListScope scope, CheckInForm form, Dictionary<string, string> errors, ListStore lists, PersonStore people, CancellationToken cancel)
    {
        var others = scope.Operation is { } operation ? await lists.OfOperationAsync(operation, scope.Viewer, cancel) : [];
        return new RazorComponentResult<CheckInPage>(new
        {
            Scope = scope,
            Form = form,
            Errors = (IReadOnlyDictionary<string, string>)errors,
            Others = (IReadOnlyList<ListScope>)[.. others.Where(other => other.List.Id != scope.List.Id && other.Own is null && (other.List.Joining != ListJoining.Private || other.IsManager))],
            Person = await people.OwnAsync(scope.Viewer, cancel),
        })
        { StatusCode = errors.Count == 0 ? 200 : 400 };
    }
}

/// <summary>A change of a check-in; what is absent of <see cref="Pending"/> means a change of dates.</summary>
/// <param name="Pending">False approves.</param>
/// <param name="ArrivesOn">Arrival; null keeps it.</param>
/// <param name="LeavesOn">Departure; null for none.</param>
public sealed record CheckInChange(bool? Pending, DateOnly? ArrivesOn, DateOnly? LeavesOn);

/// <summary>A check-in for scripts.</summary>
/// <param name="Id">Check-in.</param>
/// <param name="Person">Id of the person.</param>
/// <param name="Pending">Waits for a manager.</param>
/// <param name="ArrivesOn">Arrival.</param>
/// <param name="LeavesOn">Departure, or null.</param>
/// <param name="EndedAt">When it ended; null while it lives.</param>
/// <param name="EndReason">How it ended.</param>
public sealed record CheckInAnswer(Guid Id, Guid Person, bool Pending, DateOnly ArrivesOn, DateOnly? LeavesOn, DateTimeOffset? EndedAt, CheckOutReason? EndReason)
{
    internal static CheckInAnswer Of(CheckIn checkIn) => new(checkIn.Id, checkIn.PersonId, checkIn.IsPending, checkIn.ArrivesOn, checkIn.LeavesOn, checkIn.EndedAt, checkIn.EndReason);
}
