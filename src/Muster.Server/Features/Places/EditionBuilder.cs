using System.Globalization;
using Muster.Tabular.Mapping;
using Muster.Tabular.Matching;
using NetTopologySuite.Geometries;
using NetTopologySuite.Operation.OverlayNG;

namespace Muster.Server.Features.Places;

/// <summary>A unit on its way into an edition.</summary>
sealed class Unit
{
    public required string Code { get; init; }
    public required int Level { get; init; }
    public string? Parent { get; set; }
    public required string Name { get; set; }
    public required Dictionary<string, string> Names { get; init; }
    public Geometry? Boundary { get; set; }
}

/// <summary>Puts the units of one or more files together: names merged, parents found, boundaries checked and joined upwards. Pure: reads no file and no database.</summary>
sealed class EditionBuilder(string country, string countryName, bool repairBoundaries, PlaceFindings findings)
{
    readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    readonly HashSet<string> checkedBoundaries = new(StringComparer.Ordinal);

    public IReadOnlyCollection<Unit> Units => units.Values;

    /// <summary>The country's rule of codes, worked out from what was added.</summary>
    public Nesting Nesting => new Gazetteer(country, "", [.. units.Values.Select(unit => new Place(unit.Code, unit.Level, unit.Parent, unit.Name, unit.Names))]).Nesting;

    /// <summary>A unit of the edition as it was.</summary>
    public void Keep(Unit unit)
    {
        units[unit.Code] = unit;
        checkedBoundaries.Add(unit.Code);
    }

    /// <exception cref="LoadRefusedException">The file is of another country.</exception>
    public void Add(UnitFile file)
    {
        findings.Add(file.Findings);
        CheckCountry(file);
        foreach (var place in file.Places)
        {
            Add(place);
        }

        foreach (var (code, geometry) in file.Boundaries)
        {
            if (units.TryGetValue(code, out var unit))
            {
                unit.Boundary = geometry;
                checkedBoundaries.Remove(code);
            }
        }

        foreach (var code in file.WithoutBoundary)
        {
            findings.Error("AB-G01", code);
        }
    }

    /// <summary>Finds parents, checks boundaries and joins missing ones.</summary>
    public void Complete()
    {
        AddCountry();
        FindParents();
        foreach (var unit in units.Values.Where(unit => unit.Boundary is not null && !checkedBoundaries.Contains(unit.Code)))
        {
            unit.Boundary = BoundaryCheck.Check(unit.Code, unit.Boundary!, repairBoundaries, findings);
        }

        if (findings.Refusing.Count == 0)
        {
            CheckPosition();
            JoinUpwards();
            TellGaps();
        }
    }

    void Add(Place place)
    {
        if (!units.TryGetValue(place.Code, out var unit))
        {
            units[place.Code] = new Unit { Code = place.Code, Level = place.Level, Parent = place.Parent, Name = place.Name, Names = new Dictionary<string, string>(place.Names) };
            return;
        }

        if (unit.Level != place.Level)
        {
            findings.Error("AB-C03", place.Code, Text(unit.Level), Text(place.Level));
            return;
        }

        unit.Parent ??= place.Parent;
        foreach (var (language, name) in place.Names)
        {
            if (!unit.Names.TryAdd(language, name) && unit.Names[language] != name)
            {
                findings.Warn("AB-N05", place.Code, unit.Names[language], name);
            }
        }

        if (unit.Name.Length == 0 || unit.Name == unit.Code)
        {
            unit.Name = place.Name;
        }
    }

    /// <summary>A table that says its country, or codes most of which begin with another country's letters.</summary>
    void CheckCountry(UnitFile file)
    {
        if (file.OtherCountry is { } stated)
        {
            throw new LoadRefusedException("places-other-country", file.File, stated, country);
        }

        var foreign = file.Places.Where(place => place.Level > 0).Select(place => (place.Code, Country: CountryOf(place.Code))).Where(pair => pair.Country is not null && pair.Country != country).ToList();
        if (foreign.Count * 2 > file.Places.Count(place => place.Level > 0))
        {
            throw new LoadRefusedException("places-other-country", file.File, foreign.GroupBy(pair => pair.Country!).MaxBy(group => group.Count())!.Key, country);
        }

        foreach (var (code, _) in foreign.Take(20))
        {
            findings.Error("AB-C04", code, CountryCodes.Alpha2(country)!);
        }
    }

    /// <summary>The country whose letters begin a code; null where they are nobody's.</summary>
    static string? CountryOf(string code)
    {
        var letters = code.AsSpan()[..Math.Min(3, code.Length)];
        return letters.Length == 3 && char.IsAsciiLetter(letters[2]) && CountryCodes.Alpha3(letters) is { } three ? three
            : letters.Length >= 2 && char.IsAsciiLetterUpper(letters[0]) && char.IsAsciiLetterUpper(letters[1]) ? CountryCodes.Alpha3(letters[..2]) : null;
    }

    /// <summary>The country itself is a unit too; most lists begin below it.</summary>
    void AddCountry()
    {
        if (units.Count > 0 && !units.Values.Any(unit => unit.Level == 0))
        {
            var code = CountryCodes.Alpha2(country)!;
            units.TryAdd(code, new Unit { Code = code, Level = 0, Name = countryName, Names = new() { ["en"] = countryName } });
        }
    }

    /// <summary>A list without parents (cod.md 2.3) is taken by the nesting of its codes; what nests in nothing is told.</summary>
    void FindParents()
    {
        var levels = units.Values.GroupBy(unit => unit.Level).ToDictionary(group => group.Key, group => group.ToList());
        var root = levels.GetValueOrDefault(0) is [var only] ? only.Code : null;
        foreach (var unit in units.Values.Where(unit => unit.Level > 0))
        {
            if (unit.Parent is not null && units.TryGetValue(unit.Parent, out var stated) && stated.Level < unit.Level)
            {
                continue;
            }

            var missing = unit.Parent;
            unit.Parent = Enumerable.Range(1, unit.Level - 1).Reverse().Select(level => levels.TryGetValue(level, out var above) ? NestedIn(unit.Code, above) : null).FirstOrDefault(found => found is not null);
            if (unit.Parent is null && (unit.Level == 1 || !levels.ContainsKey(unit.Level - 1)))
            {
                unit.Parent = root;
            }

            if (unit.Parent is null)
            {
                findings.Error("AB-C08", unit.Code, missing ?? "–", Text(unit.Level - 1));
            }
        }

        foreach (var level in levels.Keys.Where(level => level > 1 && !levels.ContainsKey(level - 1)))
        {
            findings.Warn("AB-S03", null, Text(level), Text(level - 1));
        }
    }

    static string? NestedIn(string code, List<Unit> above)
    {
        var width = above.Max(unit => unit.Code.AsSpan().TrimEnd('0').Length);
        return (above.Where(unit => unit.Code.Length < code.Length && code.StartsWith(unit.Code, StringComparison.Ordinal)).MaxBy(unit => unit.Code.Length)
            ?? above.FirstOrDefault(unit => unit.Code.Length == code.Length && width < code.Length && unit.Code.AsSpan(0, width).SequenceEqual(code.AsSpan(0, width))))?.Code;
    }

    /// <summary>Latitude before longitude puts Haiti into Antarctica: told by where the country lies.</summary>
    void CheckPosition()
    {
        if (CountryPositions.Find(country) is not { } home)
        {
            return;
        }

        var whole = new Envelope();
        foreach (var unit in units.Values.Where(unit => unit.Boundary is not null && !checkedBoundaries.Contains(unit.Code)))
        {
            whole.ExpandToInclude(unit.Boundary!.EnvelopeInternal);
        }

        if (whole.IsNull || Away(whole.Centre.X, whole.Centre.Y) < 20)
        {
            return;
        }

        if (Away(whole.Centre.Y, whole.Centre.X) < 20)
        {
            throw new LoadRefusedException("boundary-axes-exchanged", null, countryName, Text(whole.Centre.X), Text(whole.Centre.Y));
        }

        // Countries with islands in another ocean are that wide too.
        findings.Warn("AB-G05", country, Text(whole.Centre.X), Text(whole.Centre.Y));

        double Away(double x, double y) => Math.Sqrt(Math.Pow(x - home.Longitude, 2) + Math.Pow(y - home.Latitude, 2));
    }

    /// <summary>A level without any boundary gets those of its units joined, from below upwards.</summary>
    void JoinUpwards()
    {
        for (var level = (units.Count == 0 ? 0 : units.Values.Max(unit => unit.Level)) - 1; level >= 0; level--)
        {
            var here = units.Values.Where(unit => unit.Level == level).ToList();
            if (here.Count == 0 || here.Any(unit => unit.Boundary is not null))
            {
                continue;
            }

            var parts = units.Values.Where(unit => unit.Parent is not null && unit.Level > level && units.TryGetValue(unit.Parent, out var parent) && parent.Level == level).ToLookup(unit => unit.Parent);
            var joined = 0;
            foreach (var unit in here.Where(unit => parts[unit.Code].Any() && parts[unit.Code].All(part => part.Boundary is not null)))
            {
                unit.Boundary = Join([.. parts[unit.Code].Select(part => part.Boundary!)]);
                joined++;
            }

            if (joined > 0)
            {
                findings.Tell("PL-01", null, Text(level), Text(joined));
            }
        }
    }

    static Geometry Join(Geometry[] parts)
    {
        var all = parts[0].Factory.BuildGeometry([.. parts.SelectMany(part => Enumerable.Range(0, part.NumGeometries).Select(part.GetGeometryN))]);
        return OverlayNGRobust.Union(all);
    }

    /// <summary>On a level where some units have a boundary, those without are told.</summary>
    void TellGaps()
    {
        foreach (var level in units.Values.GroupBy(unit => unit.Level).Where(level => level.Any(unit => unit.Boundary is not null)))
        {
            foreach (var unit in level.Where(unit => unit.Boundary is null))
            {
                findings.Error("AB-G01", unit.Code);
            }
        }
    }

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    static string Text(double degrees) => degrees.ToString("0.##", CultureInfo.InvariantCulture);
}
