using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;
using Npgsql;

namespace Muster.Server.Tests.Host;

/// <summary>A real server on a free loopback port with a fresh database: SQLite, or PostgreSQL where MUSTER_TEST_DB names a server. One a test class.</summary>
public sealed partial class RunningMuster : IAsyncLifetime
{
    public const string Password = "correct horse battery";
    readonly string folder = Path.Combine(Path.GetTempPath(), "muster-test-" + Guid.NewGuid().ToString("N"));
    string? database;
    MusterApp app = null!;

    /// <summary>Starts at a fixed instant and stands still; the job runner's waits pass with <see cref="FakeTimeProvider.Advance"/> only when <see cref="UsesFakeClock"/> is set.</summary>
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2016, 10, 10, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Set before <see cref="InitializeAsync"/> by a fixture of its own.</summary>
    public bool UsesFakeClock { get; init; }

    /// <summary>More settings, by the names without <c>MUSTER_</c>; set by a test that starts its own server.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    /// <summary>More services, such as a job handler of the test's own.</summary>
    public Action<IServiceCollection>? AddServices { get; init; }

    public string DataFolder => folder;

    public Uri Address { get; private set; } = null!;

    public IServiceProvider Services => app.Services;

    public static bool IsPostgres => PostgresServer is not null;

    static string? PostgresServer => Environment.GetEnvironmentVariable("MUSTER_TEST_DB") is { Length: > 0 } server ? server : null;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(folder);
        await CreateDatabaseAsync();
        await StartAsync();
    }

    /// <summary>Stops the server and starts it again on the same data.</summary>
    public async Task RestartAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await DropDatabaseAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Waits until no job is under way: what a job made is seen a moment before the job itself is marked done.</summary>
    public async Task JobsEndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (await WithDbAsync(db => db.Set<Job>().AnyAsync(job => job.State == JobState.Waiting, limit.Token)))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>A browser without an account; follows no redirects, keeps cookies.</summary>
    public HttpClient Browser()
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/html"));
        return client;
    }

    /// <summary>A script; without an account no token is sent.</summary>
    public async Task<HttpClient> ScriptAsync(Account? account = null)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
        if (account is not null)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
            var (token, text) = ApiToken.New(account.Id, "test", DateTimeOffset.UnixEpoch, null);
            db.Add(token);
            await db.SaveChangesAsync();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", text);
        }

        return client;
    }

    /// <summary>A browser signed in through the form.</summary>
    public async Task<HttpClient> SignedInAsync(Account account)
    {
        var browser = Browser();
        var answer = await PostFormAsync(browser, "/account/sign-in", "/account/sign-in", ("email", account.Email!), ("password", Password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return browser;
    }

    /// <summary>Opens a page, takes its form token, and posts the fields.</summary>
    public static async Task<HttpResponseMessage> PostFormAsync(HttpClient browser, string page, string action, params (string Name, string Value)[] fields)
    {
        var token = FormToken.Match(await browser.GetStringAsync(page)).Groups[1].Value;
        return await browser.PostAsync(action, new FormUrlEncodedContent([new("__RequestVerificationToken", token), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]));
    }

    public async Task<Account> AccountAsync(string name = "Marie", bool administrator = false)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (account, error) = await scope.ServiceProvider.GetRequiredService<AccountMaker>().MakeAsync($"{name}.{Guid.NewGuid():N}@example.org", name, Password, administrator);
        return account ?? throw new InvalidOperationException(error);
    }

    /// <summary>An operation, public unless said otherwise.</summary>
    public async Task<Operation> OperationAsync(Audience audience = Audience.Public, string countries = "HTI", bool demonstration = false)
    {
        var operation = new Operation { Slug = "op-" + Guid.NewGuid().ToString("N"), Name = "Haiti, hurricane Matthew", Countries = countries, Zone = "America/Port-au-Prince", Audience = audience, IsDemonstration = demonstration, CreatedAt = Clock.GetUtcNow() };
        await SaveAsync(operation);
        return operation;
    }

    public Task JoinAsync(Operation operation, Account account, OperationRole role) =>
        SaveAsync(new Membership { OperationId = operation.Id, AccountId = account.Id, Role = role, Since = Clock.GetUtcNow() });

    public async Task SaveAsync(params object[] entities)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        db.AddRange(entities);
        await db.SaveChangesAsync();
    }

    /// <summary>Runs something against the server's own database.</summary>
    internal async Task<T> WithDbAsync<T>(Func<MusterDb, Task<T>> work)
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<MusterDb>());
    }

    async Task StartAsync()
    {
        var settings = new Dictionary<string, string?>(Settings) { ["SAMPLES"] = Path.Combine(Muster.Testing.ProjectRoot.Path, "samples") };
        app = MusterApp.Build(["--port", "0", "--bind", "127.0.0.1", "--data", folder, "--no-demo"], services =>
        {
            AddServices?.Invoke(services);
            if (UsesFakeClock)
            {
                services.AddSingleton<TimeProvider>(Clock);
            }
        }, database is null ? settings : new Dictionary<string, string?>(settings) { ["DB"] = database });
        Address = new Uri(await app.StartAsync(CancellationToken.None));
    }

    async Task CreateDatabaseAsync()
    {
        if (PostgresServer is not { } server)
        {
            return;
        }

        var name = "muster_" + Guid.NewGuid().ToString("N");
        await using (var connection = new NpgsqlConnection(server))
        {
            await connection.OpenAsync();
            await using var create = new NpgsqlCommand($"CREATE DATABASE {name}", connection);
            await create.ExecuteNonQueryAsync();
        }

        database = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 10 }.ToString();
    }

    async Task DropDatabaseAsync()
    {
        if (database is null)
        {
            return;
        }

        await using var own = new NpgsqlConnection(database);
        NpgsqlConnection.ClearPool(own);
        await using var connection = new NpgsqlConnection(PostgresServer);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    internal static partial Regex FormToken { get; }
}
