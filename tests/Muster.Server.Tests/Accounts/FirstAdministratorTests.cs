using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Accounts;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Accounts;

public sealed class FirstAdministratorTests
{
    [Fact]
    public async Task Only_the_code_of_this_start_makes_the_first_administrator_and_only_once()
    {
        await using var muster = new RunningMuster();
        await muster.InitializeAsync();
        var code = muster.Services.GetRequiredService<SetupCode>().Text;
        var browser = muster.Browser();

        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup?code=guess")).StatusCode);
        var made = await RunningMuster.PostFormAsync(browser, "/setup?code=" + code, "/setup", ("code", code), ("name", "Ana"), ("email", "ana@example.org"), ("password", RunningMuster.Password));

        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/admin")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/setup?code=" + code)).StatusCode);
    }
}
