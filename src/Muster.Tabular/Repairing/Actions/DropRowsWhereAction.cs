using System.Globalization;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Drops rows by what stands in a cell.</summary>
sealed class DropRowsWhereAction(DropRowsWhere drop, int column, int step) : StepAction
{
    readonly string value = drop.Value?.Trim() ?? "";
    readonly double limit = Limit(drop);

    /// <summary>True where the test can be asked: a comparison by size needs a number, another a text.</summary>
    public static bool CanBeAsked(DropRowsWhere drop) => drop.Test switch
    {
        CellTest.Blank => true,
        CellTest.Below or CellTest.Above => !double.IsNaN(Limit(drop)),
        _ => !string.IsNullOrWhiteSpace(drop.Value),
    };

    public override void Apply(RowInHand row)
    {
        if (Answers(row[column].Trim()))
        {
            row.Decide(RowFate.Dropped, step);
        }
    }

    static double Limit(DropRowsWhere drop) =>
        double.TryParse(drop.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : double.NaN;

    bool Answers(ReadOnlySpan<char> text) => drop.Test switch
    {
        CellTest.Blank => text.IsEmpty,
        CellTest.Equals => text.Equals(value, StringComparison.OrdinalIgnoreCase),
        CellTest.Contains => text.Contains(value, StringComparison.OrdinalIgnoreCase),
        CellTest.Begins => text.StartsWith(value, StringComparison.OrdinalIgnoreCase),
        CellTest.Below => Number(text) < limit,
        _ => Number(text) > limit,
    };

    // What can be read in two ways is no number here: rows are not dropped on a guess.
    static double Number(ReadOnlySpan<char> text) => NumberText.Read(text) is { Form: NumberForm.Exact or NumberForm.Dressed } reading ? reading.Value : double.NaN;
}
