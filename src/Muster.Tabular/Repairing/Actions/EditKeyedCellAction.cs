namespace Muster.Tabular.Repairing.Actions;

/// <summary>Changes a cell of the row that its key names, if it still reads as it did when the person changed it.</summary>
sealed class EditKeyedCellAction(EditCell edit, int column, (int Column, string Value)[] key, int step, RepairPlan plan) : StepAction
{
    public override void Apply(RowInHand row)
    {
        foreach (var (at, value) in key)
        {
            if (!row[at].Trim().SequenceEqual(value))
            {
                return;
            }
        }

        plan.Found(step);
        if (row[column].SequenceEqual(edit.Before))
        {
            row.Set(column, edit.After, step);
        }
        else if (!row[column].SequenceEqual(edit.After))
        {
            plan.Problems.AddRow("cell-differs", step, edit.Column, row.Number, $"Row {row.Number}, \"{edit.Column}\" reads \"{row[column]}\", not \"{edit.Before}\"; it was left alone.");
        }
    }
}
