using System.Globalization;
using System.Text.Json;
using Muster.Tabular.Reading.Json;
using Muster.Tabular.Reading.Map.Projections;
using NetTopologySuite.Geometries;

namespace Muster.Tabular.Reading.Map;

/// <summary>Reads the geometry objects of GeoJSON (RFC 7946) and of TopoJSON (specification 1.0), whose members stand in any order.</summary>
/// <param name="projection">Of the file; null for degrees.</param>
/// <param name="arcs">The shared lines of a topology; null for GeoJSON.</param>
sealed class GeoJsonShapes(Projection? projection, TopoJsonArcs? arcs)
{
    /// <summary>Lists around the positions of the deepest geometry, a multipolygon.</summary>
    const int MaxLists = 4;

    readonly ShapeBuilder builder = new(projection);
    readonly Stack<Members> open = new();
    string where = "";

    /// <summary>The shape of the present row; null where it has none.</summary>
    public Geometry? Shape { get; private set; }

    /// <summary>What was mended in it.</summary>
    public ShapeNotes Notes => builder.Notes;

    /// <summary>Begins a row.</summary>
    public void Begin(int rowNumber)
    {
        where = $"row {rowNumber}";
        Shape = null;
        builder.Begin();
        open.Clear();
        open.Push(new Members());
    }

    /// <summary>Takes a member of the object that is the row: in a topology that is the geometry itself.</summary>
    /// <returns>False where it is none of a geometry.</returns>
    public bool TakeMember(string name, JsonPull json) => arcs is not null && Take(open.Peek(), name, json);

    /// <summary>Takes the geometry object on which the reader stands.</summary>
    public void TakeGeometry(JsonPull json) => Shape = ReadObject(json);

    /// <summary>Ends a row.</summary>
    public void End()
    {
        if (arcs is not null)
        {
            Shape = Make(open.Pop());
        }
    }

    Geometry? ReadObject(JsonPull json)
    {
        if (open.Count > ShapeBuilder.MaxDepth)
        {
            throw ReadProblems.Broken("A shape holds shapes that hold shapes, deeper than any map needs.", where);
        }

        var members = new Members();
        open.Push(members);
        while (json.Read() && json.Token == JsonTokenType.PropertyName)
        {
            var name = json.Text();
            json.Read();
            if (!Take(members, name, json))
            {
                json.Skip();
            }
        }

        open.Pop();
        return Make(members);
    }

    bool Take(Members members, string name, JsonPull json)
    {
        switch (name, json.Token)
        {
            case ("type", JsonTokenType.String):
                members.Type = json.Text();
                return true;
            case ("coordinates" or "arcs", JsonTokenType.StartArray):
                members.Tree = ReadTree(json, name == "arcs", 1);
                return true;
            case ("geometries", JsonTokenType.StartArray):
                while (json.Read() && json.Token != JsonTokenType.EndArray)
                {
                    if (json.Token == JsonTokenType.StartObject && ReadObject(json) is { } part)
                    {
                        members.Geometries.Add(part);
                    }
                }

                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads the list on which the reader stands, down to positions or numbers of arcs.</summary>
    Tree ReadTree(JsonPull json, bool isArcs, int depth)
    {
        if (depth > MaxLists)
        {
            throw ReadProblems.Broken("The coordinates of a shape lie in more lists than any kind of shape has.", where);
        }

        var tree = new Tree();
        var numbers = new List<double>();
        while (json.Read() && json.Token != JsonTokenType.EndArray)
        {
            switch (json.Token)
            {
                case JsonTokenType.Number when isArcs:
                    tree.Arcs.Add((int)Math.Clamp(Number(json), int.MinValue, int.MaxValue));
                    break;
                case JsonTokenType.Number:
                    numbers.Add(Number(json));
                    break;
                case JsonTokenType.StartArray:
                    tree.Add(ReadTree(json, isArcs, depth + 1));
                    break;
                default:
                    throw ReadProblems.Broken("A coordinate is no number.", where);
            }

            if (numbers.Count > 16)
            {
                throw ReadProblems.Broken("A position has more than sixteen numbers.", where);
            }
        }

        if (numbers.Count == 1)
        {
            throw ReadProblems.Broken("A position has one number only.", where);
        }

        if (numbers.Count > 1)
        {
            tree.Position = Position(numbers);
        }

        return tree;
    }

    Coordinate Position(List<double> numbers)
    {
        if (numbers.Count > 2)
        {
            builder.NoteThird();
        }

        var (x, y) = arcs is null ? (numbers[0], numbers[1]) : arcs.Unfold(numbers[0], numbers[1]);
        return builder.Point(x, y, where);
    }

    double Number(JsonPull json) => double.TryParse(json.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
        ? number
        : throw ReadProblems.Broken("A coordinate is no number.", where);

    Geometry? Make(Members members)
    {
        var tree = members.Tree ?? new Tree();
        return members.Type switch
        {
            "Point" => tree.Position is { } at ? ShapeBuilder.Factory.CreatePoint(at) : null,
            "MultiPoint" => ShapeBuilder.Join([.. tree.Points.Select(ShapeBuilder.Factory.CreatePoint)]),
            "LineString" => tree.IsEmpty ? null : builder.Line(Line(tree)),
            "MultiLineString" => ShapeBuilder.Join([.. tree.Parts.Select(part => builder.Line(Line(part))).OfType<Geometry>()]),
            "Polygon" => Area(tree),
            "MultiPolygon" => ShapeBuilder.Join([.. tree.Parts.Select(Area).OfType<Geometry>()]),
            "GeometryCollection" => ShapeBuilder.Join(members.Geometries),
            null when members.Tree is null => null,
            _ => throw ReadProblems.Broken($"A shape is of an unknown kind “{(members.Type ?? "").AsSpan(0, Math.Min(40, members.Type?.Length ?? 0))}”.", where),
        };
    }

    Polygon? Area(Tree tree) => builder.Area([.. tree.Parts.Select(Line)]);

    IReadOnlyList<Coordinate> Line(Tree tree)
    {
        if (tree.Arcs.Count == 0)
        {
            return tree.Points;
        }

        var line = new List<Coordinate>();
        foreach (var arc in tree.Arcs)
        {
            var points = arcs is null ? throw ReadProblems.Broken("A shape names arcs, and the file has none.", where) : arcs.Of(arc, where);
            builder.Count(points.Length, where);

            // An arc begins where the one before ends.
            for (var index = line.Count == 0 ? 0 : 1; index < points.Length; index++)
            {
                var (x, y) = points[arc < 0 ? points.Length - 1 - index : index];
                line.Add(projection is null ? new Coordinate(x, y) : builder.Point(x, y, where));
            }
        }

        return line;
    }

    /// <summary>The members of a geometry object that count.</summary>
    sealed class Members
    {
        public string? Type { get; set; }

        public Tree? Tree { get; set; }

        public List<Geometry> Geometries { get; } = [];
    }

    /// <summary>A list of coordinates: a position, positions, numbers of arcs, or lists.</summary>
    sealed class Tree
    {
        public Coordinate? Position { get; set; }

        public List<Coordinate> Points { get; } = [];

        public List<int> Arcs { get; } = [];

        public List<Tree> Parts { get; } = [];

        public bool IsEmpty => Points.Count == 0 && Arcs.Count == 0;

        public void Add(Tree inner)
        {
            if (inner.Position is { } position)
            {
                Points.Add(position);
            }
            else
            {
                Parts.Add(inner);
            }
        }
    }
}
