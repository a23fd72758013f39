using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Map.Projections;

namespace Muster.Tabular.Tests.Reading.Map;

/// <summary>Places and numbers made by PROJ 9.1 (<c>gdaltransform -t_srs EPSG:4326</c>), to a hundred-millionth of a degree.</summary>
public sealed class ProjectionTests
{
    const string Clarke = """GEOGCS["Adindan",DATUM["Adindan",SPHEROID["Clarke 1880 (RGS)",6378249.145,293.465],TOWGS84[-161,-14,205,0,0,0,0]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]""";
    const string Modern = """GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]""";

    public static TheoryData<string, double, double, double, double> Places => new()
    {
        { """PROJCS["p",""" + Modern + """,PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-75.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", 780000, 2050000, -72.34790881, 18.52201095 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",10000000.0],PARAMETER["Central_Meridian",33.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", 350000, 9100000, 31.63848456, -8.13975127 },
        { """PROJCS["p",""" + Clarke + """,PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",33.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", 450000, 1725000, 32.53429354, 15.60418139 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",5500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",27.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",30.0],UNIT["Meter",1.0]]""", 5560000, 2200000, 27.83360416, 49.8105942 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",1640416.667],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",-75.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Foot_US",0.3048006096012192]]""", 2559000, 6725700, -72.3480534, 18.52199004 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",700000.0],PARAMETER["False_Northing",6600000.0],PARAMETER["Central_Meridian",3.0],PARAMETER["Standard_Parallel_1",44.0],PARAMETER["Standard_Parallel_2",49.0],PARAMETER["Latitude_Of_Origin",46.5],UNIT["Meter",1.0]]""", 652000, 6862000, 2.34581196, 48.85624814 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Lambert_Conformal_Conic"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",25.0],PARAMETER["Standard_Parallel_1",-20.0],PARAMETER["Standard_Parallel_2",-23.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", 300000, -2400000, 27.88995095, -21.17659799 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Albers"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",25.0],PARAMETER["Standard_Parallel_1",20.0],PARAMETER["Standard_Parallel_2",-23.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]""", 800000, -900000, 32.74606305, -7.57575733 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Mercator_Auxiliary_Sphere"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",0.0],PARAMETER["Auxiliary_Sphere_Type",0.0],UNIT["Meter",1.0]]""", -8052000, 2100000, -72.33234668, 18.53273907 },
        { """PROJCS["p",""" + Modern + """,PROJECTION["Mercator"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",110.0],PARAMETER["Standard_Parallel_1",10.0],UNIT["Meter",1.0]]""", 100000, -700000, 110.91208117, -6.41397895 },
    };

    [Theory]
    [MemberData(nameof(Places))]
    public void A_point_comes_out_where_proj_puts_it(string text, double x, double y, double longitude, double latitude)
    {
        var (foundLongitude, foundLatitude) = ProjectionReader.OfText(text, "a.prj")!.ToDegrees(x, y);

        Assert.Equal((longitude, latitude), (Math.Round(foundLongitude, 8), Math.Round(foundLatitude, 8)));
    }

    [Theory]
    [InlineData("urn:ogc:def:crs:OGC:1.3:CRS84")]
    [InlineData("EPSG:4326")]
    [InlineData("urn:ogc:def:crs:EPSG::4326")]
    public void Degrees_stay_as_they_are(string name) => Assert.Null(ProjectionReader.OfName(name, "crs"));

    [Fact]
    public void A_zone_of_utm_is_known_by_its_number()
    {
        var (longitude, latitude) = ProjectionReader.OfName("urn:ogc:def:crs:EPSG::32618", "crs")!.ToDegrees(780_000, 2_050_000);

        Assert.Equal((-72.34790881, 18.52201095), (Math.Round(longitude, 8), Math.Round(latitude, 8)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("LOCAL_CS[\"my grid\",UNIT[\"m\",1]]")]
    [InlineData("PROJCS[\"x\",")]
    [InlineData("""PROJCS["Krovak",GEOGCS["a",DATUM["D",SPHEROID["s",6378137,298.257223563]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]],PROJECTION["Krovak"],UNIT["Meter",1]]""")]
    [InlineData("""GEOGCS["Somewhere 1910",DATUM["D_Somewhere",SPHEROID["Clarke_1866",6378206.4,294.9786982]],PRIMEM["Greenwich",0],UNIT["Degree",0.0174532925199433]]""")]
    public void What_is_not_known_is_refused_with_the_way_out(string text)
    {
        var problem = Assert.Throws<UnreadableException>(() => ProjectionReader.OfText(text, "a.prj")).Problem;

        Assert.Equal("projection-unknown", problem.Code);
        Assert.Contains("WGS 84", problem.Next, StringComparison.Ordinal);
    }
}
