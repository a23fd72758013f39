using System.Net;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Accounts;

public sealed class SignInTests(RunningMuster muster) : IClassFixture<RunningMuster>
{
    [Fact]
    public async Task A_person_signs_in_and_sees_their_name()
    {
        var browser = await muster.SignedInAsync(await muster.AccountAsync("Jeanne"));

        Assert.Contains("Jeanne", await browser.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_passwords_lock_the_account()
    {
        var account = await muster.AccountAsync();
        var browser = muster.Browser();
        for (var attempt = 0; attempt < 5; attempt++)
        {
            await RunningMuster.PostFormAsync(browser, "/account/sign-in", "/account/sign-in", ("email", account.Email!), ("password", "wrong"));
        }

        var answer = await RunningMuster.PostFormAsync(browser, "/account/sign-in", "/account/sign-in", ("email", account.Email!), ("password", RunningMuster.Password));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("locked", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        var answer = await muster.Browser().PostAsync("/account/sign-in", new FormUrlEncodedContent([new("email", "a@example.org"), new("password", "x")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("page-expired", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("/operations/haiti", "/operations/haiti")]
    public async Task Sign_in_only_leads_back_into_this_server(string back, string expected)
    {
        var account = await muster.AccountAsync();

        var answer = await RunningMuster.PostFormAsync(muster.Browser(), "/account/sign-in", "/account/sign-in", ("email", account.Email!), ("password", RunningMuster.Password), ("back", back));

        Assert.Equal(expected, answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_wrong_token_is_told_so()
    {
        var script = await muster.ScriptAsync();
        script.DefaultRequestHeaders.Authorization = new("Bearer", Guid.NewGuid().ToString());

        var answer = await script.GetAsync("/account");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
