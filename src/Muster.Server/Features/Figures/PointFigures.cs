using System.Globalization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Tabular.Tagging;
using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Figures;

/// <summary>Sites and facilities as points, by kind, where their columns of latitude and longitude say.</summary>
sealed class PointFigures(FigureContext context, FigureData data, TableStore tables, BoundaryStore boundaries)
{
    /// <summary>Most points of a figure; what is beyond them is counted below it.</summary>
    const int MostPoints = 5000;

    public async Task<FigureModel> MakeAsync(FigureRequest request, DateOnly today, CancellationToken cancel)
    {
        var (settings, version) = (request.Settings, data.VersionOf(request.Main));
        var (latitude, longitude) = (ColumnOf(version, Concept.Latitude), ColumnOf(version, Concept.Longitude));
        if (latitude is null || longitude is null)
        {
            throw FigureProblems.NoCoordinates(context.Text);
        }

        var places = await context.TryPlacesAsync(request.Main, cancel);
        var round = await data.RoundAsync(version, FigureData.PlaceColumn(version.Columns), settings.Round, cancel);
        var name = ColumnOf(version, Concept.SiteName) ?? ColumnOf(version, Concept.PlaceName) ?? version.Columns[0];
        var kind = settings.By is { } key ? context.Column("by", key, version.Columns) : null;
        var (sites, outside, total) = await ReadAsync(version, latitude, longitude, name, kind, round, cancel);
        IReadOnlyList<PlaceBoundary> shapes = places is null ? [] : await boundaries.LevelAsync(places.Value.Edition.Id, settings.Level ?? 1, settings.Within, cancel);
        sites = settings.Within is null ? sites : [.. sites.Where(site => shapes.Any(shape => shape.Geometry.EnvelopeInternal.Contains(site.Longitude, site.Latitude) && shape.Geometry.Contains(new Point(site.Longitude, site.Latitude))))];
        return Compose(request, today, places?.Edition, shapes, sites, kind, round, outside, total, version);
    }

    static TableColumn? ColumnOf(DatasetVersion version, Concept concept) => version.Columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Profile.Filled > 0);

    async Task<(List<Site> Sites, int Outside, long Total)> ReadAsync(DatasetVersion version, TableColumn latitude, TableColumn longitude, TableColumn name, TableColumn? kind, RoundChoice? round, CancellationToken cancel)
    {
        var (sites, outside, total) = (new List<Site>(), 0, 0L);
        int[] columns = [.. new[] { latitude, longitude, name, kind }.OfType<TableColumn>().Select(column => column.Index)];
        for (var offset = 0; offset < MostPoints; offset += TableQuery.MostRows)
        {
            var page = await tables.PageAsync(version, new TableQuery { Columns = columns, Filters = round?.Filters ?? [], Offset = offset, Limit = TableQuery.MostRows }, cancel);
            total = page.Total;
            foreach (var row in page.Rows)
            {
                if (Degrees(row.Cells[0], 90) is { } north && Degrees(row.Cells[1], 180) is { } east && (north, east) != (0, 0))
                {
                    sites.Add(new Site(row.Number, CellText.Of(row.Cells[2] ?? ""), east, north, kind is null ? "" : row.Cells[3] is { } cell && CellText.Of(cell).Trim() is { Length: > 0 } text ? text : context.Text["not-stated"]));
                }
                else
                {
                    outside++;
                }
            }

            if (page.Rows.Count < TableQuery.MostRows)
            {
                break;
            }
        }

        return (sites, outside, total);
    }

    static double? Degrees(object? cell, double most) => cell switch
    {
        long whole when Math.Abs(whole) <= most => whole,
        double number when Math.Abs(number) <= most => number,
        string text when double.TryParse(text.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most => number,
        _ => null,
    };

    FigureModel Compose(FigureRequest request, DateOnly today, GazetteerEdition? edition, IReadOnlyList<PlaceBoundary> shapes, List<Site> sites, TableColumn? kind, RoundChoice? round, int outside, long total, DatasetVersion version)
    {
        var words = new FigureWords(request.Main, context.Text);
        var kinds = sites.GroupBy(site => site.Kind, StringComparer.Ordinal).OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.CurrentCulture).Select(group => (Name: group.Key, Count: group.Count())).ToList();
        if (kinds.Count > CategoryColours.Most)
        {
            kinds = [.. kinds.Take(CategoryColours.Most - 1), (context.Text["other"].Value, kinds.Skip(CategoryColours.Most - 1).Sum(one => one.Count))];
        }

        var index = kinds.Select((one, at) => (one.Name, at)).ToDictionary(one => one.Name, one => one.at, StringComparer.Ordinal);
        var notes = new List<string>();
        if (outside > 0)
        {
            notes.Add(context.Text["note-no-coordinates", outside]);
        }

        if (total > MostPoints)
        {
            notes.Add(context.Text["note-points-left-out", MostPoints, total]);
        }

        var world = FigureContext.World(request, edition);
        var described = sites.Count == 0 ? context.Text["describe-nothing"] : context.Text["describe-points", sites.Count, string.Join(", ", kinds.Where(one => one.Name.Length > 0).Take(4).Select(one => $"{one.Name} {words.Numbers.Of((decimal)one.Count)}"))];
        var text = context.Words(request, today, [context.Text["points-count", sites.Count], kind?.Header, words.Round(round)], described, notes, edition, world is not null);
        var mapWords = words.Map("", 0, ClassMethod.Natural) with { Points = kind?.Header ?? context.Text["points"] };
        var map = new ThematicMap([.. shapes.Select(shape => new MapArea(shape.Code, shape.Name, shape.ParentCode, shape.Geometry, null))], null, request.Settings.Colours, text, mapWords)
        {
            Points = [.. sites.Select(site => new MapPoint(kind is null ? site.Name : $"{site.Name} ({site.Kind})", site.Longitude, site.Latitude, index.TryGetValue(site.Kind, out var at) ? at : kinds.Count - 1))],
            PointKinds = kind is null ? [(context.Text["points"], sites.Count)] : kinds,
            World = world,
            HasLabels = !request.Settings.HideLabels,
        };
        FigureColumn[] columns = [new("row", context.Text["row"], IsNumber: true), new("name", context.Text["name"]), new("kind", kind?.Header ?? context.Text["kind"]), new("latitude", context.Text["latitude"], IsNumber: true), new("longitude", context.Text["longitude"], IsNumber: true)];
        var rows = sites.Select(site => (IReadOnlyList<FigureCell>)[new(words.Numbers.Of((decimal)site.Row), site.Row), new(site.Name, site.Name), new(site.Kind, site.Kind), Coordinate(site.Latitude), Coordinate(site.Longitude)]);
        return new(request, map, new FigureTable(columns, [.. rows]), FigureChoices.None with { Round = round, Columns = FigureContext.GroupColumns(version.Columns), Levels = [] }, null, edition, null);

        FigureCell Coordinate(double degrees) => new(degrees.ToString("0.#####", words.Numbers.Culture), degrees);
    }

    sealed record Site(int Row, string Name, double Longitude, double Latitude, string Kind);
}
