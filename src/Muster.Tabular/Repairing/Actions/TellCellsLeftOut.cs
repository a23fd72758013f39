namespace Muster.Tabular.Repairing.Actions;

/// <summary>Where columns are added, cells beyond the header have no place any more: told, never dropped in silence.</summary>
sealed class TellCellsLeftOut(RepairPlan plan) : StepAction
{
    public override void Apply(RowInHand row)
    {
        if (row.HasMoreThan(plan.SheetColumns))
        {
            plan.Problems.AddRow("cells-left-out", -1, null, row.Number, "Rows have more cells than the header has columns; what stands beyond was left out.");
        }
    }
}
