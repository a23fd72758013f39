using System.Text.Json;
using Muster.Tabular.Detecting;
using Muster.Tabular.Repairing;

namespace Muster.Tabular.Tests.Repairing;

public sealed class RepairStepJsonTests
{
    public static TheoryData<RepairStep> Steps =>
    [
        new TrimCells(),
        new TrimCells(["a", "b"]),
        new DropTotalRows(),
        new DropRows([3, 4], "test rows"),
        new ReadDates("date", DateOrder.DayMonthYear),
        new ReadNumbers("T_TL", ','),
        new SettlePlace("ADM2_FR", 2, "HT01", "Leogone", "HT0121"),
        new SettlePlace("ADM2_FR", 2, null, "?", null),
        new AddPlaceCodes("Commune", 2, "Département"),
        new EditCell(7, "value", "12", "21", "digits exchanged"),
        new EditCell(7, "value", "12", "21", "digits exchanged", new Dictionary<string, string> { ["ADM2_PCODE"] = "HT0111" }),
        new RewritePrefix("ADM1_PCODE", "CAF", "CF"),
        new ReplaceText("name", "St.", "Saint"),
        new SwapColumns("lat", "lon"),
        new SplitColumn("where", ",", ["lat", "lon"]),
        new FillDown("Province"),
        new DropRowsWhere("T_TL", CellTest.Below, "0", "no people"),
        new SumAgeBands(["0-17", "60+"]),
        new MapValues("type", new Dictionary<string, string> { ["Formal camp"] = "Formal Camp" }),
    ];

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_comes_back_from_json_as_it_was(RepairStep step)
    {
        var json = JsonSerializer.Serialize(step);
        var back = JsonSerializer.Deserialize<RepairStep>(json);

        Assert.IsType(step.GetType(), back);
        Assert.Equal(json, JsonSerializer.Serialize(back));
    }

    [Fact]
    public void Every_kind_of_step_is_tested() =>
        Assert.Equal(
            typeof(RepairStep).Assembly.GetTypes().Where(type => type.BaseType == typeof(RepairStep)).Select(type => type.Name).Order(),
            Steps.Select(row => row.Data.GetType().Name).Distinct().Order());
}
