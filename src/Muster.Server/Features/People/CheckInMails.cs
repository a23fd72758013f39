using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Mail;
using Muster.Server.Storage;

namespace Muster.Server.Features.People;

/// <summary>What Muster writes about check-ins, in the reader's language. Mails are added to what the caller saves.</summary>
sealed class CheckInMails(MusterDb db, TimeProvider clock, CheckInTickets tickets, MusterSettings settings, IServer server, IStringLocalizer<PeopleText> text)
{
    /// <summary>To the person: added, approved, declined, removed, departed, reminder, follow-up.</summary>
    /// <param name="list">The list.</param>
    /// <param name="person">To whom.</param>
    /// <param name="checkIn">Which check-in.</param>
    /// <param name="what">What happened; names the texts.</param>
    /// <param name="cancel">Stops.</param>
    /// <param name="missing">Keys of texts on what is missing, for the follow-up.</param>
    public async Task TellAsync(ContactList list, Person person, CheckIn checkIn, string what, CancellationToken cancel, IReadOnlyList<string>? missing = null)
    {
        if (await AddressAsync(person, cancel) is not { } address)
        {
            return;
        }

        using var _ = new InLanguage(address.Language);
        object[] words = [person.GivenName, list.Label, checkIn.LeavesOn is { } day ? day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture) : "", string.Join('\n', (missing ?? []).Select(key => "- " + text[key]))];
        var body = text[$"mail-{what}", words].Value;
        var links = what switch
        {
            "reminder" => $"\n\n{text["mail-stay"]}\n{Base}/check-in/{tickets.Make(checkIn.Id)}?do=stay\n\n{text["mail-leave"]}\n{Base}/check-in/{tickets.Make(checkIn.Id)}?do=leave",
            "added" or "approved" or "follow-up" => $"\n\n{Base}/lists/{list.Slug}\n\n{text["mail-own"]}\n{Base}/me",
            "departed" => $"\n\n{Base}/lists/{list.Slug}/check-in",
            _ => "",
        };
        Add(address, "check-in." + what, checkIn.Id, text[$"mail-{what}-subject", words], body + links);
    }

    /// <summary>To who keeps the list: somebody waits for approval.</summary>
    public Task AskManagersAsync(ContactList list, Person person, CheckIn checkIn, CancellationToken cancel) => TellManagersAsync(list, person, checkIn, "pending", cancel);

    /// <summary>To who keeps the list.</summary>
    public async Task TellManagersAsync(ContactList list, Person person, CheckIn checkIn, string what, CancellationToken cancel)
    {
        foreach (var address in await ManagersAsync(list, cancel))
        {
            using var _ = new InLanguage(address.Language);
            object[] words = [person.FullName, list.Label];
            Add(address, $"check-in.{what}.managers", checkIn.Id, text[$"mail-{what}-managers-subject", words], text[$"mail-{what}-managers", words].Value + $"\n\n{Base}/lists/{list.Slug}?pending=true");
        }
    }

    /// <summary>To a person about their own record.</summary>
    public async Task TellAboutRecordAsync(Person person, string what, CancellationToken cancel, params object[] words)
    {
        if (await AddressAsync(person, cancel) is { } address)
        {
            using var _ = new InLanguage(address.Language);
            Add(address, "person." + what, person.Id, text[$"mail-{what}-subject", words], text[$"mail-{what}", [person.GivenName, .. words]].Value + $"\n\n{Base}/me");
        }
    }

    /// <summary>Where links of mails lead.</summary>
    string Base => settings.Url ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? $"http://localhost:{settings.Port}";

    void Add(Recipient to, string kind, Guid subject, string title, string body) => db.Add(new OutgoingMail
    {
        To = to.Address,
        ToName = to.Name,
        Subject = title,
        Text = body,
        Language = to.Language,
        Kind = kind,
        SubjectId = subject,
        CreatedAt = clock.GetUtcNow(),
        NextTryAt = clock.GetUtcNow(),
    });

    async Task<Recipient?> AddressAsync(Person person, CancellationToken cancel)
    {
        var account = person.AccountId is { } id ? await db.Users.AsNoTracking().Where(account => account.Id == id).Select(account => new { account.Email, account.Language }).SingleOrDefaultAsync(cancel) : null;
        var primary = await db.Set<ContactPoint>().AsNoTracking().Where(point => point.PersonId == person.Id && point.Kind == ContactKind.Email).OrderBy(point => point.Position).Select(point => point.Value).FirstOrDefaultAsync(cancel)
            ?? db.Set<ContactPoint>().Local.Where(point => point.PersonId == person.Id && point.Kind == ContactKind.Email).OrderBy(point => point.Position).Select(point => point.Value).FirstOrDefault()
            ?? account?.Email;
        return primary is null ? null : new Recipient(primary, person.FullName, account?.Language ?? "en");
    }

    async Task<IReadOnlyList<Recipient>> ManagersAsync(ContactList list, CancellationToken cancel)
    {
        var ids = await db.Set<ListManager>().AsNoTracking().Where(manager => manager.ListId == list.Id).Select(manager => manager.AccountId).ToListAsync(cancel);
        if (list.OwnerId is { } owner)
        {
            ids.Add(owner);
        }

        if (ids.Count == 0 && list.OperationId is { } operation)
        {
            ids.AddRange(await db.Set<Membership>().AsNoTracking().Where(member => member.OperationId == operation && member.Role == OperationRole.InformationOfficer).Select(member => member.AccountId).ToListAsync(cancel));
        }

        var accounts = await db.Users.AsNoTracking().Where(account => ids.Contains(account.Id) && account.Email != null).Select(account => new { account.Email, account.DisplayName, account.Language }).ToListAsync(cancel);
        return [.. accounts.Select(account => new Recipient(account.Email!, account.DisplayName, account.Language ?? "en"))];
    }

    sealed record Recipient(string Address, string Name, string Language);

    /// <summary>Texts are looked up in the reader's language, whoever's request writes the mail.</summary>
    sealed class InLanguage : IDisposable
    {
        readonly CultureInfo before = CultureInfo.CurrentUICulture;
        readonly CultureInfo numbers = CultureInfo.CurrentCulture;

        public InLanguage(string language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);

        public void Dispose() => (CultureInfo.CurrentUICulture, CultureInfo.CurrentCulture) = (before, numbers);
    }
}

/// <summary>Addresses that let who has the mail change one check-in without signing in (H-12): sealed by the server, good for 60 days.</summary>
sealed class CheckInTickets(IDataProtectionProvider protection)
{
    readonly ITimeLimitedDataProtector protector = protection.CreateProtector("Muster.CheckIn").ToTimeLimitedDataProtector();

    public string Make(Guid checkIn) => protector.Protect(checkIn.ToString("N"), TimeSpan.FromDays(60));

    /// <summary>The check-in; null where the address was changed or is too old.</summary>
    public Guid? Read(string ticket)
    {
        try
        {
            return Guid.TryParseExact(protector.Unprotect(ticket), "N", out var id) ? id : null;
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
