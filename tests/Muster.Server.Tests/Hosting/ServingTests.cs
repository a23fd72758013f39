using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Hosting;

public sealed class ServingTests
{
    [Fact]
    public async Task With_a_certificate_it_serves_https_and_secure_cookies()
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        var path = Path.Combine(folder, "server.pfx");
        await File.WriteAllBytesAsync(path, SelfSigned().Export(X509ContentType.Pfx, "secret"));
        await using var muster = new RunningMuster { Settings = new Dictionary<string, string?> { ["CERTIFICATE"] = path, ["CERTIFICATE_KEY"] = "secret" } };
        await muster.InitializeAsync();
        using var client = new HttpClient(new HttpClientHandler { ServerCertificateCustomValidationCallback = (_, _, _, _) => true });

        var answer = await client.GetAsync(new Uri(muster.Address, "/account/sign-in"));

        Assert.Equal("https", muster.Address.Scheme);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("secure", answer.Headers.GetValues("Set-Cookie").Single(), StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public void A_certificate_that_is_none_is_told_at_the_start()
    {
        var path = Path.GetTempFileName();

        var wrong = Assert.Throws<SettingsException>(() => Certificates.Load(path, null));

        Assert.Contains("MUSTER_CERTIFICATE", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "https")]
    [InlineData("10.1.2.3", "http")]
    public async Task Only_a_trusted_proxy_is_believed(string proxies, string scheme)
    {
        await using var muster = new RunningMuster { Settings = new Dictionary<string, string?> { ["PROXIES"] = proxies } };
        await muster.InitializeAsync();
        var browser = muster.Browser();
        browser.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");

        var cookie = (await browser.GetAsync("/account/sign-in")).Headers.GetValues("Set-Cookie").Single();

        Assert.Equal(scheme == "https", cookie.Contains("secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Every_answer_carries_the_strict_policy_and_no_page_an_inline_script()
    {
        await using var muster = new RunningMuster();
        await muster.InitializeAsync();

        var answer = await muster.Browser().GetAsync("/");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();

        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Guessing_passwords_by_the_dozen_is_slowed_down()
    {
        await using var muster = new RunningMuster();
        await muster.InitializeAsync();
        var browser = muster.Browser();
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 35; attempt++)
        {
            statuses.Add((await browser.PostAsync("/account/sign-in", new FormUrlEncodedContent([]))).StatusCode);
        }

        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Sessions_live_on_after_a_restart()
    {
        await using var muster = new RunningMuster();
        await muster.InitializeAsync();
        var browser = await muster.SignedInAsync(await muster.AccountAsync("Jeanne"));
        var cookies = await browser.GetAsync("/");

        await muster.RestartAsync();

        // The port is another one after the restart; the cookie of loopback goes to both.
        Assert.Contains("Jeanne", await browser.GetStringAsync(new Uri(muster.Address, "/account")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, cookies.StatusCode);
    }

    [Theory]
    [InlineData("--port", "many")]
    [InlineData("--prot", "5080")]
    public void An_option_that_cannot_be_used_is_told(string option, string value) =>
        Assert.Throws<SettingsException>(() => MusterApp.Build([option, value]));

    static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.MaxValue.AddYears(-1));
    }
}
