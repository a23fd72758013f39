using System.Globalization;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>Reads the displaced people of a dataset: by round and place, by sex, age and kind of shelter, with all that is not known said.</summary>
sealed class DisplacementMaker(CountSources sources, CountReader reader)
{
    /// <summary>Fewer people than this in a group may be recognised: the groups of the row are then left to members (cod.md 5.2).</summary>
    const int SmallestGroup = 5;

    public Task<IReadOnlyList<CountSource>> SourcesAsync(OperationScope scope, CancellationToken cancel) => sources.OfAsync(scope, Concept.Displaced, cancel);

    /// <summary>The figures of one dataset within a place.</summary>
    /// <param name="scope">Operation and viewer.</param>
    /// <param name="source">Dataset.</param>
    /// <param name="loaded">Edition in use.</param>
    /// <param name="place">Place.</param>
    /// <param name="round">Round for the table of places; null takes the newest.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<Displacement?> MakeAsync(OperationScope scope, CountSource source, LoadedGazetteer loaded, Place place, string? round, CancellationToken cancel)
    {
        if (await reader.ReadAsync(source.Version, Concept.Displaced, cancel) is not { Place: not null } table)
        {
            return null;
        }

        var households = await reader.ReadAsync(source.Version, Concept.Households, cancel);
        var gazetteer = (await sources.EditionOfAsync(source, loaded, cancel)).Gazetteer;
        var there = place.Level == 0 ? gazetteer.Country0() : gazetteer.Find(place.Code);
        if (there is null)
        {
            return null;
        }

        var (facts, unknown) = Placed(table, there, gazetteer);
        var order = RoundChoice.NewestFirst([.. table.Facts.Select(fact => fact.Time ?? "").Distinct()]).Reverse().ToList();
        var ever = facts.Select(fact => fact.Unit).DistinctBy(unit => unit.Code).OrderBy(unit => unit.Code, StringComparer.Ordinal).ToList();
        var shelters = households is null ? [] : Placed(households, there, gazetteer).Facts;
        var rounds = order.Select(time => Round(time, [.. facts.Where(fact => (fact.Fact.Time ?? "") == time)], [.. shelters.Where(fact => (fact.Fact.Time ?? "") == time)], ever, table)).ToList();
        var chosen = order.Contains(round ?? "\0") ? round! : order.LastOrDefault() ?? "";
        var level = ever.Count == 0 ? place.Level : ever.Max(unit => unit.Level);
        var rows = ever.Select(unit => Row(scope, unit, [.. facts.Where(fact => (fact.Fact.Time ?? "") == chosen && fact.Unit.Code == unit.Code).Select(fact => fact.Fact)], [.. shelters.Where(fact => (fact.Fact.Time ?? "") == chosen && fact.Unit.Code == unit.Code).Select(fact => fact.Fact)])).ToList();
        return new Displacement(source, table, there, level, rounds, chosen, rows, [.. Missing(facts)], unknown);
    }

    /// <summary>Facts within a place, each with its unit; where units of several levels have rows, only the deepest are taken, so that no row is added to its own parts.</summary>
    static (IReadOnlyList<(CountFact Fact, Place Unit)> Facts, int Unknown) Placed(CountTable table, Place place, Gazetteer gazetteer)
    {
        var units = table.Facts.Select(fact => fact.Code).OfType<string>().Distinct().Select(code => (Code: code, Unit: gazetteer.UnitOf(code))).ToList();
        var byCode = units.Where(pair => pair.Unit is not null).ToDictionary(pair => pair.Code, pair => pair.Unit!, StringComparer.Ordinal);
        var above = byCode.Values.SelectMany(unit => gazetteer.Lineage(unit).Skip(1)).Select(unit => unit.Code).ToHashSet(StringComparer.Ordinal);
        var taken = byCode.Where(pair => !above.Contains(pair.Value.Code) && gazetteer.Lineage(pair.Value).Any(holder => holder.Code == place.Code)).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        return ([.. table.Facts.Where(fact => fact.Code is not null && taken.ContainsKey(fact.Code)).Select(fact => (fact, taken[fact.Code!]))], units.Count(pair => pair.Unit is null));
    }

    static DisplacedRound Round(string time, List<(CountFact Fact, Place Unit)> facts, List<(CountFact Fact, Place Unit)> shelters, IReadOnlyList<Place> ever, CountTable table)
    {
        var assessed = facts.Where(fact => fact.Fact.Filled > 0).Select(fact => fact.Unit.Code).ToHashSet(StringComparer.Ordinal);
        var dates = table.Dates.TryGetValue(time, out var days) ? days : ((string First, string Last)?)null;
        return new(time, dates?.First, dates?.Last, Count([.. facts.Select(fact => fact.Fact)], [.. shelters.Select(fact => fact.Fact)]), assessed.Count, [.. ever.Where(unit => !assessed.Contains(unit.Code))]);
    }

    static DisplacedPlace Row(OperationScope scope, Place unit, IReadOnlyList<CountFact> facts, IReadOnlyList<CountFact> shelters)
    {
        var count = Count(facts, shelters);
        var isSmall = count.Groups.Any(group => group.People is > 0 and < SmallestGroup);
        return new(unit.Code, unit.Name, facts.Any(fact => fact.Filled > 0), isSmall && !scope.MayContribute ? count with { Female = null, Male = null, SexUnknown = null, Groups = [], IsWithheld = true } : count);
    }

    /// <summary>What the facts of some rows say together.</summary>
    static DisplacedCount Count(IReadOnlyList<CountFact> facts, IReadOnlyList<CountFact> shelters)
    {
        var wholes = facts.Where(fact => fact.Kind is null).ToList();
        // Kinds of site in the rows make one whole; kinds in columns stand beside a whole.
        var counted = wholes.Count > 0 ? wholes : [.. facts];
        var (total, female, male, groups) = PopulationSource.Sum(counted);
        var unknown = counted.Where(fact => fact is { Sex: Sex.Unknown, Age: null, Filled: > 0 }).Select(fact => fact.Total).DefaultIfEmpty().Sum();
        var parts = facts.Where(fact => fact is { Kind: not null, Sex: Sex.All, Age: null, Filled: > 0 }).ToList();
        var inHouseholds = parts.Count == 0;
        var kinds = (inHouseholds ? shelters.Where(fact => fact is { Kind: not null, Filled: > 0 }) : parts)
            .GroupBy(fact => fact.Kind!).Select(kind => new ShelterCount(kind.Key, Shelters.IsInCamp(kind.Key), kind.Sum(fact => fact.Total ?? 0))).OrderByDescending(kind => kind.People).ToList();
        return new(total, female, male, unknown == 0 ? null : unknown, [.. groups.Where(group => group.Age is not null && group.Cells > 0).Select(group => new DisplacedGroup(group.Sex, group.Age!.Value, group.Total))], kinds, kinds.Count > 0 && inHouseholds, facts.Sum(fact => fact.Missing));
    }

    /// <summary>Blank cells one by one: place, round and column.</summary>
    static IEnumerable<MissingCell> Missing(IReadOnlyList<(CountFact Fact, Place Unit)> facts) =>
        facts.Where(fact => fact.Fact.Missing > 0).OrderBy(fact => fact.Unit.Code, StringComparer.Ordinal).Select(fact => new MissingCell(fact.Unit.Code, fact.Unit.Name, fact.Fact.Time, fact.Fact.Header, fact.Fact.Missing));
}

/// <summary>The displaced people of one dataset within a place.</summary>
/// <param name="Source">Dataset and version.</param>
/// <param name="Table">Its facts.</param>
/// <param name="Place">The place.</param>
/// <param name="Level">Level of the units.</param>
/// <param name="Rounds">Oldest first.</param>
/// <param name="Chosen">Round of the rows.</param>
/// <param name="Rows">Every unit that any round covered, in the chosen round.</param>
/// <param name="Missing">Blank cells.</param>
/// <param name="UnknownCodes">Codes that the edition has not.</param>
sealed record Displacement(CountSource Source, CountTable Table, Place Place, int Level, IReadOnlyList<DisplacedRound> Rounds, string Chosen, IReadOnlyList<DisplacedPlace> Rows, IReadOnlyList<MissingCell> Missing, int UnknownCodes)
{
    /// <summary>True where the source tells those in camps from the others.</summary>
    public bool TellsShelter => Rounds.Any(round => round.Count.Shelters.Count > 0);
}

/// <summary>A round. A unit that is missing in it is not assessed, which is not zero.</summary>
/// <param name="Time">Round or date as written; empty where the table has one time.</param>
/// <param name="First">First day that its rows name, or null.</param>
/// <param name="Last">Last day.</param>
/// <param name="Count">People in the units assessed.</param>
/// <param name="Assessed">Units assessed.</param>
/// <param name="NotAssessed">Units of other rounds that are missing.</param>
sealed record DisplacedRound(string Time, string? First, string? Last, DisplacedCount Count, int Assessed, IReadOnlyList<Place> NotAssessed)
{
    /// <summary>Day for the time axis; null where it is not known.</summary>
    public DateOnly? Day => DateOnly.TryParse(First ?? Time, CultureInfo.InvariantCulture, out var day) && (First ?? Time).Length >= 8 ? day : null;
}

/// <summary>A unit in the chosen round.</summary>
sealed record DisplacedPlace(string Code, string Name, bool IsAssessed, DisplacedCount Count);

/// <summary>A blank cell.</summary>
/// <param name="Code">P-code.</param>
/// <param name="Name">Name.</param>
/// <param name="Round">Round, or null.</param>
/// <param name="Column">Header of the column.</param>
/// <param name="Cells">How many of this unit, round and column.</param>
public sealed record MissingCell(string Code, string Name, string? Round, string Column, long Cells);

/// <summary>People of a sex and age.</summary>
public sealed record DisplacedGroup(Sex Sex, AgeBand Age, decimal People);

/// <summary>People or households in one kind of shelter.</summary>
/// <param name="Kind">As the source writes it.</param>
/// <param name="IsInCamp">Camp, camp-like or collective centre; false for others; null where the words say neither.</param>
/// <param name="People">How many.</param>
public sealed record ShelterCount(string Kind, bool? IsInCamp, decimal People);

/// <summary>What some rows say together. Nothing is scaled: a breakdown that covers a part is shown with what it covers (SD-06).</summary>
/// <param name="People">People; null where no cell says.</param>
/// <param name="Female">Women and girls, where told.</param>
/// <param name="Male">Men and boys, where told.</param>
/// <param name="SexUnknown">Sex not stated, as the source says.</param>
/// <param name="Groups">By sex and age, where told.</param>
/// <param name="Shelters">By kind of shelter, where told.</param>
/// <param name="SheltersAreHouseholds">The kinds count households.</param>
/// <param name="MissingCells">Blank cells.</param>
sealed record DisplacedCount(decimal? People, decimal? Female, decimal? Male, decimal? SexUnknown, IReadOnlyList<DisplacedGroup> Groups, IReadOnlyList<ShelterCount> Shelters, bool SheltersAreHouseholds, long MissingCells)
{
    /// <summary>The breakdown is left out, as its groups are small enough to recognise people.</summary>
    public bool IsWithheld { get; init; }

    /// <summary>People whose sex is told.</summary>
    public decimal? SexTold => Female is null && Male is null ? null : (Female ?? 0) + (Male ?? 0);

    /// <summary>The breakdown by sex covers only a part.</summary>
    public bool IsPartial => SexTold is { } told && People is { } people && told + (SexUnknown ?? 0) != people;

    public decimal InCamp => Shelters.Where(kind => kind.IsInCamp is true).Sum(kind => kind.People);

    public decimal OutOfCamp => Shelters.Where(kind => kind.IsInCamp is false).Sum(kind => kind.People);

    public decimal ShelterUnknown => Shelters.Where(kind => kind.IsInCamp is null).Sum(kind => kind.People);
}
