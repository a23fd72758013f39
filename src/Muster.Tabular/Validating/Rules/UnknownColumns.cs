using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Columns that belong to no known schema.</summary>
sealed class UnknownColumns : Rule
{
    static readonly RuleInfo About = new("AB-S04", Severity.Warning, "No unknown columns", "{count} columns are not part of the schema: {list}.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit;

    public override void Begin(Pass pass, Batch first)
    {
        var unknown = pass.Table.Columns.Where(column => column.Meaning.Concept == Concept.Unknown && column.Column.Header.Length > 0).Select(column => column.Column.Header).ToList();
        if (unknown.Count > 0)
        {
            pass.Late(About, Severity.Warning, null, null, null, null, null, unknown.Count, $"{unknown.Count}", string.Join(", ", unknown.Take(20)));
        }
    }
}
