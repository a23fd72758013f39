using System.Globalization;
using System.Text.Json;
using Muster.Tabular.Reading.Json;

namespace Muster.Tabular.Reading.Map;

/// <summary>The lines that the shapes of a topology share, unfolded from whole numbers and steps where they are written so.</summary>
sealed class TopoJsonArcs
{
    /// <summary>Points of all arcs together.</summary>
    const int MostPoints = 2 * ShapeBuilder.MostPoints;

    readonly List<(double X, double Y)[]> arcs = [];
    (double X, double Y) scale = (1, 1);
    (double X, double Y) translate;
    bool isQuantized;

    /// <summary>Reads the arcs and the transform of a topology, whichever comes first.</summary>
    public static TopoJsonArcs Read(JsonPull json)
    {
        var topology = new TopoJsonArcs();
        while (json.Read())
        {
            if (json.Token != JsonTokenType.PropertyName)
            {
                continue;
            }

            var name = json.Text();
            json.Read();
            switch (name, json.Token)
            {
                case ("arcs", JsonTokenType.StartArray):
                    topology.ReadArcs(json);
                    break;
                case ("transform", JsonTokenType.StartObject):
                    topology.ReadTransform(json);
                    break;
                default:
                    json.Skip();
                    break;
            }
        }

        topology.UnfoldAll();
        return topology;
    }

    /// <summary>The points of an arc; one with a number below zero runs backwards and is the complement of its number.</summary>
    public (double X, double Y)[] Of(int arc, string where)
    {
        var index = arc < 0 ? ~arc : arc;
        return index < arcs.Count ? arcs[index] : throw ReadProblems.Broken("A shape names an arc that the file has not.", where);
    }

    /// <summary>A position in the numbers of the map.</summary>
    public (double X, double Y) Unfold(double x, double y) => isQuantized ? (x * scale.X + translate.X, y * scale.Y + translate.Y) : (x, y);

    void ReadArcs(JsonPull json)
    {
        var points = 0;
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (json.Token != JsonTokenType.StartArray)
            {
                throw Broken();
            }

            var arc = new List<(double X, double Y)>();
            while (json.Read() && json.Token != JsonTokenType.EndArray)
            {
                arc.Add(Pair(json));
                if (++points > MostPoints)
                {
                    throw ReadProblems.ShapeTooLarge("arcs");
                }
            }

            arcs.Add([.. arc]);
        }
    }

    void ReadTransform(JsonPull json)
    {
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = json.Text();
            json.Read();
            if (json.Token == JsonTokenType.StartArray && name is "scale" or "translate")
            {
                isQuantized = true;
                var pair = Pair(json);
                (scale, translate) = name == "scale" ? (pair, translate) : (scale, pair);
            }
            else
            {
                json.Skip();
            }
        }
    }

    /// <summary>The first two numbers of the list on which the reader stands; ends on its end.</summary>
    static (double X, double Y) Pair(JsonPull json)
    {
        if (json.Token != JsonTokenType.StartArray)
        {
            throw Broken();
        }

        Span<double> pair = stackalloc double[2];
        var count = 0;
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            if (json.Token != JsonTokenType.Number || !double.TryParse(json.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            {
                throw Broken();
            }

            if (count < 2)
            {
                pair[count] = number;
            }

            count++;
        }

        return count >= 2 ? (pair[0], pair[1]) : throw Broken();
    }

    void UnfoldAll()
    {
        if (!isQuantized)
        {
            return;
        }

        foreach (var arc in arcs)
        {
            var (x, y) = (0.0, 0.0);
            for (var index = 0; index < arc.Length; index++)
            {
                (x, y) = (x + arc[index].X, y + arc[index].Y);
                arc[index] = Unfold(x, y);
            }
        }
    }

    static UnreadableException Broken() => ReadProblems.Broken("The arcs of the topology are damaged: a coordinate is no number.", "arcs");
}
