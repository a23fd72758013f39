namespace Muster.Tabular.Repairing.Actions;

/// <summary>A step made ready for one sheet.</summary>
abstract class StepAction
{
    /// <summary>Does the step to one row.</summary>
    public abstract void Apply(RowInHand row);
}
