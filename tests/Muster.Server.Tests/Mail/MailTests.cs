using System.Net;
using System.Net.Sockets;
using System.Text;
using Muster.Server.Features.Mail;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Mail;

public sealed class MailTests
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_mail_server_mails_are_kept_and_shown_to_administrators_only()
    {
        await using var muster = new RunningMuster();
        await muster.InitializeAsync();
        var mail = Mail(muster.Clock.GetUtcNow());
        await muster.SaveAsync(mail);
        var browser = await muster.SignedInAsync(await muster.AccountAsync("Ada", administrator: true));

        Assert.Contains("No mail server is configured", await browser.GetStringAsync("/admin/mails", Cancel), StringComparison.Ordinal);
        Assert.Contains("Kore pou yo", await browser.GetStringAsync($"/admin/mails/{mail.Id}", Cancel), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await (await muster.SignedInAsync(await muster.AccountAsync())).GetAsync("/admin/mails", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_mail_that_no_server_takes_waits_and_is_tried_again_later()
    {
        // A port on which nobody listens.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var muster = new RunningMuster { Settings = new Dictionary<string, string?> { ["SMTP"] = $"smtp://127.0.0.1:{port}?tls=false", ["MAIL_FROM"] = "muster@example.org" } };
        await muster.InitializeAsync();
        var mail = Mail(TimeProvider.System.GetUtcNow());
        await muster.SaveAsync(mail);

        OutgoingMail? found = null;
        for (var wait = 0; wait < 100 && found?.Error is null; wait++)
        {
            await Task.Delay(200, Cancel);
            found = await muster.WithDbAsync(async db => await db.FindAsync<OutgoingMail>(mail.Id));
        }

        Assert.NotNull(found!.Error);
        Assert.Equal(MailState.Waiting, found.State);
        Assert.True(found.NextTryAt > TimeProvider.System.GetUtcNow().AddSeconds(20));
    }

    [Fact]
    public void A_mail_is_written_as_text_and_html_with_nothing_of_the_text_taken_for_markup()
    {
        var message = MailMessage.Of(new OutgoingMail { To = "a@example.org", ToName = "Jérémie \"J\" <x>", Subject = "Été\r\nBcc: evil@example.org", Text = "Hello <b>\n\nhttps://example.org/?a=1&b=2", Language = "fr", Kind = "t", UnsubscribePath = "/u" }, "muster@example.org", "https://muster.example.org");
        using var stream = new MemoryStream();
        message.WriteTo(stream, Cancel);
        var wire = Encoding.ASCII.GetString(stream.ToArray());

        Assert.DoesNotContain("\nBcc:", wire, StringComparison.Ordinal);
        Assert.Contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click", wire, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/?a=1&amp;b=2\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("Hello <b>", message.TextBody, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example.org", "a@b.org")]
    [InlineData("smtp://mail.example.org", null)]
    [InlineData("http://mail.example.org", "a@b.org")]
    public void A_setting_that_cannot_be_used_ends_the_start_with_a_sentence(string smtp, string? from) =>
        Assert.Contains("MUSTER_", Assert.Throws<SettingsException>(() => MailSettings.Of(new MusterSettings { DataFolder = "x", SamplesFolder = "x", Smtp = smtp, MailFrom = from })).Message, StringComparison.Ordinal);

    static OutgoingMail Mail(DateTimeOffset at) => new() { To = "rose@example.org", ToName = "Rose", Subject = "Kontak", Text = "Kore pou yo.", Language = "en", Kind = "test", CreatedAt = at, NextTryAt = at };
}
