namespace Muster.Tabular.Repairing.Actions;

/// <summary>Drops rows by their number.</summary>
sealed class DropRowsAction(IReadOnlyList<int> rowNumbers, int step) : StepAction
{
    readonly HashSet<int> numbers = [.. rowNumbers];

    public override void Apply(RowInHand row)
    {
        if (numbers.Contains(row.Number))
        {
            row.Decide(RowFate.Dropped, step);
        }
    }
}
