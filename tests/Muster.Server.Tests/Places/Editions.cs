using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Tests.Host;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace Muster.Server.Tests.Places;

/// <summary>Small editions put straight into the database, for tests that are not about loading.</summary>
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
            SearchText = Fold.Text($"{code} {name}"),
            West = west - 74,
            East = west + width - 74,
            South = 18,
            North = 19,
            Boundary = new WKBWriter().Write(new GeometryFactory().ToGeometry(new Envelope(west - 74, west + width - 74, 18, 19))),
        };
    }
}
