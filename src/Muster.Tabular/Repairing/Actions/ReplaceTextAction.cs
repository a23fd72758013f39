namespace Muster.Tabular.Repairing.Actions;

/// <summary>Replaces a text wherever it stands in a cell.</summary>
sealed class ReplaceTextAction(ReplaceText replace, int column, int step) : StepAction
{
    public override void Apply(RowInHand row)
    {
        var text = row[column];
        if (replace.Find.Length > 0 && text.Contains(replace.Find, StringComparison.Ordinal))
        {
            row.Set(column, text.ToString().Replace(replace.Find, replace.With, StringComparison.Ordinal), step);
        }
    }
}
