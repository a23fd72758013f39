using System.Globalization;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Comparing;

/// <summary>Compares figures and keeps what came of it.</summary>
sealed class ReconciliationWork(Gazetteer? gazetteer)
{
    const double Same = 0.0005;

    readonly List<FigureDifference> differences = [];
    readonly List<MissingFigure> missing = [];
    readonly List<string> notCompared = [];
    readonly List<string> notes = [];
    readonly Dictionary<string, string> parents = new(StringComparer.Ordinal);
    long compared;
    long agreeing;

    /// <summary>What a figure is about, the place aside.</summary>
    readonly record struct Kind(Concept Concept, string? Group, Sex Sex, AgeBand? Age)
    {
        public override string ToString() => string.Join(", ", new[] { Name(Concept), Group, Sex == Sex.All ? null : Name(Sex), Age?.ToString() }.OfType<string>());

        static string Name<T>(T value)
            where T : struct, Enum => value.ToString().ToLowerInvariant();
    }

    public Reconciliation Result() => new(compared, agreeing, differences, missing, notCompared, notes);

    /// <summary>Learns from the code columns of a table which unit lies in which.</summary>
    public void Learn(Pipeline table)
    {
        var codes = table.Columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Level: not null, Qualifier: null }).OrderBy(column => column.Meaning.Level).Select(column => column.Column.Index).ToArray();
        using var rows = codes.Length > 1 && gazetteer is null ? table.Source.OpenRows(table.Sheet.Index) : null;
        while (rows?.Read() == true)
        {
            var above = "";
            foreach (var column in rows.RowNumber < table.Sheet.FirstDataRow ? [] : codes)
            {
                var code = rows.Field(column).Trim().ToString();
                if (code.Length > 0 && above.Length > 0 && code != above)
                {
                    parents.TryAdd(code, above);
                }

                above = code.Length > 0 ? code : above;
            }
        }
    }

    public void AddTable(List<Fact> facts, IReadOnlyList<ColumnMeaning> columns)
    {
        AddMissing(facts);

        // In a long table the parts of one total stand in rows of one unit.
        var isLong = columns.Any(column => column.Meaning.Concept is Concept.Sex or Concept.Age);
        foreach (var row in facts.GroupBy(fact => isLong ? (0, fact.Place) : (fact.RowNumber, fact.Place)))
        {
            BySexAndAge(row.Key.Place, isLong ? null : row.Key.Item1, [.. row]);
        }

        ByPlace(facts);
        AddShelterNote(columns);
    }

    public void AddPair(List<Fact> first, List<Fact> second)
    {
        AddMissing(first);
        AddMissing(second);
        var (left, right) = (ByPlaceAndKind(first), ByPlaceAndKind(second));
        var parts = Below(right, key => left.ContainsKey(key) || right.ContainsKey(key));
        var (alone, met) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var ((place, kind), figure) in left)
        {
            if (right.TryGetValue((place, kind), out var other))
            {
                met.Add(place);
                Compare(ReconciledBy.Table, place, figure.Row, kind, figure.Value, other.Value, $"the other table{(other.Row is { } row ? $", row {row}" : $", {other.Count} rows")}");
            }
            else if (parts.TryGetValue((place, kind), out var below))
            {
                met.Add(place);
                Compare(ReconciledBy.Table, place, figure.Row, kind, figure.Value, below.Sum(), $"{below.Count} units below it in the other table");
            }
            else
            {
                alone.Add(place);
            }
        }

        TellOneSided([.. alone.Except(met).Where(place => place.Length > 0)], "first");
        TellOneSided([.. right.Keys.Select(key => key.Place).Where(place => place.Length > 0 && !met.Contains(place) && !UnitsAbove(place).Any(met.Contains)).Distinct()], "second");
    }

    void AddMissing(List<Fact> facts) =>
        missing.AddRange(facts.Where(fact => fact.State != FactState.Reported).Select(fact => new MissingFigure(fact.RowNumber, fact.Column, fact.Place, fact.State, fact.Text)));

    /// <summary>Both sexes beside female, male and unknown, and each total beside its bands, for every thing counted.</summary>
    void BySexAndAge(string? place, int? row, List<Fact> facts)
    {
        foreach (var thing in facts.GroupBy(fact => (fact.Concept, fact.Group)))
        {
            var cells = thing.GroupBy(fact => (fact.Sex, fact.Age)).ToDictionary(group => group.Key, group => group.ToList());
            foreach (var age in thing.Select(fact => fact.Age).Distinct())
            {
                var sexes = new[] { Sex.Female, Sex.Male, Sex.Unknown }.Where(sex => cells.ContainsKey((sex, age))).ToList();
                if (cells.ContainsKey((Sex.All, age)) && sexes.Contains(Sex.Female) && sexes.Contains(Sex.Male))
                {
                    CompareParts(ReconciledBy.Sex, place, row, new Kind(thing.Key.Concept, thing.Key.Group, Sex.All, age), cells[(Sex.All, age)], [.. sexes.SelectMany(sex => cells[(sex, age)])], string.Join(" + ", sexes.Select(sex => sex.ToString().ToLowerInvariant())));
                }
            }

            foreach (var sex in thing.Select(fact => fact.Sex).Distinct())
            {
                var bands = thing.Where(fact => fact.Sex == sex && fact.Age is not null).Select(fact => fact.Age!.Value).ToHashSet();
                if (cells.ContainsKey((sex, null)) && Rebanding.Plan(bands, new AgeBand(0, null)) is { IsExact: true, Parts.Count: > 1 } plan)
                {
                    CompareParts(ReconciledBy.Age, place, row, new Kind(thing.Key.Concept, thing.Key.Group, sex, null), cells[(sex, null)], [.. plan.Parts.SelectMany(band => cells[(sex, band)])], string.Join(" + ", plan.Parts));
                }
            }
        }

        ByShelter(place, row, facts);
    }

    /// <summary>All displaced people or households beside those in camps and elsewhere, where the table has kinds of shelter that cover them.</summary>
    void ByShelter(string? place, int? row, List<Fact> facts)
    {
        foreach (var concept in new[] { Concept.Displaced, Concept.Households })
        {
            var whole = facts.Where(fact => fact.Concept == concept && fact is { Group: null, Sex: Sex.All, Age: null }).ToList();
            var parts = facts.Where(fact => fact.Concept == concept && fact is { Group: not null, Sex: Sex.All, Age: null } && Shelters.IsShelter(fact.Group)).ToList();
            if (whole.Count == 1 && parts.Count > 1 && parts.Any(part => Shelters.IsCamp(part.Group!)) && parts.Any(part => !Shelters.IsCamp(part.Group!)))
            {
                CompareParts(ReconciledBy.Shelter, place, row, new Kind(concept, null, Sex.All, null), whole, parts, string.Join(" + ", parts.Select(part => part.Group)));
            }
        }
    }

    void CompareParts(ReconciledBy by, string? place, int? row, Kind kind, List<Fact> whole, List<Fact> parts, string words)
    {
        if (whole.Any(fact => fact.Value is null))
        {
            return;
        }

        if (parts.FirstOrDefault(fact => fact.Value is null) is { } hole)
        {
            notCompared.Add($"{place ?? $"row {whole[0].RowNumber}"}: {kind} with {words}, as {hole.Column} in row {hole.RowNumber} has no figure");
            return;
        }

        Compare(by, place, row ?? whole[0].RowNumber, kind, whole.Sum(fact => fact.Value!.Value), parts.Sum(fact => fact.Value!.Value), words);
    }

    /// <summary>Units that have rows of their own beside the sum of those below them.</summary>
    void ByPlace(List<Fact> facts)
    {
        var figures = ByPlaceAndKind(facts);
        foreach (var (above, parts) in Below(figures, figures.ContainsKey))
        {
            var own = figures[above];
            Compare(ReconciledBy.Place, above.Place, own.Row, above.Kind, own.Value, parts.Sum(), $"{parts.Count} units below it");
        }
    }

    /// <summary>Figures by the nearest unit above them that is known: of several levels only the next one below is added up.</summary>
    Dictionary<(string Place, Kind Kind), List<double>> Below(Dictionary<(string Place, Kind Kind), (double Value, int? Row, int Count)> figures, Func<(string Place, Kind Kind), bool> isKnown)
    {
        var below = new Dictionary<(string Place, Kind Kind), List<double>>();
        foreach (var ((place, kind), figure) in figures)
        {
            if (UnitsAbove(place).FirstOrDefault(above => isKnown((above, kind))) is { } nearest)
            {
                if (!below.TryGetValue((nearest, kind), out var parts))
                {
                    below[(nearest, kind)] = parts = [];
                }

                parts.Add(figure.Value);
            }
        }

        return below;
    }

    /// <summary>Units above, nearest first: by the gazetteer; without one, as the rows of the tables name them.</summary>
    IEnumerable<string> UnitsAbove(string code)
    {
        if (gazetteer is null)
        {
            for (var (unit, left) = (code, 6); left > 0 && parents.TryGetValue(unit, out var above); left--)
            {
                yield return unit = above;
            }

            yield break;
        }

        for (var (place, left) = (gazetteer.Find(code), 6); place?.Parent is { } parent && left > 0; left--)
        {
            yield return parent;
            place = gazetteer.Find(parent);
        }
    }

    static Dictionary<(string Place, Kind Kind), (double Value, int? Row, int Count)> ByPlaceAndKind(List<Fact> facts) =>
        facts.Where(fact => fact.Value is not null).GroupBy(fact => (fact.Place ?? "", new Kind(fact.Concept, fact.Group, fact.Sex, fact.Age)))
            .ToDictionary(group => group.Key, group => (group.Sum(fact => fact.Value!.Value), group.Count() == 1 ? group.First().RowNumber : (int?)null, group.Count()));

    void Compare(ReconciledBy by, string? place, int? row, Kind kind, double figure, double other, string parts)
    {
        compared++;
        if (Math.Abs(figure - other) <= Same)
        {
            agreeing++;
            return;
        }

        differences.Add(new FigureDifference(by, string.IsNullOrEmpty(place) ? null : place, row, kind.ToString(), figure, other, parts));
    }

    void TellOneSided(IReadOnlyCollection<string> places, string table)
    {
        if (places.Count > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{places.Count} units are in the {table} table only: {string.Join(", ", places.Order(StringComparer.Ordinal).Take(20))}{(places.Count > 20 ? ", …" : "")}. Not assessed is not zero."));
        }
    }

    /// <summary>Displaced people's figures need camp and non-camp apart: without them they are incomplete, not refused.</summary>
    void AddShelterNote(IReadOnlyList<ColumnMeaning> columns)
    {
        if (columns.Any(column => column.Meaning.Concept == Concept.Displaced) && !Shelters.AreApart(columns))
        {
            notes.Add("Figures of displaced people are incomplete: nothing tells those in camps and camp-like sites from those elsewhere.");
        }
    }
}
