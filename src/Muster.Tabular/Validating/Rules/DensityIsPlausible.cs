using Muster.Tabular.Reading.Map.Projections;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No unit has more than 60,000 people on a square kilometre.</summary>
sealed class DensityIsPlausible : Rule
{
    static readonly RuleInfo About = new("PS-13", Severity.Warning, "No more than 60,000 people on a square kilometre", "{code}: {value} people on a square kilometre.", "cod.md 4.6; the area is a column or that of a boundary layer; growth is seen when two versions are compared");

    readonly Dictionary<string, double> areas = new(StringComparer.OrdinalIgnoreCase);
    int total;
    int area;
    int code;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        total = table.Counts.FirstOrDefault(set => set.Concept == Concept.Population)?.Total.All ?? -1;
        area = table.First(Concept.Area) ?? -1;
        code = options.Boundaries is null ? -1 : table.UnitCode?.Column ?? -1;
        return total >= 0 && (area >= 0 || code >= 0);
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var squareKilometres = area >= 0 ? batch[area].Numbers[row] : AreaOf(pass, batch.Text(row, code));
            if (batch[total].Numbers[row] > 60_000 * squareKilometres)
            {
                pass.Cell(About, Severity.Warning, batch, row, total, null, pass.NameOf(batch, row), Figure.Of(Math.Round(batch[total].Numbers[row] / squareKilometres)));
            }
        }
    }

    /// <summary>The area of a unit's shape where the table has no column of areas; not a number where the boundaries have not the unit.</summary>
    double AreaOf(Pass pass, ReadOnlySpan<char> unit)
    {
        var known = areas.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!known.TryGetValue(unit.Trim(), out var squareKilometres))
        {
            var shape = pass.Options.Boundaries!.Find(unit.Trim().ToString())?.Shape;
            areas[unit.Trim().ToString()] = squareKilometres = shape is null ? double.NaN : EqualArea.SquareKilometres(shape);
        }

        return squareKilometres;
    }
}
