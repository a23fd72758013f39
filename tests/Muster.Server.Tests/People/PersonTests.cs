using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Features.People;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.People;

public sealed class PersonTests(PeopleScene scene) : IClassFixture<PeopleScene>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("+509 3412 3456", "HT")]
    [InlineData("0041 22 917 12 34", "CH")]
    [InlineData("+870 776 123 456", "001")]
    [InlineData("+8816 1234 5678", "001")]
    public void Numbers_of_countries_and_of_satellite_networks_are_read(string text, string region) => Assert.Equal(region, PhoneBook.Read(text, null)?.Region);

    [Theory]
    [InlineData("+999 123")]
    [InlineData("12")]
    [InlineData("call me")]
    [InlineData("+1 000 000 0000")]
    public void Numbers_of_nowhere_are_refused(string text) => Assert.Null(PhoneBook.Read(text, null));

    [Fact]
    public async Task Markup_in_any_text_and_a_taken_e_mail_are_refused_and_nothing_is_saved()
    {
        var (_, _, responder, account) = await scene.OperationAsync();
        var id = await OwnAsync(responder);
        foreach (var field in (string[])["givenName", "jobTitle", "status", "notes", "locality"])
        {
            var body = new Dictionary<string, object?> { ["givenName"] = "Rose", ["familyName"] = "Pierre", ["emails"] = account.Email, ["revision"] = 0, [field] = "<b>x</b>" };
            var answer = await PeopleScene.JsonAsync(await responder.PutAsJsonAsync($"/api/people/{id}", body, Cancel), HttpStatusCode.BadRequest);
            Assert.True(answer.GetProperty("errors").TryGetProperty(field, out _), field);
        }

        var other = await scene.Muster.AccountAsync("Other");
        await OwnAsync(await scene.Muster.ScriptAsync(other));
        var taken = await PeopleScene.JsonAsync(await responder.PutAsJsonAsync($"/api/people/{id}", new { givenName = "Rose", familyName = "Pierre", emails = $"{account.Email}\n{other.Email!.ToUpperInvariant()}", revision = 0 }, Cancel), HttpStatusCode.BadRequest);
        Assert.Contains("somebody else", taken.GetProperty("errors").GetProperty("emails")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal("Rose", (await responder.GetFromJsonAsync<JsonElement>($"/api/people/{id}", Cancel)).GetProperty("givenName").GetString());
    }

    [Fact]
    public async Task A_record_entered_by_others_becomes_the_persons_own_at_the_first_visit()
    {
        var (operation, officer, _, _) = await scene.OperationAsync();
        var account = await scene.AccountAsync("Claimed Later");
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(officer, $"/api/lists/{operation.Slug}/people", new { person = new { givenName = "C.", familyName = "Later", emails = account.Email } }), HttpStatusCode.Created);
        Assert.Single(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.added");

        Assert.Equal(made.GetProperty("person").GetGuid(), await OwnAsync(await scene.Muster.ScriptAsync(account)));
    }

    [Fact]
    public async Task A_wrong_merge_is_undone_whole()
    {
        var (operation, officer, _, _) = await scene.OperationAsync();
        var list = $"/api/lists/{operation.Slug}";
        var one = await AddAsync(officer, list, "Jean", "Baptiste", $"jb{Guid.NewGuid():N}@a.example");
        var two = await AddAsync(officer, list, "Jean B.", "Baptiste", $"jb{Guid.NewGuid():N}@b.example");
        Assert.Equal(2, await TotalAsync(officer, list));
        var browser = await scene.Muster.SignedInAsync(await scene.Muster.WithDbAsync(db => Task.FromResult(db.Users.Single(account => db.Set<Features.Accounts.Membership>().Any(member => member.OperationId == operation.Id && member.AccountId == account.Id)))));

        await RunningMuster.PostFormAsync(browser, $"/people/{one}", $"/people/{one}/merge", ("into", $"/people/{two}"));
        Assert.Equal(1, await TotalAsync(officer, list));
        var merged = await officer.GetFromJsonAsync<JsonElement>($"/api/people/{one}", Cancel);
        Assert.Equal(two, merged.GetProperty("id").GetGuid());
        Assert.Equal(2, merged.GetProperty("contacts").GetArrayLength());

        await RunningMuster.PostFormAsync(browser, $"/people/{two}", $"/people/{one}/separation");
        Assert.Equal(2, await TotalAsync(officer, list));
        Assert.Equal(one, (await officer.GetFromJsonAsync<JsonElement>($"/api/people/{one}", Cancel)).GetProperty("id").GetGuid());
        Assert.Equal(1, (await officer.GetFromJsonAsync<JsonElement>($"/api/people/{two}", Cancel)).GetProperty("contacts").GetArrayLength());
    }

    [Fact]
    public async Task People_are_found_from_three_letters_without_accents()
    {
        var (operation, officer, responder, _) = await scene.OperationAsync();
        await AddAsync(officer, $"/api/lists/{operation.Slug}", "Éloïse", "Grégoire", $"{Guid.NewGuid():N}@a.example");

        Assert.Equal(HttpStatusCode.BadRequest, (await officer.GetAsync("/api/people?q=el", Cancel)).StatusCode);
        Assert.NotEmpty((await officer.GetFromJsonAsync<JsonElement>("/api/people?q=eloise%20greg", Cancel)).EnumerateArray());
        // Entered by others: hidden from who is not verified.
        Assert.Empty((await responder.GetFromJsonAsync<JsonElement>("/api/people?q=eloise%20greg", Cancel)).EnumerateArray());
        Assert.Equal(HttpStatusCode.Unauthorized, (await (await scene.Muster.ScriptAsync()).GetAsync("/api/people?q=eloise", Cancel)).StatusCode);
    }

    [Fact]
    public async Task Erasing_ones_record_takes_it_off_every_list()
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{operation.Slug}/check-ins", new { }), HttpStatusCode.Created);
        await officer.PutAsJsonAsync($"/api/lists/{operation.Slug}/check-ins/{made.GetProperty("id").GetGuid()}", new { pending = false }, Cancel);
        var browser = await scene.Muster.SignedInAsync(account);

        await RunningMuster.PostFormAsync(browser, "/me/data", "/me/deletion");
        Assert.Equal(1, await TotalAsync(officer, $"/api/lists/{operation.Slug}"));
        await RunningMuster.PostFormAsync(browser, "/me/data", "/me/deletion", ("sure", "true"));
        Assert.Equal(0, await TotalAsync(officer, $"/api/lists/{operation.Slug}"));
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/api/people/{made.GetProperty("person").GetGuid()}", Cancel)).StatusCode);
    }

    static async Task<int> TotalAsync(HttpClient client, string list) => (await client.GetFromJsonAsync<JsonElement>(list, Cancel)).GetProperty("total").GetInt32();

    static async Task<Guid> AddAsync(HttpClient officer, string list, string given, string family, string email) =>
        (await PeopleScene.JsonAsync(await PeopleScene.PostAsync(officer, list + "/people", new { person = new { givenName = given, familyName = family, emails = email } }), HttpStatusCode.Created)).GetProperty("person").GetGuid();

    static async Task<Guid> OwnAsync(HttpClient client) => (await client.GetFromJsonAsync<JsonElement>("/me/data.json", Cancel)).GetProperty("person").GetProperty("id").GetGuid();
}
