using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>The links of a reminder: <em>still here until</em> and <em>I have left</em>, without signing in (H-12). Opening the link changes nothing, as mail programs open links by themselves; its one button does.</summary>
static class CheckInTicket
{
    public static async Task<IResult> Page(string ticket, [FromQuery(Name = "do")] string? wish, CheckInTickets tickets, MusterDb db, TimeProvider clock, IStringLocalizer<PeopleText> text, CancellationToken cancel) =>
        await FindAsync(ticket, tickets, db, cancel) is { } found ? PageOf(ticket, found, wish, clock, null) : Unknown(text);

    public static async Task<IResult> Act(string ticket, [FromForm(Name = "do")] string? wish, [FromForm] DateOnly? until, CheckInTickets tickets, CheckInDesk desk, MusterDb db, TimeProvider clock, IStringLocalizer<PeopleText> text, CancellationToken cancel)
    {
        if (await FindAsync(ticket, tickets, db, cancel) is not { } found)
        {
            return Unknown(text);
        }

        var (checkIn, list, _) = found;
        if (checkIn.EndedAt is not null)
        {
            // Used twice: said plainly, and nothing happens again.
            return PageOf(ticket, found, wish, clock, null);
        }

        if (wish == "leave")
        {
            return await desk.CheckOutAsync(list, checkIn, null, CheckOutReason.Left, cancel) ?? (IResult)PageOf(ticket, found, wish, clock, null);
        }

        var scope = new ListScope(list, list.OperationId is { } id ? await db.Set<Operations.Operation>().AsNoTracking().SingleAsync(row => row.Id == id, cancel) : null, Accounts.Viewer.Anonymous, false, checkIn);
        var refusal = until is null ? desk.Invalid(new Dictionary<string, string> { ["leavesOn"] = text["until-needed"] }) : await desk.RedateAsync(scope, checkIn, null, until, cancel);
        return PageOf(ticket, found, wish, clock, refusal?.Errors?.Values.First()[0] ?? refusal?.Title, isDone: refusal is null);
    }

    static async Task<(CheckIn CheckIn, ContactList List, Person Person)?> FindAsync(string ticket, CheckInTickets tickets, MusterDb db, CancellationToken cancel)
    {
        if (tickets.Read(ticket) is not { } id || await db.Set<CheckIn>().SingleOrDefaultAsync(row => row.Id == id, cancel) is not { } checkIn)
        {
            return null;
        }

        return (checkIn, await db.Set<ContactList>().AsNoTracking().SingleAsync(list => list.Id == checkIn.ListId, cancel), await db.Set<Person>().AsNoTracking().SingleAsync(person => person.Id == checkIn.PersonId, cancel));
    }

    static RazorComponentResult<TicketPage> PageOf(string ticket, (CheckIn CheckIn, ContactList List, Person Person) found, string? wish, TimeProvider clock, string? error, bool isDone = false) =>
        new(new { Ticket = ticket, found.CheckIn, found.List, found.Person, Wish = wish, Today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), Error = error, IsDone = isDone }) { StatusCode = error is null ? 200 : 400 };

    static Refusal Unknown(IStringLocalizer text) => new(404, "ticket-unknown", text["ticket-unknown"], text["ticket-unknown-next"]);
}
