using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A band is named by its bounds, not by a word.</summary>
sealed class BandHasBounds : Rule
{
    static readonly RuleInfo About = new("PS-18", Severity.Information, "Age bands have bounds", "Band \"{label}\" has no bounds.", "cod.md 4.6");

    static readonly string[] Loose = ["adult", "agee", "enfant", "child", "elder", "infant", "jeune", "youth", "adol", "nino", "anciano", "crianca", "idoso"];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Counts.Count > 0 || table.Columns.Any(column => column.Suggestion?.CountsPeople == true);

    public override void Begin(Pass pass, Batch first)
    {
        foreach (var column in pass.Table.Columns.Where(IsLoose))
        {
            pass.Late(About, Severity.Information, null, column.Column.Index, null, null, null, 1, column.Column.Header);
        }
    }

    /// <summary>True for a band that is named by a word alone.</summary>
    internal static bool IsLoose(ColumnMeaning column)
    {
        if (column.Meaning.Concept != Concept.Unknown)
        {
            return false;
        }

        var folded = HeaderText.Fold(column.Column.Header);
        return Loose.Any(word => folded.Contains(word, StringComparison.Ordinal));
    }
}
