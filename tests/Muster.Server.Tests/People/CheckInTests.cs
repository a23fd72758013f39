using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.People;

/// <summary>Check-in to check-out by the rules of coordination.md 1.4 and 1.5. The first two are the defects that the old service is known for.</summary>
public sealed partial class CheckInTests(PeopleScene scene) : IClassFixture<PeopleScene>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_departure_given_at_check_in_is_returned_and_triggers_the_check_out()
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        var list = "/api/lists/" + operation.Slug;
        var departure = scene.Today.AddDays(10);
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, list + "/check-ins", new { leavesOn = departure }), HttpStatusCode.Created);
        Assert.Equal(PeopleScene.Iso(departure), made.GetProperty("leavesOn").GetString());
        var checkIn = $"{list}/check-ins/{made.GetProperty("id").GetGuid()}";
        Assert.Equal(PeopleScene.Iso(departure), (await responder.GetFromJsonAsync<JsonElement>(checkIn, Cancel)).GetProperty("leavesOn").GetString());
        await PeopleScene.JsonAsync(await officer.PutAsJsonAsync(checkIn, new { pending = false }, Cancel), HttpStatusCode.OK);

        // 48 hours before the day of departure ends, once; a day after it, gone.
        await scene.RoundAsync();
        Assert.DoesNotContain(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.reminder");
        scene.Muster.Clock.Advance(TimeSpan.FromDays(9));
        await scene.RoundAsync();
        await scene.RoundAsync();
        Assert.Single(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.reminder");
        Assert.Equal(1, (await officer.GetFromJsonAsync<JsonElement>(list, Cancel)).GetProperty("total").GetInt32());
        scene.Muster.Clock.Advance(TimeSpan.FromDays(3));
        await scene.RoundAsync();
        await scene.RoundAsync();

        Assert.Equal(0, (await officer.GetFromJsonAsync<JsonElement>(list, Cancel)).GetProperty("total").GetInt32());
        Assert.Single(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.departed");
        Assert.Equal("departed", (await officer.GetFromJsonAsync<JsonElement>(checkIn, Cancel)).GetProperty("endReason").GetString());
    }

    [Fact]
    public async Task Two_days_after_check_in_a_person_is_asked_once_for_what_is_missing()
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{operation.Slug}/check-ins", new { }), HttpStatusCode.Created);
        await officer.PutAsJsonAsync($"/api/lists/{operation.Slug}/check-ins/{made.GetProperty("id").GetGuid()}", new { pending = false }, Cancel);

        scene.Muster.Clock.Advance(TimeSpan.FromHours(47));
        await scene.RoundAsync();
        Assert.DoesNotContain(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.follow-up");
        scene.Muster.Clock.Advance(TimeSpan.FromHours(2));
        await scene.RoundAsync();
        await scene.RoundAsync();

        var mail = Assert.Single(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.follow-up");
        Assert.Contains("a telephone number that works in the country", mail.Text, StringComparison.Ordinal);
        Assert.Contains("at which hub", mail.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("that you are in the country", mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pending_person_is_seen_by_managers_only_and_in_no_export_until_approved()
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        var list = "/api/lists/" + operation.Slug;
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, list + "/check-ins", new { phone = "3412 3456" }), HttpStatusCode.Created);
        Assert.True(made.GetProperty("pending").GetBoolean());

        Assert.DoesNotContain("Pierre", await officer.GetStringAsync(list + "/members.csv", Cancel), StringComparison.Ordinal);
        Assert.DoesNotContain("Pierre", await responder.GetStringAsync(list, Cancel), StringComparison.Ordinal);
        Assert.Contains("Pierre", await officer.GetStringAsync(list + "?pending=true", Cancel), StringComparison.Ordinal);
        Assert.Single(await scene.MailsAsync((await OfficerMailAsync(operation.Id))!), mail => mail.Kind == "check-in.pending.managers");

        Assert.Equal(HttpStatusCode.Forbidden, (await responder.PutAsJsonAsync($"{list}/check-ins/{made.GetProperty("id").GetGuid()}", new { pending = false }, Cancel)).StatusCode);
        await PeopleScene.JsonAsync(await officer.PutAsJsonAsync($"{list}/check-ins/{made.GetProperty("id").GetGuid()}", new { pending = false }, Cancel), HttpStatusCode.OK);

        Assert.Contains("Pierre", await officer.GetStringAsync(list + "/members.csv", Cancel), StringComparison.Ordinal);
        // The number was given without its country: it is read as one of the operation's.
        Assert.Contains("+509 34 12 3456", await officer.GetStringAsync(list + "/members.csv", Cancel), StringComparison.Ordinal);
        Assert.Single(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.approved");
    }

    [Fact]
    public async Task A_second_live_check_in_is_refused_and_the_history_stays_after_a_check_out()
    {
        var (operation, _, responder, _) = await scene.OperationAsync();
        var list = $"/api/lists/{operation.Slug}/check-ins";
        var first = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, list, new { }), HttpStatusCode.Created);
        var second = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, list, new { }), HttpStatusCode.Conflict);
        Assert.Equal("checked-in-already", second.GetProperty("code").GetString());

        Assert.Equal(HttpStatusCode.NoContent, (await responder.DeleteAsync($"{list}/{first.GetProperty("id").GetGuid()}", Cancel)).StatusCode);
        await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, list, new { }), HttpStatusCode.Created);
        var data = await responder.GetFromJsonAsync<JsonElement>("/me/data.json", Cancel);
        Assert.Equal(2, data.GetProperty("checkIns").GetArrayLength());
    }

    [Theory]
    [InlineData(-1, "past")]
    [InlineData((365 * 5) + 10, "five years")]
    public async Task A_departure_in_the_past_or_beyond_five_years_is_refused(int days, string word)
    {
        var (operation, _, responder, _) = await scene.OperationAsync();
        var answer = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{operation.Slug}/check-ins", new { leavesOn = scene.Today.AddDays(days) }), HttpStatusCode.BadRequest);
        Assert.Equal("check-in-invalid", answer.GetProperty("code").GetString());
        Assert.Contains(word, answer.GetProperty("errors").GetProperty("leavesOn")[0].GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("checkedIn", await responder.GetStringAsync($"/api/lists/{operation.Slug}", Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_lists_of_the_operation_are_joined_in_the_same_form()
    {
        var (operation, officer, responder, _) = await scene.OperationAsync();
        await PeopleScene.JsonAsync(await PeopleScene.PostAsync(officer, $"/api/operations/{operation.Slug}/clusters", new { name = "Water, Sanitation and Hygiene", acronym = "WASH", kind = "cluster" }), HttpStatusCode.OK);
        var lists = await responder.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/lists", Cancel);
        var wash = lists.EnumerateArray().Single(list => list.GetProperty("type").GetString() == "cluster");
        Assert.Equal($"{operation.Name}: Water, Sanitation and Hygiene (WASH)", wash.GetProperty("label").GetString());

        var slug = wash.GetProperty("slug").GetString()!;
        await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{operation.Slug}/check-ins", new { also = new[] { slug } }), HttpStatusCode.Created);

        Assert.Contains("Pierre", await officer.GetStringAsync($"/api/lists/{slug}?pending=true", Cancel), StringComparison.Ordinal);
        var again = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{slug}/check-ins", new { }), HttpStatusCode.Conflict);
        Assert.Equal("checked-in-already", again.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_reminders_links_work_without_signing_in_change_nothing_when_opened_and_say_so_when_used_twice()
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{operation.Slug}/check-ins", new { leavesOn = scene.Today.AddDays(1) }), HttpStatusCode.Created);
        var checkIn = $"/api/lists/{operation.Slug}/check-ins/{made.GetProperty("id").GetGuid()}";
        await officer.PutAsJsonAsync(checkIn, new { pending = false }, Cancel);
        await scene.RoundAsync();
        var mail = Assert.Single(await scene.MailsAsync(account.Email!), mail => mail.Kind == "check-in.reminder");
        var links = Link.Matches(mail.Text).Select(match => new Uri(match.Value).PathAndQuery).ToList();
        Assert.Equal(2, links.Count);

        var browser = scene.Muster.Browser();
        Assert.Contains("I have left", await browser.GetStringAsync(links[1], Cancel), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await responder.GetFromJsonAsync<JsonElement>(checkIn, Cancel)).GetProperty("endedAt").ValueKind);

        var address = links[0].Split('?')[0];
        var stays = scene.Today.AddDays(30);
        var answer = await RunningMuster.PostFormAsync(browser, links[0], address, ("do", "stay"), ("until", PeopleScene.Iso(stays)));
        Assert.Contains("you stay on the list until", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        Assert.Equal(PeopleScene.Iso(stays), (await responder.GetFromJsonAsync<JsonElement>(checkIn, Cancel)).GetProperty("leavesOn").GetString());

        foreach (var _ in (int[])[1, 2])
        {
            answer = await RunningMuster.PostFormAsync(browser, "/account/sign-in", address, ("do", "leave"));
            Assert.Contains("you are off the list", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
        }

        Assert.Equal("left", (await responder.GetFromJsonAsync<JsonElement>(checkIn, Cancel)).GetProperty("endReason").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(address + "x", Cancel)).StatusCode);
    }

    [Fact]
    public async Task A_closed_operation_list_closes_the_lists_of_its_clusters()
    {
        var (operation, officer, responder, _) = await scene.OperationAsync();
        await PeopleScene.PostAsync(officer, $"/api/operations/{operation.Slug}/clusters", new { name = "Health", kind = "cluster" });
        var cluster = (await officer.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/lists", Cancel)).EnumerateArray().Single(list => list.GetProperty("type").GetString() == "cluster").GetProperty("slug").GetString();
        Assert.Equal(HttpStatusCode.OK, (await responder.GetAsync("/api/lists/" + cluster, Cancel)).StatusCode);

        var browser = await scene.Muster.SignedInAsync(await OfficerAsync(operation.Id));
        await RunningMuster.PostFormAsync(browser, $"/lists/{operation.Slug}/settings", $"/lists/{operation.Slug}/settings", ("visibility", "Verified"), ("joining", "Moderated"), ("revision", "0"));

        Assert.Equal(HttpStatusCode.NotFound, (await responder.GetAsync("/api/lists/" + cluster, Cancel)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await responder.GetAsync($"/api/lists/{operation.Slug}/members.csv", Cancel)).StatusCode);
        Assert.Equal(0, (await responder.GetFromJsonAsync<JsonElement>($"/api/operations/{operation.Slug}/lists", Cancel)).GetArrayLength());
    }

    async Task<Features.Accounts.Account> OfficerAsync(Guid operation) => await scene.Muster.WithDbAsync(db => Task.FromResult(db.Users.Single(account =>
        db.Set<Features.Accounts.Membership>().Any(member => member.OperationId == operation && member.AccountId == account.Id))));

    async Task<string?> OfficerMailAsync(Guid operation) => (await OfficerAsync(operation)).Email;

    [GeneratedRegex(@"https?://\S+/check-in/\S+")]
    static partial Regex Link { get; }
}
