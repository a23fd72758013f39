using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating;

/// <summary>What a table is about: rules of boundary and population tables ask more than those of tables that only refer to units.</summary>
enum TableKind
{
    /// <summary>Rows that refer to units: sites, activities, rounds.</summary>
    Records,

    /// <summary>One row a unit with codes and names: a gazetteer or the attributes of a boundary layer.</summary>
    Units,

    /// <summary>One row a unit with its population.</summary>
    Population,
}

/// <summary>A place column of the rows' own unit.</summary>
/// <param name="Level">Administrative level.</param>
/// <param name="Column">Column index.</param>
/// <param name="Language">Language of a name.</param>
sealed record PlaceColumn(int Level, int Column, string? Language);

/// <summary>What the meanings of the columns tell of the table as a whole.</summary>
sealed class TableShape
{
    readonly Dictionary<int, ColumnMeaning> byIndex;

    public TableShape(Sheet sheet, IReadOnlyList<ColumnMeaning> columns, SourceFormat format, string fileName)
    {
        (Sheet, Columns, Format, FileName) = (sheet, columns, format, fileName);
        byIndex = columns.ToDictionary(column => column.Column.Index);
        Codes = [.. Own(Concept.PlaceCode).DistinctBy(place => place.Level).OrderBy(place => place.Level)];
        AllNames = [.. columns.Where(column => column.Meaning is { Concept: Concept.PlaceName, Level: not null, Qualifier: null or "ref" or "alt1" or "alt2" or "name1" or "name2" or "name3" }).Select(ToPlace)];

        // A level with reference names alone is named by them.
        var own = Own(Concept.PlaceName).ToList();
        Names = [.. own.Concat(AllNames.Where(name => own.All(other => other.Level != name.Level))).OrderBy(place => place.Level)];
        AnyCode = columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.PlaceCode, Level: null, Qualifier: null })?.Column.Index;
        Counts = CountSet.Of(columns);
        Kind = KindOf(columns);
    }

    public Sheet Sheet { get; }

    public IReadOnlyList<ColumnMeaning> Columns { get; }

    public SourceFormat Format { get; }

    public string FileName { get; }

    /// <summary>The file, for rules that look at its other sheets; null where there is none.</summary>
    public TableSource? Source { get; init; }

    public TableKind Kind { get; }

    /// <summary>Code columns by level, highest first.</summary>
    public IReadOnlyList<PlaceColumn> Codes { get; }

    /// <summary>Name columns by level, highest first; several where there are several languages.</summary>
    public IReadOnlyList<PlaceColumn> Names { get; }

    /// <summary>Names, reference names and alternative names.</summary>
    public IReadOnlyList<PlaceColumn> AllNames { get; }

    /// <summary>A code column without a level.</summary>
    public int? AnyCode { get; }

    /// <summary>Counts of people by sex and age, a set for each thing counted.</summary>
    public IReadOnlyList<CountSet> Counts { get; }

    /// <summary>Deepest level with a code or a name; -1 where there is none.</summary>
    public int Level => Math.Max(Codes.Count > 0 ? Codes[^1].Level : -1, Names.Count > 0 ? Names[^1].Level : -1);

    /// <summary>Code column of the deepest level, where that level has one.</summary>
    public PlaceColumn? UnitCode => Codes.Count > 0 && Codes[^1].Level == Level ? Codes[^1] : null;

    /// <summary>Boundary and population tables: one row a unit.</summary>
    public bool HasOneRowPerUnit => Kind != TableKind.Records;

    /// <summary>Meaning of a column.</summary>
    public Meaning Meaning(int column) => byIndex[column].Meaning;

    /// <summary>Code column of a level, or null.</summary>
    public PlaceColumn? CodeOf(int level) => Codes.FirstOrDefault(code => code.Level == level);

    /// <summary>Name columns of a level in the order of the file.</summary>
    public IEnumerable<PlaceColumn> NamesOf(int level) => Names.Where(name => name.Level == level);

    /// <summary>Columns with a concept.</summary>
    public IEnumerable<int> With(Concept concept) => Columns.Where(column => column.Meaning.Concept == concept).Select(column => column.Column.Index);

    /// <summary>The first plain column with a concept, or null.</summary>
    public int? First(Concept concept) => Columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null)?.Column.Index;

    IEnumerable<PlaceColumn> Own(Concept concept) =>
        Columns.Where(column => column.Meaning.Concept == concept && column.Meaning is { Qualifier: null, Level: not null }).Select(ToPlace);

    static PlaceColumn ToPlace(ColumnMeaning column) => new(column.Meaning.Level!.Value, column.Column.Index, column.Meaning.Language);

    /// <summary>A population table counts residents and has units; a table of units has nothing but what a boundary table has.</summary>
    TableKind KindOf(IReadOnlyList<ColumnMeaning> columns)
    {
        var concepts = columns.Select(column => column.Meaning.Concept).ToHashSet();
        if (Level < 0 || concepts.Overlaps([Concept.SiteName, Concept.Identifier, Concept.Organisation, Concept.Sector, Concept.Indicator, Concept.Round, Concept.Displaced, Concept.Affected, Concept.InNeed, Concept.Reached, Concept.Targeted, Concept.Households]))
        {
            return TableKind.Records;
        }

        if (concepts.Contains(Concept.Population) || columns.Any(column => column.Suggestion?.Concept == Concept.Population))
        {
            return TableKind.Population;
        }

        var others = columns.Count(column => column.Meaning.Concept is not (Concept.PlaceCode or Concept.PlaceName or Concept.ValidFrom or Concept.ValidTo or Concept.Date or Concept.Area or Concept.Latitude or Concept.Longitude or Concept.CountryCode or Concept.Category or Concept.Year));
        return concepts.Contains(Concept.Value) || others > columns.Count / 2 || !Codes.Any() ? TableKind.Records : TableKind.Units;
    }
}
