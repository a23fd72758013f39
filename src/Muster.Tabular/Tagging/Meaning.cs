namespace Muster.Tabular.Tagging;

/// <summary>What a column is about. The list grows by lines; unknown stays unknown, never guessed.</summary>
public enum Concept
{
    /// <summary>Not known; the person says, or it stays a plain column.</summary>
    Unknown,

    /// <summary>P-code of an administrative unit; <see cref="Meaning.Level"/> says which.</summary>
    PlaceCode,

    /// <summary>Name of an administrative unit; <see cref="Meaning.Level"/> and <see cref="Meaning.Language"/> say which.</summary>
    PlaceName,

    /// <summary>Number of people resident: <c>F_TL</c>, <c>T_00_04</c>.</summary>
    Population,

    /// <summary>Number of displaced people.</summary>
    Displaced,

    /// <summary>Number of people affected.</summary>
    Affected,

    /// <summary>Number of people in need.</summary>
    InNeed,

    /// <summary>Number of people targeted.</summary>
    Targeted,

    /// <summary>Number of people reached.</summary>
    Reached,

    /// <summary>Number of households.</summary>
    Households,

    /// <summary>Some other number.</summary>
    Value,

    /// <summary>Kind of figure in a long table: "deaths", "shelters".</summary>
    Indicator,

    /// <summary>Unit of measure.</summary>
    Unit,

    /// <summary>Sex as a value of a long table.</summary>
    Sex,

    /// <summary>Age band as a value of a long table.</summary>
    Age,

    /// <summary>Date of reporting or of the figure.</summary>
    Date,

    /// <summary>Reference year.</summary>
    Year,

    /// <summary>Round or week number.</summary>
    Round,

    /// <summary>Date from which a boundary or code is valid (validOn).</summary>
    ValidFrom,

    /// <summary>Date until which it is valid (validTo).</summary>
    ValidTo,

    /// <summary>Latitude.</summary>
    Latitude,

    /// <summary>Longitude.</summary>
    Longitude,

    /// <summary>Area in square kilometres.</summary>
    Area,

    /// <summary>Country as ISO 3166 alpha-3.</summary>
    CountryCode,

    /// <summary>Organisation.</summary>
    Organisation,

    /// <summary>Sector or cluster.</summary>
    Sector,

    /// <summary>Identifier of a row or site.</summary>
    Identifier,

    /// <summary>Name of a site or location below the units.</summary>
    SiteName,

    /// <summary>Source of the figure.</summary>
    Source,

    /// <summary>Address on the web.</summary>
    Link,

    /// <summary>A remark.</summary>
    Note,

    /// <summary>Some other category.</summary>
    Category,
}

/// <summary>Sex of a count, as cod.md 5.1 stores it.</summary>
public enum Sex
{
    /// <summary>Both, or not broken down.</summary>
    All,

    /// <summary>Female.</summary>
    Female,

    /// <summary>Male.</summary>
    Male,

    /// <summary>Not stated: a group of its own, not an absence (cod.md 5.2).</summary>
    Unknown,
}

/// <summary>The meaning of one column: a concept with its attributes, for example "population, female, 5-9" or "p-code, level 2".</summary>
/// <param name="Concept">What it is about.</param>
/// <param name="Level">Administrative level 0 to 5 of a place column, else null.</param>
/// <param name="Sex">Sex of a count.</param>
/// <param name="Age">Age band of a count; null = all ages.</param>
/// <param name="Language">ISO 639-1 code of a name column, or null.</param>
/// <param name="Qualifier">What sets the column apart from the plain one, in lower case: <c>origin</c>, <c>dest</c>, <c>declared</c>, <c>verified</c> for places that are not the row's own; <c>ref</c>, <c>alt1</c> for further names; <c>camp</c>, <c>host</c> for a part of a count; null for the plain column.</param>
public sealed record Meaning(Concept Concept, int? Level = null, Sex Sex = Sex.All, AgeBand? Age = null, string? Language = null, string? Qualifier = null)
{
    /// <summary>A column nobody has explained.</summary>
    public static Meaning Unknown { get; } = new(Concept.Unknown);

    /// <summary>True where the values count people and so can be summed by place, sex and age.</summary>
    public bool CountsPeople => Concept is Concept.Population or Concept.Displaced or Concept.Affected or Concept.InNeed or Concept.Targeted or Concept.Reached;
}
