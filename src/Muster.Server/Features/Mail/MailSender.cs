using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Muster.Server.Storage;

namespace Muster.Server.Features.Mail;

/// <summary>Sends what waits, a mail at a time. A mail is taken by moving its next try ahead: of two nodes one takes it, and after a crash it is tried again.</summary>
sealed class MailSender(IServiceScopeFactory scopes, MailSettings mail, MusterSettings settings, TimeProvider clock, ILogger<MailSender> log) : BackgroundService
{
    internal const int MostAttempts = 8;
    static readonly TimeSpan Hold = TimeSpan.FromMinutes(2);
    static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (mail.Host is null)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await SendNextAsync(stoppingToken))
                {
                    // In real time, also where a test stops the clock: waiting for the next mail is no business of the clock's.
                    await Task.Delay(Pause, TimeProvider.System, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                log.LogError(failure, "Taking the next mail failed; trying again.");
                await Task.Delay(Pause, TimeProvider.System, stoppingToken);
            }
        }
    }

    /// <returns>False where no mail is due.</returns>
    internal async Task<bool> SendNextAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        var now = clock.GetUtcNow();
        var next = await db.Set<OutgoingMail>().AsNoTracking().Where(row => row.State == MailState.Waiting && row.NextTryAt <= now).OrderBy(row => row.NextTryAt).FirstOrDefaultAsync(cancel);
        if (next is null)
        {
            return false;
        }

        var taken = await db.Set<OutgoingMail>().Where(row => row.Id == next.Id && row.State == MailState.Waiting && row.NextTryAt == next.NextTryAt)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextTryAt, now + Hold).SetProperty(row => row.Attempts, row => row.Attempts + 1), cancel);
        if (taken == 0)
        {
            return true;
        }

        var (state, error) = await TryAsync(next, cancel);
        var attempts = next.Attempts + 1;
        if (state == MailState.Waiting && attempts >= MostAttempts)
        {
            state = MailState.Failed;
        }

        // 1, 2, 4 … minutes, an hour at most: a server that greylists takes the second try.
        var wait = TimeSpan.FromMinutes(Math.Min(60, Math.Pow(2, attempts - 1)));
        await db.Set<OutgoingMail>().Where(row => row.Id == next.Id).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, state).SetProperty(row => row.Error, error)
                .SetProperty(row => row.SentAt, state == MailState.Sent ? clock.GetUtcNow() : null)
                .SetProperty(row => row.NextTryAt, clock.GetUtcNow() + wait),
            cancel);
        return true;
    }

    async Task<(MailState State, string? Error)> TryAsync(OutgoingMail next, CancellationToken cancel)
    {
        try
        {
            using var client = new SmtpClient { Timeout = 30_000 };
            await client.ConnectAsync(mail.Host!, mail.Port, mail.UsesTlsAtOnce ? SecureSocketOptions.SslOnConnect : mail.NeedsTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancel);
            if (mail.User is not null)
            {
                await client.AuthenticateAsync(mail.User, mail.Password ?? "", cancel);
            }

            await client.SendAsync(MailMessage.Of(next, mail.From, settings.Url), cancel);
            await client.DisconnectAsync(quit: true, cancel);
            return (MailState.Sent, null);
        }
        catch (SmtpCommandException refused) when ((int)refused.StatusCode >= 500)
        {
            return (MailState.Failed, refused.Message);
        }
        catch (Exception failure) when (failure is SmtpCommandException or SmtpProtocolException or AuthenticationException or SslHandshakeException or IOException or System.Net.Sockets.SocketException or TimeoutException)
        {
            return (MailState.Waiting, failure.Message);
        }
        catch (Exception failure) when (failure is FormatException or ParseException or ArgumentException)
        {
            return (MailState.Failed, failure.Message);
        }
    }
}
