using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Collections;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.People;
using Muster.Server.Storage;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Places;
using Muster.Server.Tests.Tables;

namespace Muster.Server.Tests.Access;

/// <summary>Somebody who asks, with a browser or with a script.</summary>
/// <param name="Who"><c>anonymous</c>, <c>stranger</c>, <c>member</c>, <c>officer</c>, <c>administrator</c>.</param>
/// <param name="IsScript">Sends a token and takes JSON; else a cookie and pages.</param>
/// <param name="Credential">The header's value; null for the anonymous.</param>
sealed record Asker(string Who, bool IsScript, string? Credential)
{
    public bool IsSignedIn => Who != "anonymous";
    public bool IsMember => Who is "member" or "officer" or "administrator";
    public bool IsOfficer => Who is "officer" or "administrator";

    public void Sign(HttpRequestMessage request)
    {
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(IsScript ? "application/json" : "text/html"));
        if (Credential is not null)
        {
            request.Headers.TryAddWithoutValidation(IsScript ? "Authorization" : "Cookie", Credential);
        }
    }

    public override string ToString() => $"{Who} with a {(IsScript ? "script" : "browser")}";
}

/// <summary>A thing that is asked for.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Values">Route values.</param>
/// <param name="Secret">A word that stands in its pages; null where it has none of its own.</param>
/// <param name="IsSeenBy">Who sees it, stated by hand from the product's table.</param>
sealed record Target(string Name, IReadOnlyDictionary<string, string> Values, string? Secret, Func<Asker, bool> IsSeenBy);

/// <summary>Operations, datasets and imports of every kind of audience, and one person of every kind.</summary>
/// <remarks>Rules of the table: <c>everybody</c>, <c>signed-in</c>, <c>officer</c> (of any operation), <c>administrator</c> need no thing. <c>operation-…</c>, <c>dataset-…</c>, <c>import-…</c>, <c>country-…</c>, <c>collection-…</c>, <c>list-…</c>, <c>person-…</c> are asked of each such thing:
/// <c>dataset-signed</c> is the same for clients that wait to be asked who they are: the anonymous get 401 whatever they ask for;
/// <c>list-join</c> is for all who see the list; <c>person-steer</c> for the person and the administrator; who does not see it gets 404; <c>read</c> is for all who see it, <c>contribute</c> for members, <c>steer</c> for information officers and the administrator.</remarks>
public sealed class AccessScene : IAsyncLifetime
{
    internal RunningMuster Muster { get; } = new();
    internal List<Asker> Askers { get; } = [];
    internal List<Target> Operations { get; } = [];
    internal List<Target> Datasets { get; } = [];
    internal List<Target> Imports { get; } = [];

    /// <summary>A collective file of each operation, with one partner.</summary>
    internal List<Target> Collections { get; } = [];

    /// <summary>The contact list of each operation.</summary>
    internal List<Target> Lists { get; } = [];

    /// <summary>Somebody with an account, somebody entered by others, and somebody flagged.</summary>
    internal List<Target> People { get; } = [];

    /// <summary>Saved figures: each inherits from its dataset; one joins two, and is seen by who sees both.</summary>
    internal List<Target> Figures { get; } = [];

    /// <summary>Reference data, which everybody reads; the officer's operations are in this country.</summary>
    internal Target Country { get; } = new("a country", new Dictionary<string, string> { ["country"] = "HTI", ["code"] = "HT07" }, null, _ => true);

    /// <summary>Keeps no cookies: each request carries its own.</summary>
    internal HttpClient Client { get; private set; } = null!;

    readonly List<Guid> listIds = [];
    readonly List<Guid> collectionIds = [];
    Account owner = null!;
    readonly Dictionary<string, (Operation Operation, Sensitivity Sensitivity, Audience Audience)> kinds = [];
    readonly Dictionary<string, (Operation Operation, Guid Dataset)> figuresOf = [];
    Guid publicDataset;

    public async ValueTask InitializeAsync()
    {
        await Muster.InitializeAsync();
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Muster.Address };
        owner = await Muster.AccountAsync("Owner");
        var people = new Dictionary<string, Account> { ["stranger"] = await Muster.AccountAsync("Stranger"), ["member"] = await Muster.AccountAsync("Member"), ["officer"] = await Muster.AccountAsync("Officer"), ["administrator"] = await Muster.AccountAsync("Administrator", administrator: true) };
        await Editions.SmallAsync(Muster, "HTI");
        await AddOperationsAsync(people);
        await AddPeopleAsync();
        await AddAskersAsync(people);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Muster.DisposeAsync();
    }

    /// <summary>A dataset like this one, or a partner of the same collective file, to be destroyed.</summary>
    internal async Task<Target> AgainAsync(Target dataset)
    {
        if (Collections.IndexOf(dataset) is >= 0 and var at)
        {
            var partner = new CollectionPartner { CollectionId = collectionIds[at], Name = "Partner" + Guid.NewGuid().ToString("N") };
            await Muster.SaveAsync(partner);
            return dataset with { Values = new Dictionary<string, string>(dataset.Values) { ["partner"] = partner.Id.ToString("D") } };
        }

        var (operation, sensitivity, audience) = kinds[dataset.Name];
        var (made, _) = await Muster.DatasetAsync(operation, sensitivity: sensitivity, audience: audience, owner: owner);
        return dataset with { Values = new Dictionary<string, string>(dataset.Values) { ["dataset"] = made.Slug } };
    }

    /// <summary>A figure like this one, to be destroyed.</summary>
    internal async Task<Target> FigureAgainAsync(Target figure)
    {
        var slug = await AddFigureAsync(figuresOf[figure.Name].Operation, figuresOf[figure.Name].Dataset, null, "again");
        return figure with { Values = new Dictionary<string, string>(figure.Values) { ["figure"] = slug } };
    }

    async Task<string> AddFigureAsync(Operation operation, Guid dataset, Guid? second, string title)
    {
        var slug = "figure-" + Guid.NewGuid().ToString("N");
        await Muster.SaveAsync(new Figure { OperationId = operation.Id, Slug = slug, Title = title, SettingsJson = "{}", DatasetId = dataset, SecondDatasetId = second, SearchText = title, CreatedBy = owner.Id, CreatedAt = Muster.Clock.GetUtcNow(), ChangedAt = Muster.Clock.GetUtcNow() });
        return slug;
    }

    async Task AddFigureTargetAsync(Operation operation, Guid dataset, Guid? second, string of, Func<Asker, bool> seen)
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        var slug = await AddFigureAsync(operation, dataset, second, $"Matrix {secret}");
        var name = $"a figure of {of}";
        figuresOf.Add(name, (operation, dataset));
        Figures.Add(new Target(name, new Dictionary<string, string> { ["operation"] = operation.Slug, ["figure"] = slug }, secret, seen));
    }

    async Task AddOperationsAsync(Dictionary<string, Account> people)
    {
        foreach (var (audience, seen) in new (Audience, Func<Asker, bool>)[] { (Audience.Public, _ => true), (Audience.SignedIn, asker => asker.IsSignedIn), (Audience.Members, asker => asker.IsMember), (Audience.Named, asker => asker.IsOfficer) })
        {
            var operation = await Muster.OperationAsync(audience, demonstration: true);
            await Muster.JoinAsync(operation, people["member"], OperationRole.Member);
            await Muster.JoinAsync(operation, people["officer"], OperationRole.InformationOfficer);
            Operations.Add(new Target($"an operation for {audience}", new Dictionary<string, string> { ["operation"] = operation.Slug }, operation.Slug, seen));
            await AddCollectionAsync(operation, asker => seen(asker) && asker.IsMember);
            await AddListAsync(operation, asker => seen(asker) && asker.IsSignedIn);
            await AddDatasetAsync(operation, Sensitivity.Low, Audience.Public, seen);
            await AddImportAsync(operation, people["officer"], asker => seen(asker) && asker.IsOfficer);
            await AddImportAsync(operation, people["member"], asker => seen(asker) && asker.IsMember);
            if (audience == Audience.Public)
            {
                await AddDatasetAsync(operation, Sensitivity.Low, Audience.SignedIn, asker => asker.IsSignedIn);
                await AddDatasetAsync(operation, Sensitivity.Low, Audience.Members, asker => asker.IsMember);
                await AddDatasetAsync(operation, Sensitivity.Moderate, Audience.Members, asker => asker.IsMember);
                await AddDatasetAsync(operation, Sensitivity.High, Audience.Named, asker => asker.IsOfficer);
                await AddDatasetAsync(operation, Sensitivity.Undecided, Audience.Named, asker => asker.IsOfficer);
                await AddDatasetAsync(operation, Sensitivity.Severe, Audience.Named, asker => asker.IsOfficer);
                // A row that says more than its sensitivity allows is narrowed when it is read.
                await AddDatasetAsync(operation, Sensitivity.High, Audience.Public, asker => asker.IsOfficer);
                await AddDatasetAsync(operation, Sensitivity.Moderate, Audience.Public, asker => asker.IsMember);
            }
        }
    }

    async Task AddPeopleAsync()
    {
        await AddPersonAsync("with an account", owner.Id, isFlagged: false, asker => asker.IsSignedIn);
        await AddPersonAsync("entered by others", null, isFlagged: false, asker => asker.IsOfficer);
        await AddPersonAsync("who is flagged", null, isFlagged: true, asker => asker.Who == "administrator");
    }

    async Task AddPersonAsync(string kind, Guid? account, bool isFlagged, Func<Asker, bool> seen)
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        var person = new Person { AccountId = account, GivenName = "Matrix", FamilyName = secret, SearchText = $"matrix {secret}", IsHidden = isFlagged, CreatedBy = owner.Id };
        await Muster.SaveAsync(person);
        foreach (var list in listIds)
        {
            await Muster.SaveAsync(new CheckIn { ListId = list, PersonId = person.Id, CreatedAt = Muster.Clock.GetUtcNow() });
        }

        People.Add(new Target($"a person {kind}", new Dictionary<string, string> { ["person"] = person.Id.ToString("D") }, secret, seen));
    }

    async Task AddCollectionAsync(Operation operation, Func<Asker, bool> seen)
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        var collection = new CollectiveFile { OperationId = operation.Id, Slug = "sites", Title = secret, Language = "en", ColumnsJson = "[]", CreatedAt = Muster.Clock.GetUtcNow() };
        await Muster.SaveAsync(collection);
        collectionIds.Add(collection.Id);
        var partner = new CollectionPartner { CollectionId = collection.Id, Name = "Partner" };
        await Muster.SaveAsync(partner);
        Collections.Add(new Target($"a collective file of {Operations[^1].Name}", new Dictionary<string, string> { ["operation"] = operation.Slug, ["collection"] = "sites", ["partner"] = partner.Id.ToString("D") }, secret, seen));
    }

    async Task AddListAsync(Operation operation, Func<Asker, bool> seen)
    {
        var list = new ContactList { Slug = operation.Slug, Type = ContactListType.Operation, OperationId = operation.Id, SubjectId = operation.Id, Label = operation.Name, SearchText = "", Visibility = ListReach.SignedIn, Joining = ListJoining.Moderated };
        await Muster.SaveAsync(list);
        listIds.Add(list.Id);
        Lists.Add(new Target($"the list of {Operations[^1].Name}", new Dictionary<string, string> { ["list"] = list.Slug }, null, seen));
    }

    async Task AddDatasetAsync(Operation operation, Sensitivity sensitivity, Audience audience, Func<Asker, bool> seen)
    {
        var secret = "secret" + Guid.NewGuid().ToString("N");
        var (dataset, _) = await Muster.DatasetAsync(operation, sensitivity: sensitivity, audience: audience, title: $"Matrix {secret}", owner: owner);
        var name = $"a dataset {sensitivity}/{audience} in {Operations[^1].Name}";
        kinds.Add(name, (operation, sensitivity, audience));
        await AddFigureTargetAsync(operation, dataset.Id, null, name, seen);
        publicDataset = (sensitivity, audience) == (Sensitivity.Low, Audience.Public) ? dataset.Id : publicDataset;
        if ((sensitivity, audience) == (Sensitivity.Moderate, Audience.Members))
        {
            await AddFigureTargetAsync(operation, publicDataset, dataset.Id, $"a public dataset joined with {name}", seen);
        }

        Datasets.Add(new Target(name, new Dictionary<string, string> { ["operation"] = operation.Slug, ["dataset"] = dataset.Slug, ["version"] = "1", ["column"] = "c0", ["row"] = "2" }, secret, seen));
    }

    async Task AddImportAsync(Operation operation, Account uploader, Func<Asker, bool> seen)
    {
        var files = Muster.Services.GetRequiredService<IFileStore>();
        var secret = "secret" + Guid.NewGuid().ToString("N");
        var file = await files.SaveAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes($"a,b\n{secret},2\n")), 1 << 20);
        var import = new Import { OperationId = operation.Id, FileHash = file.Hash, QueuedHash = file.Hash, FileName = $"{secret}.csv", State = ImportState.Discarded, UploadedBy = uploader.Id, UploadedAt = Muster.Clock.GetUtcNow() };
        await Muster.SaveAsync(import);
        Imports.Add(new Target($"an import of {uploader.DisplayName} in {Operations[^1].Name}", new Dictionary<string, string> { ["operation"] = operation.Slug, ["import"] = import.Id.ToString("D") }, secret, seen));
    }

    async Task AddAskersAsync(Dictionary<string, Account> people)
    {
        Askers.Add(new Asker("anonymous", IsScript: false, null));
        Askers.Add(new Asker("anonymous", IsScript: true, null));
        foreach (var (who, account) in people)
        {
            Askers.Add(new Asker(who, IsScript: false, await CookieAsync(account)));
            Askers.Add(new Asker(who, IsScript: true, (await Muster.ScriptAsync(account)).DefaultRequestHeaders.Authorization!.ToString()));
        }
    }

    async Task<string> CookieAsync(Account account)
    {
        var browser = Muster.Browser();
        var answer = await RunningMuster.PostFormAsync(browser, "/account/sign-in", "/account/sign-in", ("email", account.Email!), ("password", RunningMuster.Password));
        return string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0]));
    }
}
