using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using MimeKit;

namespace Muster.Server.Features.Mail;

/// <summary>A mail as it goes over the wire: plain text, and the same as HTML with its links made clickable.</summary>
static partial class MailMessage
{
    /// <param name="mail">What to send.</param>
    /// <param name="from">Address it comes from.</param>
    /// <param name="url">Address of this server, for the unsubscribe header; without it there is none.</param>
    public static MimeMessage Of(OutgoingMail mail, string from, string? url)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = mail.CreatedAt, MessageId = $"{mail.Id:D}@{Domain(from)}" };
        message.From.Add(new MailboxAddress("Muster", MailboxAddress.Parse(from).Address));
        message.To.Add(new MailboxAddress(mail.ToName, mail.To));
        message.Headers.Add("Content-Language", mail.Language);
        // Out-of-office programs answer people, not machines (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (mail.UnsubscribePath is not null && url is not null)
        {
            message.Headers.Add("List-Unsubscribe", $"<{url}{mail.UnsubscribePath}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        message.Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = Html(mail) }.ToMessageBody();
        return message;
    }

    static string Html(OutgoingMail mail)
    {
        var html = new StringBuilder($"<!DOCTYPE html><html lang=\"{mail.Language}\"><head><meta charset=\"utf-8\"><title>{HtmlEncoder.Default.Encode(mail.Subject)}</title></head><body style=\"font-family:sans-serif;font-size:16px;line-height:1.5;max-width:40em\">");
        foreach (var paragraph in mail.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            html.Append("<p>").AppendJoin("<br>", paragraph.Split('\n').Select(line => Link.IsMatch(line) ? $"<a href=\"{HtmlEncoder.Default.Encode(line)}\">{HtmlEncoder.Default.Encode(line)}</a>" : HtmlEncoder.Default.Encode(line))).Append("</p>");
        }

        return html.Append("</body></html>").ToString();
    }

    static string Domain(string from) => MailboxAddress.Parse(from).Domain is { Length: > 0 } domain ? domain : "muster.invalid";

    [GeneratedRegex(@"^https?://\S+$")]
    static partial Regex Link { get; }
}
