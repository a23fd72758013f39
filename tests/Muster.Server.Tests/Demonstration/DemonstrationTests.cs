using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Demonstration;
using Muster.Server.Features.Imports;
using Muster.Server.Features.KeyFigures;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Demonstration;

public sealed partial class DemonstrationTests : IAsyncLifetime
{
    const string Slug = "haiti-matthew";
    readonly RunningMuster muster = new();

    public ValueTask InitializeAsync() => muster.InitializeAsync();

    public ValueTask DisposeAsync() => muster.DisposeAsync();

    [Fact]
    public async Task The_first_start_imports_every_dataset_with_its_record_and_the_next_one_loads_nothing()
    {
        var first = await LoadAsync();
        var again = await LoadAsync();

        Assert.Equal(6, Regex.Count(first, ": imported"));
        Assert.Equal("", again);
        Assert.Equal((6, 6, 6, 3, 1), await CountAsync());
        Assert.Equal(83, await muster.WithDbAsync(db => db.Set<ReportedFigure>().CountAsync()));
        var datasets = await muster.WithDbAsync(db => db.Set<Dataset>().AsNoTracking().ToListAsync());
        Assert.All(datasets, dataset => Assert.NotEmpty(dataset.Method!));
        Assert.All(await muster.WithDbAsync(db => db.Set<Import>().AsNoTracking().ToListAsync()), import => Assert.Equal((ImportState.Accepted, true), (import.State, import.ExaminationHash is not null)));
        Assert.All(await muster.WithDbAsync(db => db.Set<DatasetVersion>().AsNoTracking().ToListAsync()), version => Assert.True(version.Rows > 0 && version.EditionId is not null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public async Task A_start_that_was_cut_off_is_gone_on_with_and_ends_the_same(int lines)
    {
        using var cut = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Loader().LoadAsync(new CuttingWriter(lines, cut), cut.Token));
        await muster.RestartAsync();

        await LoadAsync();

        Assert.Equal((6, 6, 6, 3, 1), await CountAsync());
    }

    [Fact]
    public async Task The_accounts_sign_in_with_the_passwords_told_and_nobody_else_can_read_them()
    {
        await LoadAsync();
        var told = new StringWriter();
        await Loader().TellAsync(told, "http://here", default);

        var people = Person.Matches(told.ToString()).Select(person => (Email: person.Groups[1].Value, Password: person.Groups[2].Value)).ToList();

        Assert.Equal(["admin@demo.muster", "officer@demo.muster", "member@demo.muster"], people.Select(person => person.Email));
        Assert.Contains("http://here/operations/" + Slug, told.ToString(), StringComparison.Ordinal);
        foreach (var (email, password) in people)
        {
            Assert.Equal(HttpStatusCode.Redirect, (await RunningMuster.PostFormAsync(muster.Browser(), "/account/sign-in", "/account/sign-in", ("email", email), ("password", password))).StatusCode);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PasswordFile));
        }
    }

    [Fact]
    public async Task Wiping_takes_the_operation_its_data_and_the_accounts_that_were_only_for_it()
    {
        await LoadAsync();
        var administrator = await muster.AccountAsync(administrator: true);
        var browser = await muster.SignedInAsync(administrator);

        var wiped = await RunningMuster.PostFormAsync(browser, $"/operations/{Slug}/wipe", $"/operations/{Slug}/wipe", ("name", "Haiti, hurricane Matthew"));

        Assert.Equal(HttpStatusCode.Redirect, wiped.StatusCode);
        Assert.Equal((0, 0, 0, 0, 1), await CountAsync());
        Assert.False(File.Exists(PasswordFile));
        Assert.Equal("", await LoadAsync());
        Assert.False(await muster.WithDbAsync(db => db.Set<Operation>().AnyAsync()));
    }

    [Fact]
    public async Task The_last_administrator_and_a_person_with_work_elsewhere_stay_after_wiping()
    {
        await LoadAsync();
        var other = await muster.OperationAsync();
        var member = await muster.WithDbAsync(db => db.Users.SingleAsync(account => account.Email == DemonstrationAccounts.Member));
        await muster.JoinAsync(other, member, OperationRole.Member);

        await using (var scope = muster.Services.CreateAsyncScope())
        {
            await muster.WithDbAsync(db => db.Set<Membership>().Where(membership => membership.OperationId != other.Id).ExecuteDeleteAsync());
            await muster.WithDbAsync(db => db.Set<Operation>().Where(operation => operation.Slug == Slug).ExecuteDeleteAsync());
            await scope.ServiceProvider.GetRequiredService<DemonstrationAccounts>().RemoveAsync(default);
        }

        Assert.Equal(["admin@demo.muster", "member@demo.muster"], (await muster.WithDbAsync(db => db.Users.Select(account => account.Email!).ToListAsync())).Order());
        Assert.DoesNotContain("member@demo.muster", await File.ReadAllTextAsync(PasswordFile), StringComparison.Ordinal);
        var told = new StringWriter();
        await Loader().TellAsync(told, "http://here", default);
        Assert.Contains("admin@demo.muster", told.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_people_use_already_gets_no_demonstration()
    {
        await muster.AccountAsync();

        Assert.Equal("", await LoadAsync());
        Assert.False(await muster.WithDbAsync(db => db.Set<Operation>().AnyAsync()));
    }

    [Fact]
    public async Task A_start_without_demonstration_loads_and_tells_nothing()
    {
        var told = new StringWriter();
        var loader = muster.Services.GetRequiredService<DemonstrationLoader>();
        await loader.LoadAsync(told, default);
        await loader.TellAsync(told, "http://here", default);

        Assert.Equal("", told.ToString());
        Assert.False(await muster.WithDbAsync(db => db.Users.AnyAsync()));
    }

    string PasswordFile => Path.Combine(muster.DataFolder, "demo-accounts.json");

    /// <summary>The test host starts with --no-demo; this loader does not.</summary>
    DemonstrationLoader Loader() =>
        ActivatorUtilities.CreateInstance<DemonstrationLoader>(muster.Services, muster.Services.GetRequiredService<MusterSettings>() with { LoadDemonstration = true });

    async Task<string> LoadAsync()
    {
        var told = new StringWriter();
        await Loader().LoadAsync(told, default);
        return told.ToString();
    }

    async Task<(int Datasets, int Imports, int Versions, int Accounts, int Editions)> CountAsync() => await muster.WithDbAsync(async db => (
        await db.Set<Dataset>().CountAsync(), await db.Set<Import>().CountAsync(), await db.Set<DatasetVersion>().CountAsync(),
        await db.Users.CountAsync(account => account.Email!.EndsWith("@demo.muster")), await db.Set<GazetteerEdition>().CountAsync()));

    [GeneratedRegex(@"^  (\S+@demo\.muster) +(\S+) ", RegexOptions.Multiline)]
    static partial Regex Person { get; }

    /// <summary>Ends the work, as a killed server would, when a number of lines were told.</summary>
    sealed class CuttingWriter(int lines, CancellationTokenSource cut) : StringWriter
    {
        int told;

        public override async Task WriteLineAsync(string? value)
        {
            if (++told == lines)
            {
                await cut.CancelAsync();
            }
        }
    }
}
