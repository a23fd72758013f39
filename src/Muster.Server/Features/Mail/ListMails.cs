using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Errors;
using Muster.Server.Storage;

namespace Muster.Server.Features.Mail;

/// <summary>The mails of this server, for its administrators: what waits, what was sent, what failed and why.</summary>
static class ListMails
{
    const int PageSize = 50;

    public static async Task<RazorComponentResult<MailsPage>> Page(MusterDb db, MailSettings settings, MailState? state, int? page, CancellationToken cancel)
    {
        var mails = db.Set<OutgoingMail>().AsNoTracking();
        var counts = await mails.GroupBy(mail => mail.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancel);
        var shown = state is { } wanted ? mails.Where(mail => mail.State == wanted) : mails;
        var number = Math.Max(1, page ?? 1);
        return new(new
        {
            Mails = (IReadOnlyList<OutgoingMail>)await shown.OrderByDescending(mail => mail.CreatedAt).ThenBy(mail => mail.Id).Skip((number - 1) * PageSize).Take(PageSize).ToListAsync(cancel),
            Counts = (IReadOnlyDictionary<MailState, int>)counts,
            State = state,
            Number = number,
            PageSize,
            HasServer = settings.Host is not null,
        });
    }

    public static async Task<IResult> Show(Guid mail, MusterDb db, HttpContext context, CancellationToken cancel) =>
        await db.Set<OutgoingMail>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == mail, cancel) is { } found
            ? new RazorComponentResult<MailPage>(new { Mail = found })
            : Refusals.Of(context, 404);

    /// <summary>Puts a failed mail back into the queue.</summary>
    public static async Task<IResult> Retry(Guid mail, MusterDb db, TimeProvider clock, HttpContext context, CancellationToken cancel)
    {
        var found = await db.Set<OutgoingMail>().Where(row => row.Id == mail && row.State == MailState.Failed).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, MailState.Waiting).SetProperty(row => row.Attempts, 0).SetProperty(row => row.NextTryAt, clock.GetUtcNow()), cancel);
        return found > 0 || await db.Set<OutgoingMail>().AnyAsync(row => row.Id == mail, cancel) ? TypedResults.LocalRedirect($"/admin/mails/{mail:D}") : Refusals.Of(context, 404);
    }
}
