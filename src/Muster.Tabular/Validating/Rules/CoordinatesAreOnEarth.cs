using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Latitudes lie within 90 degrees and longitudes within 180.</summary>
sealed class CoordinatesAreOnEarth : Rule
{
    internal static readonly RuleInfo About = new("AB-G04", Severity.Error, "Coordinates are degrees on Earth", "{value} in {column} is outside the world: projected data?", "cod.md 4.5");

    (int Column, double Bound)[] columns = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        columns = [.. table.With(Concept.Latitude).Select(column => (column, 90.0)), .. table.With(Concept.Longitude).Select(column => (column, 180.0))];
        return columns.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (column, bound) in columns)
        {
            var numbers = batch[column].Numbers;
            for (var row = 0; row < batch.Count; row++)
            {
                if (Math.Abs(numbers[row]) > bound)
                {
                    pass.Cell(About, Severity.Error, batch, row, column, null, batch.Text(row, column).ToString(), pass.Header(column));
                }
            }
        }
    }
}
