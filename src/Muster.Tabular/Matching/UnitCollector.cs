using Muster.Tabular.Validating;

namespace Muster.Tabular.Matching;

/// <summary>Gathers the units of one country row by row and reports what contradicts.</summary>
sealed class UnitCollector(string country)
{
    /// <summary>Most findings kept of one table.</summary>
    const int MostFindings = 1_000;

    readonly Dictionary<string, Unit> units = new(StringComparer.Ordinal);
    readonly List<Finding> findings = [];
    string? validFrom;

    sealed record Unit(int Level, string? Parent, Dictionary<string, string> Names, string Name)
    {
        public bool IsOwnRowSeen { get; set; }
    }

    /// <summary>Keeps the latest date of validity.</summary>
    public void SeeValidFrom(ReadOnlySpan<char> date)
    {
        if (!date.IsEmpty && date.CompareTo(validFrom, StringComparison.Ordinal) > 0)
        {
            validFrom = date.ToString();
        }
    }

    /// <summary>Level of a unit whose row names its parent only.</summary>
    public int LevelUnder(string parent) => units.TryGetValue(parent, out var above) ? above.Level + 1 : 1;

    /// <summary>Adds a unit that a row names.</summary>
    /// <param name="row">Row number.</param>
    /// <param name="code">Its code; empty where the cell is.</param>
    /// <param name="level">Its level.</param>
    /// <param name="parent">Code of the unit above in this row, or null.</param>
    /// <param name="names">Its names by language.</param>
    /// <param name="isRowsOwn">True where the row is about this unit, false where it only names it as one above.</param>
    public void Add(int row, string code, int level, string? parent, List<(string Language, string Name)> names, bool isRowsOwn)
    {
        var name = names.Count > 0 ? names[0].Name : "";
        if (!PCode.TryParse(code, out _) || level is < 0 or > 6)
        {
            if (!NameWords.IsNotAPlace(NameKey.Of(name)))
            {
                Report("AB-C01", row, code, null, null, $"The unit \"{name}\" of level {level} has no p-code.", [name]);
            }

            return;
        }

        if (!units.TryGetValue(code, out var unit))
        {
            units[code] = unit = new Unit(level, parent == code ? null : parent, [], name);
        }
        else
        {
            Compare(row, code, unit, parent, name, isRowsOwn);
        }

        unit.IsOwnRowSeen |= isRowsOwn;
        foreach (var (language, text) in names)
        {
            unit.Names.TryAdd(language, text);
        }
    }

    /// <summary>The table as read.</summary>
    public GazetteerTable ToTable()
    {
        var places = units.Select(pair => new Place(pair.Key, pair.Value.Level, pair.Value.Parent, pair.Value.Name.Length > 0 ? pair.Value.Name : pair.Value.Names.Values.FirstOrDefault() ?? "", pair.Value.Names)).OrderBy(place => place.Level).ToList();
        return new(places, country.Length > 0 ? country : CountryOf(places), validFrom, findings);
    }

    void Compare(int row, string code, Unit unit, string? parent, string name, bool isRowsOwn)
    {
        if (isRowsOwn && unit.IsOwnRowSeen)
        {
            Report("AB-C02", row, code, null, code, $"P-code {code} is used by several units of level {unit.Level}.", [code]);
        }

        if (name.Length > 0 && unit.Name.Length > 0 && NameKey.Of(name) != NameKey.Of(unit.Name))
        {
            Report("AB-N05", row, name, unit.Name, code, $"{code} is \"{unit.Name}\" and \"{name}\".", [code, unit.Name, name]);
        }

        if (parent is not null && unit.Parent is not null && parent != unit.Parent)
        {
            Report("PT-06", row, parent, unit.Parent, code, $"{code} lies in {unit.Parent} and in {parent}.", [code, unit.Parent, parent]);
        }
    }

    void Report(string rule, int row, string? value, string? expected, string? place, string message, IReadOnlyList<string> arguments)
    {
        if (findings.Count < MostFindings)
        {
            findings.Add(new Finding(rule, Severity.Error, row, null, value, expected, place, 1, message, arguments));
        }
    }

    /// <summary>The country whose letters begin every code; the code of level 0 where there is one.</summary>
    static string? CountryOf(List<Place> places)
    {
        if (places is [{ Level: 0 } top, ..] && places.Count(place => place.Level == 0) == 1 && CountryCodes.Alpha3(top.Code) is { } stated)
        {
            return stated;
        }

        var letters = places.Select(place => Letters(place.Code)).Distinct().Take(2).ToList();
        return letters.Count == 1 ? CountryCodes.Alpha3(letters[0]) : null;
    }

    static string Letters(string code) => CodeKey.Prefix(code).ToString();
}
