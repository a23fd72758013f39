using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Repairing;

/// <summary>What came out of a repair, cells joined by a bar.</summary>
sealed record Repaired(IReadOnlyList<string> Headers, IReadOnlyList<string> Rows, RowLedger Ledger, IReadOnlyList<CellChange> Changes, IReadOnlyList<(int Row, RowFate Fate, int Step)> SetAside, IReadOnlyList<RepairProblem> Problems)
{
    public static Repaired Run(TableBuilder table, params RepairStep[] steps) => Run(table, null, steps);

    public static Repaired Run(TableBuilder table, Gazetteer? places, params RepairStep[] steps)
    {
        using var pipeline = table.Open();
        using var repairer = new Repairer(pipeline.Source, pipeline.Sheet, pipeline.Columns, steps, places is null ? null : new PlaceMatcher(places));
        var (rows, changes, setAside) = (new List<string>(), new List<CellChange>(), new List<(int, RowFate, int)>());
        repairer.OnChange = changes.Add;
        repairer.OnSetAside = (row, fate, step) => setAside.Add((row, fate, step));
        var block = new RowBlock();
        while (repairer.ReadBlock(block) > 0)
        {
            for (var row = 0; row < block.Count; row++)
            {
                rows.Add(string.Join('|', Enumerable.Range(0, repairer.Columns.Count).Select(column => block.Field(row, column).ToString())));
            }
        }

        return new Repaired([.. repairer.Columns.Select(column => column.Column.Header)], rows, repairer.Ledger, changes, setAside, repairer.Problems);
    }
}
