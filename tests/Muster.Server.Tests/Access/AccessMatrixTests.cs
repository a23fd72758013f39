using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Muster.Server.Tests.Access;

/// <summary>Every viewer at every route, in every format, for things of every audience.</summary>
public sealed partial class AccessMatrixTests(AccessScene scene) : IClassFixture<AccessScene>
{
    static readonly string[] Formats = ["csv", "xlsx", "json", "parquet"];

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Names => [.. Verdicts.All.Select(verdict => verdict.Name)];

    [Fact]
    public void Every_registered_route_has_a_stated_verdict_and_every_verdict_a_route()
    {
        Assert.Equal(Registered().Select(route => route.Name).Distinct().Order(StringComparer.Ordinal), Verdicts.All.Select(verdict => verdict.Name).Order(StringComparer.Ordinal));
        Assert.Distinct(Verdicts.All.Select(verdict => verdict.Name));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Each_viewer_gets_the_stated_verdict_and_no_word_of_what_they_may_not_see(string name)
    {
        var verdict = Verdicts.All.Single(verdict => verdict.Name == name);
        var wrong = new List<string>();
        foreach (var target in Targets(scene, verdict))
        {
            foreach (var asker in scene.Askers)
            {
                var present = !asker.IsOfficer ? target
                    : verdict.Method == "DELETE" && verdict.Rule is ("dataset-steer" or "collection-steer") ? await scene.AgainAsync(target!)
                    : verdict.Rule == "figure-steer" && (verdict.Method == "DELETE" || verdict.Route.EndsWith("/deletion", StringComparison.Ordinal)) ? await scene.FigureAgainAsync(target!)
                    : target;
                foreach (var address in Addresses(verdict, present))
                {
                    if (await ComplaintAsync(verdict, address, present, asker) is { } complaint)
                    {
                        wrong.Add($"{asker}, {present?.Name ?? "no thing"}, {verdict.Method} {address}: {complaint}");
                    }
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Prepend($"{wrong.Count} wrong answers")));
    }

    [Theory]
    [InlineData("DELETE", "/operations/new", "text/plain", 405)]
    [InlineData("POST", "/api/operations", "text/plain", 415)]
    public async Task A_wrong_method_or_media_type_is_told_as_such(string method, string address, string mediaType, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = new StringContent("x", Encoding.UTF8, mediaType) };
        scene.Askers.Single(asker => asker is { Who: "administrator", IsScript: true }).Sign(request);

        using var answer = await scene.Client.SendAsync(request, Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains("\"code\"", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    IEnumerable<(string Name, RouteEndpoint Route)> Registered() => scene.Muster.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(route => !IsFile(route))
        .SelectMany(route => (route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => ($"{method} /{route.RoutePattern.RawText!.TrimStart('/')}", route)));

    /// <summary>What is sent is of the kind that the route takes and never right, so that nobody allowed changes the scene.</summary>
    HttpContent Content(Verdict verdict)
    {
        var taken = Registered().First(route => route.Name == verdict.Name).Route.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes ?? [];
        return taken.Contains("application/x-www-form-urlencoded") || (taken.Count == 0 && !verdict.Route.StartsWith("/api/", StringComparison.Ordinal)) ? new FormUrlEncodedContent([])
            : taken.Contains("multipart/form-data") ? new MultipartFormDataContent { { new StringContent("x"), "nothing" } }
            : new StringContent("{}", Encoding.UTF8, "application/json");
    }

    internal static List<Target?> Targets(AccessScene scene, Verdict verdict) => verdict.Rule.Split('-')[0] switch
    {
        "operation" => [.. scene.Operations],
        "dataset" => [.. scene.Datasets],
        "import" => [.. scene.Imports],
        "figure" => [.. scene.Figures],
        "country" => [scene.Country],
        "list" => [.. scene.Lists],
        "collection" => [.. scene.Collections],
        "person" => [.. scene.People],
        _ => [null],
    };

    internal static IEnumerable<string> Addresses(Verdict verdict, Target? target)
    {
        var address = Parameter.Replace(verdict.Address, match => match.Groups["name"].Value switch
        {
            "format" => match.Value,
            var name when target?.Values.TryGetValue(name, out var value) is true => value,
            _ when match.Groups["kind"].Value is "long" or "int" => "1",
            _ => Guid.Empty.ToString("D"),
        });
        return address.Contains("{format}", StringComparison.Ordinal) ? Formats.Select(format => address.Replace("{format}", format, StringComparison.Ordinal)) : [address];
    }

    async Task<string?> ComplaintAsync(Verdict verdict, string address, Target? target, Asker asker)
    {
        using var request = new HttpRequestMessage(new HttpMethod(verdict.Method), address);
        asker.Sign(request);
        if (verdict.Method is "POST" or "PUT")
        {
            request.Content = Content(verdict);
        }

        using var answer = await scene.Client.SendAsync(request, Cancel);
        var body = await answer.Content.ReadAsStringAsync(Cancel);
        return StatusComplaint(verdict, Expected(verdict, target, asker), asker, address, answer) ?? LeakComplaint(asker, body);
    }

    /// <summary>200 = let in, 401 = to sign in first, 403 = seen but not to be done, 404 = does not exist for this viewer.</summary>
    static int Expected(Verdict verdict, Target? target, Asker asker) => verdict.Rule switch
    {
        "everybody" => 200,
        "signed-in" => asker.IsSignedIn ? 200 : 401,
        "officer" => asker.IsOfficer ? 200 : asker.IsSignedIn ? 403 : 401,
        "administrator" => asker.Who == "administrator" ? 200 : asker.IsSignedIn ? 404 : 401,
        "dataset-signed" when !asker.IsSignedIn => 401,
        // People and their lists: the anonymous are asked who they are, whatever they ask for.
        var rule when !asker.IsSignedIn && rule.Split('-')[0] is "list" or "person" => 401,
        _ when !target!.IsSeenBy(asker) => 404,
        "dataset-signed" => 200,
        "list-join" => 200,
        "person-steer" => asker.Who == "administrator" ? 200 : 403,
        var rule when rule.EndsWith("-read", StringComparison.Ordinal) => 200,
        var rule when rule.EndsWith("-contribute", StringComparison.Ordinal) => asker.IsMember ? 200 : asker.IsSignedIn ? 403 : 401,
        var rule when rule.EndsWith("-steer", StringComparison.Ordinal) => asker.IsOfficer ? 200 : asker.IsSignedIn ? 403 : 401,
        var rule => throw new InvalidOperationException($"The table names the rule {rule}, which nobody explains."),
    };

    static string? StatusComplaint(Verdict verdict, int expected, Asker asker, string address, HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        var isSentToSignIn = status == 302 && answer.Headers.Location?.ToString().StartsWith("/account/sign-in?back=", StringComparison.Ordinal) is true;
        var isRight = expected switch
        {
            // A browser's cookie alone does not open a form route of the API.
            200 when status == 401 && verdict.Rule.EndsWith("-steer", StringComparison.Ordinal) && verdict.Method == "POST" && address.StartsWith("/api/places/", StringComparison.Ordinal) && !asker.IsScript => true,
            200 when verdict.Allowed is { } allowed => allowed.Contains(status),
            // 400, 409 and 415: let in, and then told that nothing useful was sent.
            200 => status is >= 200 and < 400 && !isSentToSignIn || (verdict.Method is not ("GET" or "HEAD") && status is 400 or 409 or 415),
            401 => !asker.IsScript && !address.StartsWith("/api/", StringComparison.Ordinal) && !address.StartsWith("/odata", StringComparison.Ordinal) ? isSentToSignIn : status == 401,
            _ => status == expected,
        };
        // Where attempts are limited, the limit may come before any verdict; it gives nothing away.
        isRight |= status == 429 && verdict.Route is "/setup" or "/account/sign-in" or "/account/password" or "/check-in/{ticket}";
        return isRight ? null : $"{status} instead of {expected}{(isSentToSignIn ? " (sent to sign in)" : "")}";
    }

    string? LeakComplaint(Asker asker, string body) =>
        scene.Operations.Concat(scene.Datasets).Concat(scene.Imports).Concat(scene.People).Concat(scene.Figures).FirstOrDefault(thing => thing.Secret is not null && !thing.IsSeenBy(asker) && body.Contains(thing.Secret!, StringComparison.Ordinal) && !IsAddressOnly(thing, body)) is { } leaked
            ? $"the answer speaks of {leaked.Name}"
            : null;

    /// <summary>A refusal repeats the address that was asked for, and with it the short name of an operation.</summary>
    bool IsAddressOnly(Target thing, string body) => scene.Operations.Contains(thing) && body.Length < 8000 && (body.Contains("not-found", StringComparison.Ordinal) || body.Contains("sign-in-needed", StringComparison.Ordinal));

    static bool IsFile(RouteEndpoint route) =>
        route.DisplayName?.StartsWith("Fallback {**path:file}", StringComparison.Ordinal) is true || route.Metadata.Any(part => part.GetType().Name == "StaticAssetDescriptor");

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<kind>\w+))?\}")]
    static partial Regex Parameter { get; }
}
