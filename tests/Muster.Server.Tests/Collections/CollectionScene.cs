using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Muster.Server.Tests.Combinations;
using Muster.Server.Tests.Host;

namespace Muster.Server.Tests.Collections;

/// <summary>A collective file with three partners.</summary>
sealed class CollectionScene(CombinationScene combining)
{
    static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    public CombinationScene Combining { get; } = combining;

    public HttpClient Officer => Combining.Officer;

    public string Api => $"{Combining.Api}/collections/sites";

    public IReadOnlyDictionary<string, Guid> Partners { get; private set; } = new Dictionary<string, Guid>();

    public static async Task<CollectionScene> MakeAsync(RunningMuster muster)
    {
        var scene = new CollectionScene(await CombinationScene.MakeAsync(muster));
        var made = await scene.Officer.PostAsJsonAsync($"{scene.Combining.Api}/collections", new
        {
            title = "Sites",
            dueOn = "2016-10-20",
            sensitivity = "low",
            audience = "public",
            columns = new object[]
            {
                new { header = "Site", meaning = "Identifier", isKey = true },
                new { header = "Commune", meaning = "PlaceCode.2" },
                new { header = "Households", meaning = "Households" },
                new { header = "Status", words = (string[])["open", "closed"] },
            },
        });
        Assert.True(made.StatusCode == HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var added = await scene.Officer.PostAsJsonAsync(scene.Api + "/partners", new[] { new { name = "Alpha", contact = "Ann", email = "ann@example.org" }, new { name = "Beta", contact = "", email = "" }, new { name = "Gamma", contact = "", email = "" } });
        Assert.Equal(HttpStatusCode.NoContent, added.StatusCode);
        scene.Partners = (await scene.StatusAsync()).GetProperty("partners").EnumerateArray().ToDictionary(partner => partner.GetProperty("name").GetString()!, partner => partner.GetProperty("id").GetGuid());
        return scene;
    }

    public Task<JsonElement> StatusAsync() => Officer.GetFromJsonAsync<JsonElement>(Api);

    /// <summary>Sends CSV for a partner and waits until it is checked.</summary>
    /// <returns>How it fits the template.</returns>
    public Task<JsonElement> SendAsync(string partner, string csv) => SendAsync(partner, partner + ".csv", Encoding.UTF8.GetBytes(csv));

    public async Task<JsonElement> SendAsync(string partner, string name, byte[] bytes)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"{Api}/partners/{Partners[partner]}/returns") { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("X-File-Name", name);
        var answer = await Officer.SendAsync(request);
        Assert.True(answer.StatusCode == HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        await Combining.Imports.WaitAsync(answer.Headers.Location!.OriginalString);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    public Task<HttpResponseMessage> TryMergeAsync(bool newestWins = false) => Officer.PostAsJsonAsync(Api + "/merge", new { newestWins });

    public async Task MergeAsync(bool newestWins = false) => await Combining.MakeAsync("/collections/sites/merge", new { newestWins });

    public async Task<byte[]> TemplateAsync() => await Officer.GetByteArrayAsync(Api.Replace("/api", "", StringComparison.Ordinal) + "/template.xlsx");

    /// <summary>Fills rows into a template as a spreadsheet program would.</summary>
    public static byte[] Fill(byte[] template, params string[][] rows)
    {
        using var book = new MemoryStream();
        book.Write(template);
        using (var zip = new ZipArchive(book, ZipArchiveMode.Update, leaveOpen: true))
        {
            var entry = zip.GetEntry("xl/worksheets/sheet2.xml")!;
            XDocument sheet;
            using (var read = entry.Open())
            {
                sheet = XDocument.Load(read);
            }

            var data = sheet.Root!.Element(Main + "sheetData")!;
            var next = data.Elements().Count() + 1;
            data.Add(rows.Select((row, at) => new XElement(Main + "row", new XAttribute("r", next + at), row.Select((cell, column) => Cell($"{(char)('A' + column)}{next + at}", cell)))));
            entry.Delete();
            using var write = zip.CreateEntry("xl/worksheets/sheet2.xml").Open();
            sheet.Save(write);
        }

        return book.ToArray();
    }

    static XElement Cell(string reference, string text) => int.TryParse(text, CultureInfo.InvariantCulture, out _)
        ? new XElement(Main + "c", new XAttribute("r", reference), new XElement(Main + "v", text))
        : new XElement(Main + "c", new XAttribute("r", reference), new XAttribute("t", "inlineStr"), new XElement(Main + "is", new XElement(Main + "t", text)));
}
