using Muster.Tabular;
using Muster.Tabular.Mapping;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;

namespace Muster.Cli;

/// <summary>Chooses where the shapes of a map come from.</summary>
static class MapShapes
{
    /// <summary>From the layers where they are named; else from the file; else from its coordinates.</summary>
    /// <exception cref="RefusedException">There is nothing to make shapes of.</exception>
    public static RowShapes Of(Pipeline table, BoundarySet? layers)
    {
        if (layers is not null)
        {
            return RowShapes.Units(table.Columns, layers) ?? throw new RefusedException("No column holds p-codes of a level of the boundaries. Match the places first, or name the column ADM1_PCODE, ADM2_PCODE and so on.");
        }

        return RowShapes.Own(table.Source, table.Sheet.Index)
            ?? RowShapes.Points(table.Columns, table.Examine(new ValidateOptions { Today = DateOnly.MinValue, Rules = new HashSet<string>() }).Profiles)
            ?? throw new RefusedException("The table has neither shapes nor a pair of latitude and longitude. Name the boundaries of its places with --boundaries.");
    }

    /// <summary>What a row without shape lacks.</summary>
    public static string WhyMissing(BoundarySet? layers) => layers is null ? "it has no coordinates on Earth." : "the boundaries have not its code.";
}
