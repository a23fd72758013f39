using System.Net.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Catalogue;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>A partner as entered.</summary>
public sealed record PartnerForm(string? Name, string? Contact, string? Email);

/// <summary>A link as made; its secret is shown this once.</summary>
public sealed record LinkAnswer(string Url, DateTimeOffset Until);

/// <summary>Who is expected to send the template back, and how they may.</summary>
static class Partners
{
    const int MostPartners = 500;
    const int DaysOpen = 30;
    const int MostDays = 180;

    public static Task<IResult> Page(CollectionScope scope, CollectionStatus status, ReminderText reminders, CancellationToken cancel) => PageAsync(scope, status, reminders, null, cancel);

    /// <summary>One partner a line: name; contact; e-mail.</summary>
    public static async Task<IResult> AddFromForm(CollectionScope scope, IFormCollection fields, MusterDb db, CancellationToken cancel)
    {
        var partners = fields["partners"].ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => line.Split([';', '\t'], StringSplitOptions.TrimEntries))
            .Select(parts => new PartnerForm(parts[0], parts.ElementAtOrDefault(1), parts.ElementAtOrDefault(2))).ToList();
        var wrong = await AddAsync(scope, partners, db, cancel);
        return TypedResults.LocalRedirect(scope.Path + (wrong is null ? "" : "?wrong=" + Uri.EscapeDataString(wrong)));
    }

    /// <returns>204: those of the same name are kept as they are; 400 <c>partner-invalid</c>.</returns>
    public static async Task<IResult> Add(CollectionScope scope, PartnerForm[] partners, MusterDb db, IStringLocalizer<CollectionsText> text, CancellationToken cancel)
    {
        var wrong = await AddAsync(scope, partners, db, cancel);
        return wrong is null ? TypedResults.NoContent() : new Refusal(400, "partner-invalid", text["partner-invalid", wrong], text["partner-invalid-next"]);
    }

    public static async Task<IResult> RemoveFromForm(CollectionScope scope, IFormCollection fields, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        if (fields["sure"] != "true")
        {
            return TypedResults.LocalRedirect($"{scope.Path}/partners/{scope.Partner!.Id:D}?sure=asked");
        }

        await RemoveAsync(scope, db, clock, cancel);
        return TypedResults.LocalRedirect(scope.Path);
    }

    /// <returns>204. The files that the partner sent stay with the imports.</returns>
    public static async Task<NoContent> Remove(CollectionScope scope, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        await RemoveAsync(scope, db, clock, cancel);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> LinkFromForm(CollectionScope scope, IFormCollection fields, CollectionStatus status, ReminderText reminders, MusterDb db, Addresses addresses, TimeProvider clock, CancellationToken cancel) =>
        await PageAsync(scope, status, reminders, await MakeLinkAsync(scope, int.TryParse(fields["days"], System.Globalization.CultureInfo.InvariantCulture, out var days) ? days : null, db, addresses, clock, cancel), cancel);

    /// <returns>200 and the link; one made before stops working.</returns>
    public static async Task<Ok<LinkAnswer>> Link(CollectionScope scope, int? days, MusterDb db, Addresses addresses, TimeProvider clock, CancellationToken cancel) =>
        TypedResults.Ok(await MakeLinkAsync(scope, days, db, addresses, clock, cancel));

    public static async Task<IResult> WithdrawLinkFromForm(CollectionScope scope, IFormCollection _, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        await WithdrawAsync(scope, db, clock, cancel);
        return TypedResults.LocalRedirect($"{scope.Path}/partners/{scope.Partner!.Id:D}");
    }

    /// <returns>204: the link leads nowhere from now on.</returns>
    public static async Task<NoContent> WithdrawLink(CollectionScope scope, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        await WithdrawAsync(scope, db, clock, cancel);
        return TypedResults.NoContent();
    }

    public static async Task<IResult> PageAsync(CollectionScope scope, CollectionStatus status, ReminderText reminders, LinkAnswer? link, CancellationToken cancel)
    {
        var partners = await status.PartnersAsync(scope.Collection.Id, cancel);
        var line = partners.Single(partner => partner.Id == scope.Partner!.Id);
        return new RazorComponentResult<PartnerPage>(new
        {
            Scope = scope,
            Partner = line,
            Returns = await status.OfPartnerAsync(scope, cancel),
            Link = link,
            Reminders = reminders.Of(scope, line, link?.Url),
        });
    }

    /// <returns>The line that is wrong; null when all were added.</returns>
    static async Task<string?> AddAsync(CollectionScope scope, IReadOnlyList<PartnerForm> partners, MusterDb db, CancellationToken cancel)
    {
        var known = (await db.Set<CollectionPartner>().Where(row => row.CollectionId == scope.Collection.Id).Select(row => row.Name).ToListAsync(cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var partner in partners)
        {
            if (string.IsNullOrWhiteSpace(partner.Name) || partner.Name.Length > 200 || partner.Contact?.Length > 200 || (!string.IsNullOrEmpty(partner.Email) && (partner.Email.Length > 320 || !MailAddress.TryCreate(partner.Email, out _))) || known.Count >= MostPartners)
            {
                return $"{partner.Name}; {partner.Contact}; {partner.Email}";
            }

            if (known.Add(partner.Name.Trim()))
            {
                db.Add(new CollectionPartner { CollectionId = scope.Collection.Id, Name = partner.Name.Trim(), Contact = Filled(partner.Contact), Email = Filled(partner.Email) });
            }
        }

        await db.SaveChangesAsync(cancel);
        return null;
    }

    static async Task<LinkAnswer> MakeLinkAsync(CollectionScope scope, int? days, MusterDb db, Addresses addresses, TimeProvider clock, CancellationToken cancel)
    {
        var (secret, now) = (ReturnLinks.New(), clock.GetUtcNow());
        var until = now.AddDays(Math.Clamp(days ?? DaysOpen, 1, MostDays));
        await db.Set<CollectionPartner>().Where(row => row.Id == scope.Partner!.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LinkHash, ReturnLinks.HashOf(secret)).SetProperty(row => row.LinkUntil, until), cancel);
        await NoteAsync(scope, "collection.link", db, now, cancel);
        return new LinkAnswer(addresses.Of("/returns/" + secret), until);
    }

    static async Task WithdrawAsync(CollectionScope scope, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        await db.Set<CollectionPartner>().Where(row => row.Id == scope.Partner!.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LinkHash, (string?)null).SetProperty(row => row.LinkUntil, (DateTimeOffset?)null), cancel);
        await NoteAsync(scope, "collection.link-withdrawn", db, clock.GetUtcNow(), cancel);
    }

    static async Task RemoveAsync(CollectionScope scope, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        await db.Set<CollectionPartner>().Where(row => row.Id == scope.Partner!.Id).ExecuteDeleteAsync(cancel);
        await NoteAsync(scope, "collection.partner-removed", db, clock.GetUtcNow(), cancel);
    }

    static async Task NoteAsync(CollectionScope scope, string action, MusterDb db, DateTimeOffset at, CancellationToken cancel)
    {
        db.Add(new AuditEntry { At = at, AccountId = scope.Operation.Viewer.AccountId, OperationId = scope.Collection.OperationId, Action = action, Subject = scope.Path, Detail = scope.Partner!.Name });
        await db.SaveChangesAsync(cancel);
    }

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
