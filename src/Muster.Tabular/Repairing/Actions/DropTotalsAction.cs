using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Drops rows with a total word in a place column and no code of the table's level.</summary>
sealed class DropTotalsAction : StepAction
{
    readonly int[] columns;
    readonly int? unitCode;
    readonly int step;

    public DropTotalsAction(IReadOnlyList<ColumnMeaning> columns, int step)
    {
        this.step = step;
        this.columns = [.. TotalWords.Columns(columns)];
        var places = columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode or Concept.PlaceName, Qualifier: null, Level: not null }).ToList();
        var deepest = places.Count == 0 ? -1 : places.Max(column => column.Meaning.Level!.Value);
        unitCode = places.FirstOrDefault(column => column.Meaning.Concept == Concept.PlaceCode && column.Meaning.Level == deepest)?.Column.Index;
    }

    public override void Apply(RowInHand row)
    {
        foreach (var column in columns)
        {
            if (TotalWords.Contains(row[column]) && !HasCode(row))
            {
                row.Decide(RowFate.Dropped, step);
                return;
            }
        }
    }

    bool HasCode(RowInHand row) => unitCode is { } code && !row[code].IsWhiteSpace() && !Placeholders.Contains(row[code]) && !TotalWords.Contains(row[code]);
}
