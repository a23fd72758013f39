using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Muster.Server.Features.Collections;

/// <summary>A reminder ready to be sent.</summary>
/// <param name="Language">Language, ISO 639-1.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Body">Text.</param>
/// <param name="Mail">Address of a new message with both; null where the partner has no e-mail.</param>
public sealed record Reminder(string Language, string Subject, string Body, string? Mail);

/// <summary>Writes reminders in every language of the pages.</summary>
sealed class ReminderText(IStringLocalizer<CollectionsText> text)
{
    public IReadOnlyList<Reminder> Of(CollectionScope scope, PartnerLine partner, string? link) =>
        [.. Accounts.ChooseLanguage.Languages.Select(language => ShowCollection.InLanguage(language, () => Write(scope, partner, link, language)))];

    Reminder Write(CollectionScope scope, PartnerLine partner, string? link, string language)
    {
        var collection = scope.Collection;
        var subject = text["reminder-subject", collection.Title, scope.Operation.Operation.Name].Value;
        var due = collection.DueOn is { } day ? text["reminder-due", day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)].Value : null;
        var body = string.Join("\n\n", new[]
        {
            text["reminder-hello", partner.Contact ?? partner.Name].Value,
            string.Join(' ', new[] { text["reminder-body", collection.Title, scope.Operation.Operation.Name].Value, due }.OfType<string>()),
            link is null ? text["reminder-how"].Value : text["reminder-link", link].Value,
            text["reminder-thanks"].Value,
        });
        var mail = partner.Email is null ? null : $"mailto:{Uri.EscapeDataString(partner.Email).Replace("%40", "@", StringComparison.Ordinal)}?subject={Uri.EscapeDataString(subject)}&body={Uri.EscapeDataString(body)}";
        return new Reminder(language, subject, body, mail);
    }
}
