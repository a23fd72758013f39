using Muster.Tabular.Reading.Json;
using Muster.Tabular.Reading.Xlsx;

namespace Muster.Tabular.Reading.Map;

/// <summary>Walks the placemarks of a KML file.</summary>
sealed class KmlPlacemarks(XmlBytes xml, bool withShapes = false) : IDisposable
{
    readonly XmlText text = new();
    int number;

    /// <summary>Column and text of each value of the placemark.</summary>
    public List<(string Column, string Text)> Cells { get; } = [];

    /// <summary>The shapes, where they are asked for.</summary>
    public KmlShapes? Shapes { get; } = withShapes ? new KmlShapes(xml) : null;

    public bool Read()
    {
        Cells.Clear();
        try
        {
            while (xml.Read())
            {
                if (xml.IsStart("Placemark"u8))
                {
                    ReadPlacemark();
                    return true;
                }
            }
        }
        catch (XmlTokenTooLongException tooLong)
        {
            throw ReadProblems.Broken("A value of the KML file is longer than 16 million bytes.", null, tooLong);
        }

        return false;
    }

    public void Dispose() => xml.Dispose();

    void ReadPlacemark()
    {
        Shapes?.Begin(++number);
        var data = "";
        while (!xml.IsEmptyElement && xml.Read() && !xml.IsEnd("Placemark"u8))
        {
            if (xml.Token != XmlToken.Start)
            {
                continue;
            }

            var name = System.Text.Encoding.UTF8.GetString(xml.Name);
            switch (name)
            {
                case "name" or "description" or "address" or "phoneNumber":
                    Cells.Add((name, Text()));
                    break;
                case "Data":
                    data = xml.AttributeText("name"u8);
                    break;
                case "value":
                    Cells.Add((data, Text()));
                    break;
                case "SimpleData":
                    Cells.Add((xml.AttributeText("name"u8), Text()));
                    break;
                case "Point" when Shapes is null:
                    ReadPoint();
                    break;
                case "Point" or "LineString" or "Polygon" or "MultiGeometry" when Shapes is not null:
                    Shapes.Take(name);
                    AddPoint();
                    break;
                case "Style" or "LineString" or "Polygon" or "MultiGeometry":
                    xml.Skip();
                    break;
            }
        }
    }

    void AddPoint()
    {
        if (Shapes!.Shape is NetTopologySuite.Geometries.Point point && Cells.TrueForAll(cell => cell.Column != JsonRow.Longitude))
        {
            Cells.Add((JsonRow.Longitude, point.X.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            Cells.Add((JsonRow.Latitude, point.Y.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        }
    }

    void ReadPoint()
    {
        while (!xml.IsEmptyElement && xml.Read() && !xml.IsEnd("Point"u8))
        {
            if (xml.IsStart("coordinates"u8) && Text().Split(',') is [var longitude, var latitude, ..])
            {
                Cells.Add((JsonRow.Longitude, longitude.Trim()));
                Cells.Add((JsonRow.Latitude, latitude.Trim()));
            }
        }
    }

    string Text()
    {
        text.Clear();
        while (!xml.IsEmptyElement && xml.Read() && xml.Token is XmlToken.Text or XmlToken.Literal)
        {
            text.Append(xml.Text, xml.Token == XmlToken.Literal);
        }

        return text.Value.Trim().ToString();
    }
}
