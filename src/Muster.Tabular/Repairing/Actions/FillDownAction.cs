namespace Muster.Tabular.Repairing.Actions;

/// <summary>Fills blank cells with the value above. It remembers a row, so rows must come in their order.</summary>
sealed class FillDownAction(int column, int step) : StepAction
{
    string above = "";

    public override void Apply(RowInHand row)
    {
        if (!row[column].IsWhiteSpace())
        {
            above = row[column].SequenceEqual(above) ? above : row[column].ToString();
        }
        else if (above.Length > 0)
        {
            row.Set(column, above, step);
        }
    }
}
