using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Queues rows whose place a person set aside; under a parent that the row names by its code, or wherever the text stands. Where only a name leads to the parent, <see cref="QueueUncertainPlaces"/> decides.</summary>
sealed class SetPlaceAsideAction(SettlePlace settle, int column, int step, IReadOnlyList<ColumnMeaning> columns) : StepAction
{
    readonly int[] codes = [.. columns.Where(each => each.Meaning is { Concept: Concept.PlaceCode, Qualifier: null }).Select(each => each.Column.Index)];

    public override void Apply(RowInHand row)
    {
        if (row[column].Trim().SequenceEqual(settle.Text.AsSpan().Trim()) && (settle.Parent is null || IsUnder(row, settle.Parent)))
        {
            row.Decide(RowFate.Queued, step);
        }
    }

    bool IsUnder(RowInHand row, string parent)
    {
        foreach (var code in codes)
        {
            if (row[code].Trim().SequenceEqual(parent))
            {
                return true;
            }
        }

        return false;
    }
}
