using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Muster.Server.Features.Places;
using Muster.Server.Tests.Host;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Muster.Server.Tests.Places;

/// <summary>Editions for tests: small ones put straight into the database, others loaded through the API as a script does it.</summary>
static class Editions
{
    /// <summary>An edition of a country of its own with two departments and three communes, squares side by side.</summary>
    public static async Task<GazetteerEdition> SmallAsync(RunningMuster muster, string country, bool current = true)
    {
        var edition = new GazetteerEdition { Country = country, Name = "CNIGS 2018-11-29", ValidOn = new DateOnly(2018, 11, 29), IsCurrent = current, LoadedAt = muster.Clock.GetUtcNow() };
        await muster.SaveAsync(
            edition,
            Row("HT", 0, null, "Haïti", 0, 4),
            Row("HT01", 1, "HT", "Ouest", 0, 2),
            Row("HT07", 1, "HT", "Sud", 2, 2),
            Row("HT0111", 2, "HT01", "Port-au-Prince", 0, 1),
            Row("HT0121", 2, "HT01", "Léogâne", 1, 1),
            Row("HT0711", 2, "HT07", "Les Cayes", 2, 2));
        return edition;

        PlaceRow Row(string code, int level, string? parent, string name, double west, double width) => new()
        {
            EditionId = edition.Id,
            Code = code,
            Level = level,
            ParentCode = parent,
            Name = name,
            NamesJson = PlaceNames.Write(new Dictionary<string, string> { ["fr"] = name }),
            SearchText = PlaceNames.SearchText(code, [name]),
            West = west - 74,
            East = west + width - 74,
            South = 18,
            North = 19,
            Boundary = new WKBWriter().Write(new GeometryFactory().ToGeometry(new Envelope(west - 74, west + width - 74, 18, 19))),
        };
    }

    /// <summary>Loads files as an administrator's script and waits for the end.</summary>
    public static async Task<JsonElement> LoadAsync(RunningMuster muster, string country, IReadOnlyList<(string Name, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        var script = await muster.ScriptAsync(await muster.AccountAsync(administrator: true));
        var begun = await script.PostAsync($"/api/places/{country}/editions", Form(files, fields));
        Assert.Equal(HttpStatusCode.Accepted, begun.StatusCode);
        for (var asked = 0; asked < 600; asked++)
        {
            var load = await script.GetFromJsonAsync<JsonElement>(begun.Headers.Location);
            if (load.GetProperty("state").GetString() != "waiting")
            {
                return load;
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("The load came to no end.");
    }

    public static MultipartFormDataContent Form(IReadOnlyList<(string Name, byte[] Bytes)> files, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in fields.UnionBy([("Name", "Test 2018-11-29"), ("ValidOn", "2018-11-29"), ("MakeCurrent", "true")], field => field.Item1))
        {
            form.Add(new StringContent(value), name);
        }

        foreach (var (name, bytes) in files)
        {
            var content = new ByteArrayContent(bytes);
            content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(content, "files", name);
        }

        return form;
    }

    /// <summary>A file of the samples.</summary>
    public static (string Name, byte[] Bytes) Sample(string path) => (Path.GetFileName(path), File.ReadAllBytes(Path.Combine(Muster.Testing.ProjectRoot.Path, "samples", path)));

    /// <summary>A file of the reference data; the test is skipped where it is not there.</summary>
    public static (string Name, byte[] Bytes) Shared(string path)
    {
        Assert.SkipUnless(Muster.Testing.ProjectRoot.SharedData is not null, "The reference data is not beside the checkout.");
        return (Path.GetFileName(path), File.ReadAllBytes(Path.Combine(Muster.Testing.ProjectRoot.SharedData!, path)));
    }

    /// <summary>GeoJSON of one polygon a unit, from the outer ring's points.</summary>
    public static (string Name, byte[] Bytes) GeoJson(params (string Code, string Ring)[] units) =>
        ("units.geojson", System.Text.Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[{{string.Join(',', units.Select(unit => $$"""{"type":"Feature","properties":{"ADM1_FR":"Unité {{unit.Code}}","ADM1_PCODE":"{{unit.Code}}"},"geometry":{{Geometry(unit.Ring)}}}"""))}}]}"""));

    static string Geometry(string ring) => ring.StartsWith('[') ? $$"""{"type":"Polygon","coordinates":[{{ring}}]}""" : ring;
}
