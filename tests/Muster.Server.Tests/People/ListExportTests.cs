using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Tests.People;

/// <summary>Every form of a list shows the same people with the same details: those that the viewer may see (H-18, coordination.md 11.3).</summary>
public sealed class ListExportTests(PeopleScene scene) : IClassFixture<PeopleScene>
{
    static readonly string[] Formats = ["csv", "csv?form=12", "xlsx", "vcf", "vcf?version=3", "zip", "txt", "json"];

    static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Viewer × detail: what each sees of a person who keeps the phone for verified people and the place for connections, and of one entered by others.</summary>
    [Theory]
    [InlineData("unverified", true, false, false, false)]
    [InlineData("verified", true, true, false, true)]
    [InlineData("manager", true, true, false, true)]
    [InlineData("administrator", true, true, true, true)]
    public async Task Each_viewer_gets_the_same_details_in_every_form(string who, bool email, bool phone, bool place, bool orphan)
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        var list = "/api/lists/" + operation.Slug;
        await FillAsync(operation.Slug, officer, responder);
        var viewer = who switch
        {
            "manager" => officer,
            "administrator" => await scene.Muster.ScriptAsync(await scene.Muster.AccountAsync("Ada", administrator: true)),
            "verified" => await VerifiedAsync(),
            _ => await scene.Muster.ScriptAsync(await scene.AccountAsync("Una Known")),
        };

        foreach (var format in Formats)
        {
            var text = await TextAsync(viewer, $"{list}/members.{format}");
            Assert.True(email == text.Contains(account.Email!.ToLowerInvariant(), StringComparison.Ordinal), $"{format}: e-mail");
            if (format != "txt")
            {
                Assert.True(phone == text.Replace(" ", "", StringComparison.Ordinal).Contains("+50934123456", StringComparison.Ordinal), $"{format}: phone");
            }

            if (format is not ("txt" or "csv?form=12"))
            {
                Assert.True(place == text.Contains("Jérémie", StringComparison.Ordinal), $"{format}: place");
            }

            Assert.True(orphan == text.Contains("orphan@partner.example", StringComparison.Ordinal), $"{format}: orphan");
        }

        var page = await viewer.GetStringAsync(list, Cancel);
        Assert.Equal(orphan, page.Contains("orphan@partner.example", StringComparison.Ordinal));
        Assert.Equal(orphan ? 2 : 1, JsonDocument.Parse(page).RootElement.GetProperty("total").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await (await scene.Muster.ScriptAsync()).GetAsync(list + "/members.csv", Cancel)).StatusCode);
    }

    [Fact]
    public async Task The_long_table_has_the_old_services_22_columns_and_the_short_one_12()
    {
        var (operation, officer, responder, _) = await scene.OperationAsync();
        await FillAsync(operation.Slug, officer, responder);

        var lines = (await officer.GetStringAsync($"/api/lists/{operation.Slug}/members.csv", Cancel)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("Given Name,Family Name,Job Title,Organization,Groups,Roles,Country,Admin Area,Locality,Offices,Phone:Landline,Phone:Mobile,Phone:Fax,Phone:Satellite,VOIP,Email,Email:Work,Email:Personal,Email:Other,Departure Date,URI,Notes", lines[0]);
        var shortOne = (await officer.GetStringAsync($"/api/lists/{operation.Slug}/members.csv?form=12", Cancel)).TrimStart('\uFEFF').Split("\r\n");
        Assert.Equal("Given Name,Family Name,Job Title,Organization,Groups,Roles,Country,Admin Area,Phone,Skype,Email,Notes", shortOne[0]);
        // H-19: a quote in a note breaks no row.
        Assert.Contains(lines, line => line.EndsWith("\"says \"\"hello\"\", back Monday\"", StringComparison.Ordinal));
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task Cards_are_folded_at_75_octets_and_escape_what_they_must()
    {
        var (operation, officer, responder, _) = await scene.OperationAsync();
        await FillAsync(operation.Slug, officer, responder);

        var card = await officer.GetStringAsync($"/api/lists/{operation.Slug}/members.vcf", Cancel);
        Assert.All(card.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
        Assert.Contains("VERSION:4.0", card, StringComparison.Ordinal);
        Assert.Contains("TEL;VALUE=uri;TYPE=cell;PREF=1:tel:+50934123456", card, StringComparison.Ordinal);
        Assert.Contains("NOTE:says \"hello\"\\, back Monday", card.Replace("\r\n ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(2, card.Split("BEGIN:VCARD").Length - 1);

        await using var zip = new MemoryStream(await officer.GetByteArrayAsync($"/api/lists/{operation.Slug}/members.zip?version=3", Cancel));
        using var archive = new ZipArchive(zip);
        Assert.Equal(2, archive.Entries.Count);
        Assert.All(archive.Entries, entry => Assert.EndsWith(".vcf", entry.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_is_noted_with_its_rows_and_seen_by_managers_and_by_the_person()
    {
        var (operation, officer, responder, account) = await scene.OperationAsync();
        await FillAsync(operation.Slug, officer, responder);
        await officer.GetStringAsync($"/api/lists/{operation.Slug}/members.csv", Cancel);

        var data = await responder.GetFromJsonAsync<JsonElement>("/me/data.json", Cancel);
        var export = Assert.Single(data.GetProperty("exports").EnumerateArray());
        Assert.Contains("csv, 2", export.GetProperty("what").GetString(), StringComparison.Ordinal);
        Assert.Equal("Odile Officer", export.GetProperty("who").GetString());

        var browser = await scene.Muster.SignedInAsync(account);
        Assert.Equal(HttpStatusCode.Forbidden, (await browser.GetAsync($"/lists/{operation.Slug}/exports", Cancel)).StatusCode);
    }

    async Task FillAsync(string slug, HttpClient officer, HttpClient responder)
    {
        var made = await PeopleScene.JsonAsync(await PeopleScene.PostAsync(responder, $"/api/lists/{slug}/check-ins", new { phone = "+509 3412 3456", locality = "Jérémie", leavesOn = scene.Today.AddDays(60) }), HttpStatusCode.Created);
        await PeopleScene.JsonAsync(await officer.PutAsJsonAsync($"/api/lists/{slug}/check-ins/{made.GetProperty("id").GetGuid()}", new { pending = false }, Cancel), HttpStatusCode.OK);
        var person = made.GetProperty("person").GetGuid();
        var revision = await scene.Muster.WithDbAsync(async db => (await db.FindAsync<Features.People.Person>(person))!.Revision);
        var email = (await responder.GetFromJsonAsync<JsonElement>($"/api/people/{person}", Cancel)).GetProperty("contacts").EnumerateArray().First(contact => contact.GetProperty("kind").GetString() == "email").GetProperty("value").GetString();
        await PeopleScene.JsonAsync(await responder.PutAsJsonAsync($"/api/people/{person}", new { givenName = "Rose", familyName = "Pierre", status = "says \"hello\", back Monday", country = "HTI", locality = "Jérémie", emails = email, phones = "Mobile: +509 3412 3456", phonesFor = "verified", locationFor = "connections", revision }, Cancel), HttpStatusCode.OK);
        // The address belongs to one record: from the second test on, the same person comes onto another list.
        await PeopleScene.JsonAsync(await PeopleScene.PostAsync(officer, $"/api/lists/{slug}/people", new { person = new { givenName = "Otto", familyName = "Orphan", emails = "orphan@partner.example" } }), HttpStatusCode.Created);
    }

    async Task<HttpClient> VerifiedAsync()
    {
        var account = await scene.AccountAsync("Vera Fied");
        await scene.Muster.WithDbAsync(async db =>
        {
            (await db.FindAsync<Account>(account.Id))!.VerifiedAt = DateTimeOffset.UnixEpoch;
            return await db.SaveChangesAsync();
        });
        return await scene.Muster.ScriptAsync(account);
    }

    static async Task<string> TextAsync(HttpClient client, string address)
    {
        var bytes = await client.GetByteArrayAsync(address, Cancel);
        if (bytes is [(byte)'P', (byte)'K', ..])
        {
            await using var stream = new MemoryStream(bytes);
            using var archive = new ZipArchive(stream);
            var all = new StringBuilder();
            foreach (var entry in archive.Entries)
            {
                using var reader = new StreamReader(entry.Open());
                all.Append(await reader.ReadToEndAsync(Cancel));
            }

            return Unfolded(all.ToString());
        }

        var text = Encoding.UTF8.GetString(bytes);
        // JSON writes letters beyond ASCII and the plus sign as escapes.
        return Unfolded(text.StartsWith('{') ? JsonSerializer.Serialize(JsonDocument.Parse(text), Plain) : text);
    }

    static string Unfolded(string text) => text.Replace("\r\n ", "", StringComparison.Ordinal);
}
