using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

public sealed class FactReaderTests
{
    static List<Fact> Facts(TableBuilder table)
    {
        using var pipeline = table.Open();
        return [.. FactReader.Read(pipeline.Source, pipeline.Sheet, pipeline.Columns)];
    }

    [Fact]
    public void A_dash_a_blank_a_zero_and_a_word_are_four_different_facts()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "IDPs").WithRow("HT01", "-").WithRow("HT02", "").WithRow("HT03", "0").WithRow("HT04", "many").WithRow("HT05", "12");

        Assert.Equal(
            [(null, FactState.Placeholder), (null, FactState.Blank), (0, FactState.Reported), (null, FactState.NotANumber), (12, FactState.Reported)],
            Facts(table).Select(fact => (fact.Value, fact.State)));
    }

    [Fact]
    public void A_wide_row_is_a_fact_for_each_sex_and_band()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "T_TL", "F_00_04", "M_80Plus").WithRow("HT01", "9", "4", "5").WithRow("HT07", "8", "4", "4");

        Assert.Equal(
            [("HT01", Sex.All, null, 9), ("HT01", Sex.Female, AgeBand.Years(0, 4), 4), ("HT01", Sex.Male, AgeBand.Years(80, null), 5)],
            Facts(table).Where(fact => fact.Place == "HT01").Select(fact => (fact.Place, fact.Sex, fact.Age, fact.Value)));
    }

    [Fact]
    public void A_long_row_takes_sex_and_age_from_its_cells()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "Gender", "Age_range", "Population").WithRow("HT01", "f", "0-4", "30").WithRow("HT01", "m", "80+", "10").WithRow("HT01", "all", "all", "99");

        Assert.Equal(
            [(Sex.Female, AgeBand.Years(0, 4), 30), (Sex.Male, AgeBand.Years(80, null), 10), (Sex.All, (AgeBand?)null, 99)],
            Facts(table).Select(fact => (fact.Sex, fact.Age, fact.Value)));
    }
}
