using System.Net.Http.Headers;
using System.Text;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Access;

/// <summary>What another site could make a signed-in browser send. That the table of verdicts names every registered route is tested beside it.</summary>
public sealed class FormTokenTests(AccessScene scene) : IClassFixture<AccessScene>
{
    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_post_to_any_page_without_the_token_of_its_form_is_refused()
    {
        var forms = Verdicts.All.Where(verdict => verdict.Method is not ("GET" or "HEAD") && !verdict.Route.StartsWith("/api/", StringComparison.Ordinal) && verdict.Route != "/returns/{secret}").ToList();
        var wrong = new List<string>();
        // A partner's link is not among them: its secret is in its address, no cookie opens it.
        foreach (var form in forms)
        {
            var address = AccessMatrixTests.Addresses(form, AccessMatrixTests.Targets(scene, form)[0]).First();
            // Forms with files take no others.
            using HttpContent content = form.Route.EndsWith("/imports", StringComparison.Ordinal) || form.Route.EndsWith("/editions", StringComparison.Ordinal) || form.Route.EndsWith("/import", StringComparison.Ordinal) || form.Route.EndsWith("/returns", StringComparison.Ordinal) ? File() : new FormUrlEncodedContent([new("name", "x")]);
            using var answer = await SendAsync(form.Method, address, content);
            if ((int)answer.StatusCode != 400 || !(await answer.Content.ReadAsStringAsync(Cancel)).Contains("page-expired", StringComparison.Ordinal))
            {
                wrong.Add($"{form.Name}: {(int)answer.StatusCode}");
            }
        }

        Assert.True(forms.Count > 20);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task The_api_takes_no_form_file_or_text_from_a_cookie_alone()
    {
        var wrong = new List<string>();
        foreach (var route in Verdicts.All.Where(verdict => verdict.Method == "POST" && verdict.Route.StartsWith("/api/", StringComparison.Ordinal)))
        {
            var address = AccessMatrixTests.Addresses(route, AccessMatrixTests.Targets(scene, route)[0]).First();
            foreach (var content in new HttpContent?[] { null, new StringContent("{}", Encoding.UTF8, "text/plain"), new FormUrlEncodedContent([new("name", "x")]), File() })
            {
                using var answer = await SendAsync("POST", address, content);
                if ((int)answer.StatusCode is not (401 or 415))
                {
                    wrong.Add($"{route.Name}, {content?.Headers.ContentType}: {(int)answer.StatusCode}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Signing_out_works_from_the_button_and_from_nowhere_else()
    {
        var browser = await scene.Muster.SignedInAsync(await scene.Muster.AccountAsync());

        using (var forged = await browser.PostAsync("/account/sign-out", new FormUrlEncodedContent([]), Cancel))
        {
            Assert.Equal(400, (int)forged.StatusCode);
        }

        Assert.Equal(200, (int)(await browser.GetAsync("/account", Cancel)).StatusCode);
        await RunningMuster.PostFormAsync(browser, "/account", "/account/sign-out");
        Assert.Equal(302, (int)(await browser.GetAsync("/account", Cancel)).StatusCode);
    }

    async Task<HttpResponseMessage> SendAsync(string method, string address, HttpContent? content)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        request.Headers.TryAddWithoutValidation("Cookie", scene.Askers.Single(asker => asker is { Who: "administrator", IsScript: false }).Credential);
        return await scene.Client.SendAsync(request, Cancel);
    }

    static MultipartFormDataContent File() => new() { { new StringContent("a,b\n1,2\n"), "file", "a.csv" } };
}
