namespace Muster.Tabular.Repairing.Actions;

/// <summary>Exchanges two cells of each row.</summary>
sealed class SwapColumnsAction(int first, int second, int step) : StepAction
{
    public override void Apply(RowInHand row)
    {
        if (!row[first].SequenceEqual(row[second]))
        {
            var (one, other) = (row[first].ToString(), row[second].ToString());
            row.Set(first, other, step);
            row.Set(second, one, step);
        }
    }
}
