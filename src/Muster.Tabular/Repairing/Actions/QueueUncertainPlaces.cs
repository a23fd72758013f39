using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Sets rows aside whose place is neither certain nor settled. A row that names no place at all is accepted: the finding stands, and nothing was guessed.</summary>
sealed class QueueUncertainPlaces(IReadOnlyList<ColumnMeaning> columns, PlaceMatcher matcher, SettledPlaces settled) : StepAction
{
    readonly RowPlaces places = new(columns, matcher, settled);

    public override void Apply(RowInHand row)
    {
        if (!places.IsEmpty && places.Of(row) is { IsOpen: true } found)
        {
            row.Decide(RowFate.Queued, found.Step);
        }
    }
}
