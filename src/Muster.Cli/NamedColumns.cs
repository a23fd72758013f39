using Muster.Tabular;
using Muster.Tabular.Tagging;

namespace Muster.Cli;

/// <summary>Columns as a person names them: by header, letter for letter or else without regard to case.</summary>
static class NamedColumns
{
    /// <summary>The column of a header.</summary>
    public static ColumnMeaning Find(Pipeline table, string name) =>
        table.Columns.FirstOrDefault(column => column.Column.Header == name)
        ?? table.Columns.FirstOrDefault(column => column.Column.Header.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new RefusedException($"There is no column \"{name}\". The table has: {string.Join(", ", table.Columns.Select(column => column.Column.Header))}.");

    /// <summary>The columns of a list with commas.</summary>
    public static IReadOnlyList<ColumnMeaning> All(Pipeline table, string list) => [.. Names(list).Select(name => Find(table, name))];

    /// <summary>The names of a list with commas.</summary>
    public static string[] Names(string list) => list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
