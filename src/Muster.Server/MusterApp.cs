using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Admin;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Collections;
using Muster.Server.Features.Combinations;
using Muster.Server.Features.Demonstration;
using Muster.Server.Features.Feeds;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.KeyFigures;
using Muster.Server.Features.Mail;
using Muster.Server.Features.Operations;
using Muster.Server.Features.People;
using Muster.Server.Features.Places;
using Muster.Server.Features.Population;
using Muster.Server.Features.Registry;
using Muster.Server.Features.Search;
using Muster.Server.Features.Tables;
using Muster.Server.Pages;
using Muster.Server.Storage;

namespace Muster.Server;

/// <summary>Builds the host: settings, services and routes, one line per feature.</summary>
sealed class MusterApp : IAsyncDisposable
{
    readonly WebApplication web;
    readonly MusterSettings settings;

    MusterApp(WebApplication web, MusterSettings settings) => (this.web, this.settings) = (web, settings);

    /// <summary>Reads the settings and builds everything; nothing runs yet.</summary>
    /// <param name="args">Arguments of <c>./run</c>.</param>
    /// <param name="replace">Lets a test put in its own clock.</param>
    /// <param name="more">Settings beside the environment, by the names without <c>MUSTER_</c>.</param>
    public static MusterApp Build(string[] args, Action<IServiceCollection>? replace = null, IReadOnlyDictionary<string, string?>? more = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = typeof(MusterApp).Assembly.GetName().Name });
        builder.WebHost.UseStaticWebAssets();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A broken promise of the database is answered or logged by whoever asked; the library would log each expected one too.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        // Its one warning says that keys lie unencrypted in the database: who reads the database reads everything else too.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Configuration.AddEnvironmentVariables("MUSTER_");
        builder.Configuration.AddInMemoryCollection(Arguments.Parse(args));
        builder.Configuration.AddInMemoryCollection(more);
        var settings = MusterSettings.From(builder.Configuration);
        builder.WebHost.UseUrls($"{(settings.Certificate is null ? "http" : "https")}://{settings.ListensOn}:{settings.Port}");
        AddServices(builder, settings);
        replace?.Invoke(builder.Services);
        var web = builder.Build();
        UseSteps(web, settings);
        MapRoutes(web, settings);
        return new MusterApp(web, settings);
    }

    /// <summary>Runs an administrator's command, or serves until stopped.</summary>
    /// <returns>Exit code.</returns>
    public Task<int> RunAsync(string[] args) => AdminCommands.IsAsked(args) ? AdminCommands.RunAsync(args, web.Services) : ServeAsync();

    /// <summary>Services, for administrators' commands and tests.</summary>
    public IServiceProvider Services => web.Services;

    /// <summary>Migrates, loads the demonstration the first time, and listens.</summary>
    /// <returns>The address listened on.</returns>
    public async Task<string> StartAsync(CancellationToken cancel)
    {
        await web.Services.MigrateAsync(cancel);
        await web.StartAsync(cancel);
        await web.Services.GetRequiredService<DemonstrationLoader>().LoadAsync(Console.Out, cancel);
        return web.Urls.First();
    }

    public Task StopAsync() => web.StopAsync();

    public ValueTask DisposeAsync() => web.DisposeAsync();

    static void AddServices(WebApplicationBuilder builder, MusterSettings settings)
    {
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddScoped<PageContext>();
        services.AddRazorComponents();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "muster-form";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddLocalization();
        // Letters of all scripts as themselves: French and Arabic pages stay half as long and readable in their source.
        services.Configure<Microsoft.Extensions.WebEncoders.WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(System.Text.Unicode.UnicodeRanges.All));
        services.AddProblemDetails();
        services.AddAuthorization();
        services.AddResponseCompression(options => options.EnableForHttps = false);
        services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower)));
        services.AddRateLimiter(Limits);
        services.Configure<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>(options =>
        {
            options.AddServerHeader = false;
            if (settings.Certificate is { } certificate)
            {
                options.ConfigureHttpsDefaults(https => https.ServerCertificate = Certificates.Load(certificate, settings.CertificateKey));
            }

            options.Limits.MaxRequestBodySize = 30L << 20;
        });
        services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(10));

        services.AddStorage(settings);
        services.AddAccounts();
        services.AddJobs();
        services.AddOperations();
        services.AddImports();
        services.AddFigures();
        services.AddPlaces();
        services.AddDemonstration();
        services.AddTables();
        services.AddCatalogue();
        services.AddKeyFigures();
        services.AddMail(settings);
        services.AddRegistry();
        services.AddPeople();
        services.AddCombinations();
        services.AddCollections();
        services.AddPopulation();
        services.AddFeeds();
    }

    static void UseSteps(WebApplication web, MusterSettings settings)
    {
        if (settings.Proxies is { } proxies)
        {
            var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost };
            options.KnownIPNetworks.Clear();
            options.KnownProxies.Clear();
            foreach (var proxy in proxies.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                options.KnownProxies.Add(IPAddress.TryParse(proxy, out var address) ? address : throw new SettingsException($"MUSTER_PROXIES names \"{proxy}\", which is not an address."));
            }

            web.UseForwardedHeaders(options);
        }

        web.UseRequestLocalization(new RequestLocalizationOptions
        {
            DefaultRequestCulture = new RequestCulture("en"),
            SupportedCultures = [.. ChooseLanguage.Languages.Select(CultureInfo.GetCultureInfo)],
            SupportedUICultures = [.. ChooseLanguage.Languages.Select(CultureInfo.GetCultureInfo)],
        });
        web.UseMiddleware<SecurityHeaders>();
        web.UseResponseCompression();
        web.UseMiddleware<FailureStep>();
        web.UseRouting();
        web.UseRateLimiter();
        web.UseAuthentication();
        web.UseAuthorization();
        web.UseAccessRules();
        web.UseAntiforgery();
        web.UseFormTokens();
    }

    static void MapRoutes(WebApplication web, MusterSettings settings)
    {
        web.MapStaticAssets().Add(StaticFiles);
        web.MapHealth();
        web.MapAccounts();
        web.MapOperations();
        web.MapImports();
        web.MapFigures();
        web.MapSearch();
        web.MapPlaces(settings);
        web.MapCatalogue();
        web.MapKeyFigures();
        web.MapMail();
        web.MapRegistry();
        web.MapPeople();
        web.MapCombinations();
        web.MapCollections();
        web.MapPopulation();
        web.MapFeeds();
    }

    static void StaticFiles(EndpointBuilder route) => route.Metadata.Add(new AccessRule(null, Need.Read, AccessRule.Who.Everybody));

    static void Limits(RateLimiterOptions options)
    {
        options.OnRejected = async (context, _) => await Refusals.AnswerAsync(context.HttpContext, 429);
        options.RejectionStatusCode = 429;
        options.AddPolicy("sign-in", context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 30, Window = TimeSpan.FromMinutes(1) }));
        options.AddPolicy("upload", context => RateLimitPartition.GetConcurrencyLimiter(
            context.User.Identity?.Name ?? context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new ConcurrencyLimiterOptions { PermitLimit = 4, QueueLimit = 8 }));
        // A partner's secret address: enough for a person who tries again, far too few to guess secrets.
        options.AddPolicy("return-link", context => RateLimitPartition.GetFixedWindowLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "", _ => new FixedWindowRateLimiterOptions { PermitLimit = 60, Window = TimeSpan.FromMinutes(1) }));
        // Generous for people and scripts, a wall for a runaway loop.
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(context => RateLimitPartition.GetTokenBucketLimiter(
            context.Connection.RemoteIpAddress?.ToString() ?? "",
            _ => new TokenBucketRateLimiterOptions { TokenLimit = 2000, TokensPerPeriod = 1000, ReplenishmentPeriod = TimeSpan.FromSeconds(1), AutoReplenishment = true }));
    }

    async Task<int> ServeAsync()
    {
        var address = await StartAsync(web.Lifetime.ApplicationStopping);
        await using (var scope = web.Services.CreateAsyncScope())
        {
            if (!await scope.ServiceProvider.GetRequiredService<MusterDb>().Users.AnyAsync())
            {
                Console.WriteLine($"There is no account yet. Make the first administrator at {settings.Url ?? address}/setup?code={web.Services.GetRequiredService<SetupCode>().Text}");
            }
        }

        await web.Services.GetRequiredService<DemonstrationLoader>().TellAsync(Console.Out, settings.Url ?? address, web.Lifetime.ApplicationStopping);
        Console.WriteLine($"Muster is ready: {settings.Url ?? address}");
        var warming = web.Services.GetRequiredService<WarmUp>().RunAsync(address, web.Lifetime.ApplicationStopping);
        await web.WaitForShutdownAsync();
        await warming;
        return 0;
    }
}
