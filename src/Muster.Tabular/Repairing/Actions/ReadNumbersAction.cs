using System.Globalization;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Writes the numbers of a column as such. What is no number with this decimal mark stays and is told.</summary>
sealed class ReadNumbersAction(int column, ReadNumbers settings, int step, ProblemList problems) : StepAction
{
    public override void Apply(RowInHand row)
    {
        var text = row[column];
        if (text.IsEmpty || settings.DecimalMark == '.' && NumberText.TryReadExact(text, out _, out _) || text.IsWhiteSpace() || Placeholders.Contains(text))
        {
            return;
        }

        var reading = NumberText.Read(text);
        var value = settings.DecimalMark == ',' ? reading.WithComma : reading.WithPoint;
        if (double.IsNaN(value) || text.Contains('%') || Math.Abs(value) >= 1e15)
        {
            problems.AddRow("not-a-number", step, settings.Column, row.Number, $"Cells of \"{settings.Column}\" are no numbers with \"{settings.DecimalMark}\" as decimal mark; they stay as they are.");
            return;
        }

        row.Set(column, value.ToString("0.###############", CultureInfo.InvariantCulture), step);
    }
}
