namespace Muster.Tabular.Repairing.Actions;

/// <summary>Changes one cell, if it still reads as it did when the person changed it.</summary>
sealed class EditCellAction(EditCell edit, int column, int step, ProblemList problems) : StepAction
{
    public override void Apply(RowInHand row)
    {
        if (row.Number != edit.RowNumber)
        {
            return;
        }

        if (row[column].SequenceEqual(edit.Before))
        {
            row.Set(column, edit.After, step);
        }
        else if (!row[column].SequenceEqual(edit.After))
        {
            problems.AddRow("cell-differs", step, edit.Column, row.Number, $"Row {edit.RowNumber}, \"{edit.Column}\" reads \"{row[column]}\", not \"{edit.Before}\"; it was left alone.");
        }
    }
}
