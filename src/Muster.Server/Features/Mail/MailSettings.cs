namespace Muster.Server.Features.Mail;

/// <summary>How mails leave, from <c>MUSTER_SMTP</c> and <c>MUSTER_MAIL_FROM</c>.</summary>
/// <param name="Host">Mail server; null where none is configured, and mails are kept.</param>
/// <param name="Port">587 unless said otherwise.</param>
/// <param name="UsesTlsAtOnce"><c>smtps://</c>.</param>
/// <param name="NeedsTls">False only with <c>?tls=false</c>, for a server on the same machine.</param>
/// <param name="User">Name to sign in with, or null.</param>
/// <param name="Password">Password, or null.</param>
/// <param name="From">Address the mails come from.</param>
sealed record MailSettings(string? Host, int Port, bool UsesTlsAtOnce, bool NeedsTls, string? User, string? Password, string From)
{
    /// <exception cref="SettingsException">The setting cannot be used.</exception>
    public static MailSettings Of(MusterSettings settings) => Read(settings.Smtp, settings.MailFrom);

    static MailSettings Read(string? smtp, string? from)
    {
        if (smtp is null)
        {
            return new MailSettings(null, 0, false, true, null, null, from ?? "muster@localhost");
        }

        if (!Uri.TryCreate(smtp, UriKind.Absolute, out var address) || address.Scheme is not ("smtp" or "smtps") || address.Host.Length == 0)
        {
            throw new SettingsException("MUSTER_SMTP must look like smtp://user:password@mail.example.org:587.");
        }

        if (from is null || !MimeKit.MailboxAddress.TryParse(from, out _))
        {
            throw new SettingsException("MUSTER_MAIL_FROM must be the address that mails come from, for example muster@example.org.");
        }

        var user = address.UserInfo.Split(':', 2);
        return new MailSettings(
            address.Host,
            address.IsDefaultPort || address.Port < 0 ? (address.Scheme == "smtps" ? 465 : 587) : address.Port,
            address.Scheme == "smtps",
            !address.Query.Contains("tls=false", StringComparison.OrdinalIgnoreCase),
            user[0].Length > 0 ? Uri.UnescapeDataString(user[0]) : null,
            user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            from);
    }
}
