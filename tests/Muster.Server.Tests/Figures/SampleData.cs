using System.Globalization;
using System.Text.Json;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Tests.Host;
using Muster.Server.Tests.Tables;
using Muster.Tabular.Tagging;
using Muster.Testing;
using NetTopologySuite.Features;
using NetTopologySuite.IO;
using NetTopologySuite.IO.Converters;

namespace Muster.Server.Tests.Figures;

/// <summary>The demonstration's places and tables as they lie after import.</summary>
static class SampleData
{
    static readonly JsonSerializerOptions GeoJson = new() { Converters = { new GeoJsonConverterFactory() } };

    static string Folder => Path.Combine(ProjectRoot.Path, "samples", "haiti-matthew");

    /// <summary>An edition with the boundaries of levels 0 to 3.</summary>
    public static async Task<GazetteerEdition> EditionAsync(RunningMuster muster, string country = "HTI")
    {
        var edition = new GazetteerEdition { Country = country, Name = "CNIGS 2018-11-29", ValidOn = new DateOnly(2018, 11, 29), IsCurrent = true, LoadedAt = muster.Clock.GetUtcNow() };
        await muster.SaveAsync([edition, .. Enumerable.Range(0, 4).SelectMany(level => Rows(edition.Id, level))]);
        return edition;
    }

    /// <summary>The derived population of 2015 by sex and age.</summary>
    public static StoredTable Population(int level) => Read($"population/hti_admpop_adm{level}_2015_derived.csv", header => header switch
    {
        _ when header == $"ADM{level}_PCODE" => (Stored.Text, new Meaning(Concept.PlaceCode, level)),
        _ when header.EndsWith("_PCODE", StringComparison.Ordinal) => (Stored.Text, new Meaning(Concept.PlaceCode, header[3] - '0')),
        ['F' or 'M' or 'T', '_', .. var age] => (Stored.Whole, new Meaning(Concept.Population, Sex: header[0] switch { 'F' => Sex.Female, 'M' => Sex.Male, _ => Sex.All }, Age: Age(age))),
        _ => (Stored.Text, Meaning.Unknown),
    });

    /// <summary>Displaced people in sites by commune, eleven rounds.</summary>
    public static StoredTable Displacement() => Read("displacement/hti_dtm_idps_matthew_adm2.csv", header => header switch
    {
        "admin2Pcode" => (Stored.Text, new Meaning(Concept.PlaceCode, 2)),
        "numPresentIdpInd" => (Stored.Whole, new Meaning(Concept.Displaced)),
        "roundNumber" => (Stored.Whole, new Meaning(Concept.Round)),
        "reportingDate" => (Stored.DateText, new Meaning(Concept.Date)),
        _ => (Stored.Text, Meaning.Unknown),
    });

    static AgeBand? Age(string text) => text == "TL" ? null : AgeBand.Years(int.Parse(text[..2], CultureInfo.InvariantCulture), text.EndsWith("Plus", StringComparison.Ordinal) ? null : int.Parse(text[3..], CultureInfo.InvariantCulture));

    static StoredTable Read(string file, Func<string, (Stored, Meaning)> describe)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, file));
        var table = new StoredTable();
        foreach (var header in lines[0].Split(','))
        {
            var (stored, meaning) = describe(header);
            table.With(header, stored, meaning);
        }

        foreach (var line in lines.Skip(1))
        {
            table.Row([.. line.Split(',').Select(cell => cell.Length == 0 ? null : cell)]);
        }

        return table;
    }

    static IEnumerable<PlaceRow> Rows(Guid edition, int level)
    {
        foreach (var feature in JsonSerializer.Deserialize<FeatureCollection>(File.ReadAllText(Path.Combine(Folder, "boundaries", $"hti_adm{level}.geojson")), GeoJson)!)
        {
            var box = feature.Geometry.EnvelopeInternal;
            var name = (string)feature.Attributes[$"ADM{level}_FR"];
            yield return new PlaceRow
            {
                EditionId = edition,
                Code = (string)feature.Attributes[$"ADM{level}_PCODE"],
                Level = level,
                ParentCode = level == 0 ? null : (string)feature.Attributes[$"ADM{level - 1}_PCODE"],
                Name = name,
                NamesJson = PlaceNames.Write(new Dictionary<string, string> { ["fr"] = name }),
                SearchText = Fold.Text(name),
                West = box.MinX,
                East = box.MaxX,
                South = box.MinY,
                North = box.MaxY,
                Boundary = new WKBWriter().Write(feature.Geometry),
            };
        }
    }
}
