using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Matching;

/// <summary>Reads units from a gazetteer table: one row a unit of the deepest level, with codes and names of all levels above (cod.md 2.1), or the global list (pcodes.md 1).</summary>
public static class GazetteerReader
{
    /// <summary>Places of one sheet, parents before children, each once.</summary>
    /// <returns>The places, the ISO3 country where the table says it, and what was wrong with rows.</returns>
    /// <exception cref="UnreadableException"><c>gazetteer-no-codes</c> where no column holds p-codes.</exception>
    public static (IReadOnlyList<Place> Places, string? Country, IReadOnlyList<Finding> Findings) Read(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns) =>
        throw new NotImplementedException();
}
