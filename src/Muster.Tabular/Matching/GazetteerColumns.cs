using Muster.Tabular.Tagging;

namespace Muster.Tabular.Matching;

/// <summary>Which columns of a gazetteer table hold codes, names, languages and dates.</summary>
sealed class GazetteerColumns
{
    readonly Dictionary<string, int> languageColumns;

    public GazetteerColumns(IReadOnlyList<ColumnMeaning> columns)
    {
        var own = columns.Where(column => column.Meaning.Concept == Concept.PlaceCode && column.Meaning.Qualifier is null).ToList();
        Names = [.. columns.Where(column => column.Meaning is { Concept: Concept.PlaceName, Level: not null } && IsName(column.Meaning.Qualifier))];
        var deepest = Names.Count == 0 ? (int?)null : Names.Max(name => name.Meaning.Level!.Value);
        Codes = [.. own.Where(column => column.Meaning.Level is not null).Select(column => (column.Meaning.Level!.Value, column.Column.Index)).DistinctBy(pair => pair.Value).OrderBy(pair => pair.Value)];
        var bare = own.Where(column => column.Meaning.Level is null).Select(column => column.Column.Index).Cast<int?>().FirstOrDefault();
        LevelColumn = Find(columns, Concept.Category, "level");
        ParentColumn = Find(columns, Concept.PlaceCode, "parent");
        CodeColumn = bare;
        if (Codes.Count == 0 && bare is { } code && LevelColumn is null && ParentColumn is null && deepest is { } level)
        {
            Codes = [(level, code)];
        }

        NameColumn = columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.PlaceName, Level: null })?.Column.Index
            ?? columns.FirstOrDefault(column => NameKey.Of(column.Column.Header) is "name" or "nom" or "nombre" or "nome")?.Column.Index
            ?? (Names.Count > 0 ? Names[0].Column.Index : null);
        CountryColumn = columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.CountryCode, Qualifier: null })?.Column.Index;
        ValidFromColumn = columns.FirstOrDefault(column => column.Meaning.Concept == Concept.ValidFrom)?.Column.Index;
        languageColumns = columns.Where(column => column.Meaning is { Concept: Concept.Category, Qualifier: not null } && column.Meaning.Qualifier.StartsWith("lang", StringComparison.Ordinal))
            .DistinctBy(column => column.Meaning.Qualifier).ToDictionary(column => column.Meaning.Qualifier!, column => column.Column.Index, StringComparer.Ordinal);
    }

    /// <summary>Code columns by level, coarse first: one row names a unit and all above it.</summary>
    public IReadOnlyList<(int Level, int Column)> Codes { get; }

    /// <summary>Name columns with a level.</summary>
    public IReadOnlyList<ColumnMeaning> Names { get; }

    /// <summary>Code column of a table with one unit a row and its level in a column.</summary>
    public int? CodeColumn { get; }

    public int? LevelColumn { get; }

    public int? ParentColumn { get; }

    public int? NameColumn { get; }

    public int? CountryColumn { get; }

    public int? ValidFromColumn { get; }

    /// <summary>True for a table with one unit of any level a row.</summary>
    public bool IsLong => Codes.Count == 0 && CodeColumn is not null && (LevelColumn is not null || ParentColumn is not null);

    /// <summary>Column that names the language of a name column (schema of 2025: <c>adm1_name1</c> with <c>lang1</c>), or null.</summary>
    public int? LanguageColumnOf(Meaning name) =>
        name.Qualifier is null ? Of("lang") : name.Qualifier.StartsWith("name", StringComparison.Ordinal) ? Of("lang" + name.Qualifier[4..]) : null;

    int? Of(string qualifier) => languageColumns.TryGetValue(qualifier, out var column) ? column : null;

    static bool IsName(string? qualifier) =>
        qualifier is null or "ref" || qualifier.StartsWith("alt", StringComparison.Ordinal) || qualifier.StartsWith("name", StringComparison.Ordinal);

    static int? Find(IReadOnlyList<ColumnMeaning> columns, Concept concept, string qualifier) =>
        columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier == qualifier)?.Column.Index;
}
