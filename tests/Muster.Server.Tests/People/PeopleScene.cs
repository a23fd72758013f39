using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.People;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.People;

/// <summary>A server whose clock a test moves by hand.</summary>
public sealed class PeopleScene : IAsyncLifetime
{
    internal RunningMuster Muster { get; } = new() { UsesFakeClock = true };

    /// <summary>Begins today, as the cookies of a browser that is really there run out by the real clock; at noon, when it is the same day in Haiti.</summary>
    public ValueTask InitializeAsync()
    {
        Muster.Clock.SetUtcNow(new DateTimeOffset(TimeProvider.System.GetUtcNow().UtcDateTime.Date.AddHours(12), TimeSpan.Zero));
        return Muster.InitializeAsync();
    }

    public ValueTask DisposeAsync() => Muster.DisposeAsync();

    internal DateOnly Today => DateOnly.FromDateTime(Muster.Clock.GetUtcNow().UtcDateTime);

    /// <summary>An operation with its list, an officer, and a responder who is a stranger to it.</summary>
    internal async Task<(Operation Operation, HttpClient Officer, HttpClient Responder, Account ResponderAccount)> OperationAsync()
    {
        var operation = await Muster.OperationAsync();
        var (officer, responder) = (await AccountAsync("Odile Officer"), await AccountAsync("Rose Pierre"));
        await Muster.JoinAsync(operation, officer, OperationRole.InformationOfficer);
        var script = await Muster.ScriptAsync(officer);
        await script.GetAsync($"/api/operations/{operation.Slug}/lists", TestContext.Current.CancellationToken);
        return (operation, script, await Muster.ScriptAsync(responder), responder);
    }

    /// <summary>An account of that name.</summary>
    internal async Task<Account> AccountAsync(string name)
    {
        var account = await Muster.AccountAsync("person");
        account.DisplayName = name;
        await Muster.WithDbAsync(async db =>
        {
            (await db.FindAsync<Account>(account.Id))!.DisplayName = name;
            return await db.SaveChangesAsync();
        });
        return account;
    }

    internal static string Iso(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>What the clock does, once.</summary>
    internal async Task RoundAsync()
    {
        await using var scope = Muster.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PeopleRound>().RunAsync(TestContext.Current.CancellationToken);
    }

    internal async Task<IReadOnlyList<Features.Mail.OutgoingMail>> MailsAsync(string to) =>
        [.. (await Muster.WithDbAsync(async db => await db.Set<Features.Mail.OutgoingMail>().AsNoTracking().ToListAsync())).Where(mail => string.Equals(mail.To, to, StringComparison.OrdinalIgnoreCase)).OrderBy(mail => mail.CreatedAt)];

    internal static async Task<JsonElement> JsonAsync(HttpResponseMessage answer, System.Net.HttpStatusCode expected)
    {
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode} instead of {(int)expected}: {body}");
        return body.Length == 0 ? default : JsonDocument.Parse(body).RootElement;
    }

    internal static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, object body) => client.PostAsJsonAsync(address, body, TestContext.Current.CancellationToken);
}
