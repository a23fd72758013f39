using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Comparing;

/// <summary>What a figure is compared with.</summary>
public enum ReconciledBy
{
    /// <summary>A total beside its sexes.</summary>
    Sex,

    /// <summary>A total beside its age bands.</summary>
    Age,

    /// <summary>A unit beside the units below it.</summary>
    Place,

    /// <summary>A table beside another.</summary>
    Table,

    /// <summary>All people beside those in camps and those elsewhere.</summary>
    Shelter,
}

/// <summary>Two figures of one thing that are not the same. Neither is changed, nor the mean taken (cod.md 6.6).</summary>
/// <param name="By">What is compared.</param>
/// <param name="Place">P-code, or null for a row without one.</param>
/// <param name="RowNumber">Row of the figure, or null where it is a sum of rows.</param>
/// <param name="What">What is counted: <c>displaced, female, 0-4</c>.</param>
/// <param name="Figure">The figure: a total, a unit's own, the first table's.</param>
/// <param name="Other">What it is compared with: the sum of the parts, the second table's figure.</param>
/// <param name="Parts">Of what the other is made, in words.</param>
public sealed record FigureDifference(ReconciledBy By, string? Place, int? RowNumber, string What, double Figure, double Other, string Parts)
{
    /// <summary>Figure minus other.</summary>
    public double Difference => Figure - Other;
}

/// <summary>A cell that has no figure: named, never taken for zero.</summary>
/// <param name="RowNumber">Row.</param>
/// <param name="Column">Header.</param>
/// <param name="Place">P-code of the row, or null.</param>
/// <param name="State">A blank, a mark for none, or no number.</param>
/// <param name="Text">The cell as typed.</param>
public sealed record MissingFigure(int RowNumber, string Column, string? Place, FactState State, string Text);

/// <summary>Totals beside their parts, over sex, age, units and between two tables: every difference named, every missing cell named, nothing filled.</summary>
/// <param name="Compared">Pairs of figures compared.</param>
/// <param name="Agreeing">Pairs that are the same.</param>
/// <param name="Differences">Pairs that are not, in the order of rows, then places.</param>
/// <param name="Missing">Cells without a figure.</param>
/// <param name="NotCompared">Totals that could not be compared, as a part was missing: place or row, and what.</param>
/// <param name="Notes">What to know: figures without camp and non-camp are incomplete, units of one table only.</param>
public sealed record Reconciliation(long Compared, long Agreeing, IReadOnlyList<FigureDifference> Differences, IReadOnlyList<MissingFigure> Missing, IReadOnlyList<string> NotCompared, IReadOnlyList<string> Notes)
{
    /// <summary>Compares totals with their parts in one table.</summary>
    /// <param name="table">The table.</param>
    /// <param name="gazetteer">Units of the country; null takes levels from the table's own code columns.</param>
    /// <param name="decimalMark">The decimal mark of its figures.</param>
    public static Reconciliation Of(Pipeline table, Gazetteer? gazetteer = null, char decimalMark = '.')
    {
        var facts = FactReader.Read(table.Source, table.Sheet, table.Columns, decimalMark).ToList();
        var work = new ReconciliationWork(gazetteer);
        work.Learn(table);
        work.AddTable(facts, table.Columns);
        return work.Result();
    }

    /// <summary>Compares the figures of two tables by unit, sex and age; each table's own totals are compared with their parts by <see cref="Of"/>.</summary>
    /// <param name="first">The table.</param>
    /// <param name="second">The one beside it.</param>
    /// <param name="gazetteer">Units of the country: a coarser table is compared with the sums of a finer one; null goes by the code columns of the tables.</param>
    public static Reconciliation Between(Pipeline first, Pipeline second, Gazetteer? gazetteer = null)
    {
        var work = new ReconciliationWork(gazetteer);
        work.Learn(first);
        work.Learn(second);
        work.AddPair([.. FactReader.Read(first.Source, first.Sheet, first.Columns)], [.. FactReader.Read(second.Source, second.Sheet, second.Columns)]);
        return work.Result();
    }
}
