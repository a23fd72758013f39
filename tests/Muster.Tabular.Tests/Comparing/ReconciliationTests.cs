using Muster.Tabular.Comparing;
using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Comparing;

public sealed class ReconciliationTests
{
    [Fact]
    public void Sexes_and_bands_that_differ_from_their_total_are_named_with_their_row()
    {
        var result = Of("ADM1_PCODE,T_TL,F_TL,M_TL,F_00_17,F_18Plus", "HT01,100,60,40,30,30", "HT02,100,50,45,25,20");

        Assert.Equal(
            [
                (ReconciledBy.Sex, "HT02", 3, "population", 100, 95, "female + male"),
                (ReconciledBy.Age, "HT02", 3, "population, female", 50, 45, "0-17 + 18+"),
            ],
            result.Differences.Select(difference => (difference.By, difference.Place!, difference.RowNumber!.Value, difference.What, (int)difference.Figure, (int)difference.Other, difference.Parts)));
        Assert.Equal((4, 2), (result.Compared, result.Agreeing));
        Assert.Empty(result.Missing);
    }

    [Fact]
    public void A_missing_part_is_named_and_the_total_is_not_compared_with_a_zero()
    {
        var result = Of("ADM1_PCODE,T_TL,F_TL,M_TL", "HT01,100,60,", "HT02,100,-,40", "HT03,100,60,40");

        Assert.Equal([(2, "M_TL", FactState.Blank), (3, "F_TL", FactState.Placeholder)], result.Missing.Select(missing => (missing.RowNumber, missing.Column, missing.State)));
        Assert.Equal(2, result.NotCompared.Count);
        Assert.Contains("HT01", result.NotCompared[0], StringComparison.Ordinal);
        Assert.Equal((1, 0), (result.Compared, result.Differences.Count));
    }

    [Fact]
    public void Unknown_sex_is_a_part_and_not_an_absence()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "T_TL", "F_TL", "M_TL", "not stated").WithRow("HT01", "100", "60", "30", "10").WithMeaning(4, new Meaning(Concept.Population, Sex: Sex.Unknown));
        using var pipeline = table.Open();

        Assert.Empty(Reconciliation.Of(pipeline).Differences);
    }

    [Fact]
    public void Units_are_compared_with_the_sum_of_those_below_them()
    {
        var result = Of("ADM1_PCODE,ADM2_PCODE,T_TL", "HT01,,30", "HT01,HT0111,10", "HT01,HT0121,15", "HT07,,7", "HT07,HT0711,7");

        Assert.Equal([(ReconciledBy.Place, "HT01", 30, 25)], result.Differences.Select(difference => (difference.By, difference.Place!, (int)difference.Figure, (int)difference.Other)));
        Assert.Equal((2, 1), (result.Compared, result.Agreeing));
    }

    [Fact]
    public void Bands_that_do_not_cover_all_ages_are_not_compared() =>
        Assert.Equal(0, Of("ADM1_PCODE,F_TL,F_05_17,F_18Plus", "HT01,100,30,30").Compared);

    [Fact]
    public void A_long_table_is_compared_by_its_rows()
    {
        var result = Of("ADM1_PCODE,Gender,Age_range,Population", "HT01,all,all,100", "HT01,f,all,60", "HT01,m,all,39", "HT01,f,0-17,20", "HT01,f,18+,40");

        Assert.Equal([(ReconciledBy.Sex, 100, 99)], result.Differences.Select(difference => (difference.By, (int)difference.Figure, (int)difference.Other)));
        Assert.Equal(2, result.Compared);
    }

    [Fact]
    public void Displaced_people_without_camp_and_non_camp_are_incomplete_and_not_refused()
    {
        var result = Of("ADM1_PCODE,IDPs,M_TL,F_TL", "HT01,100,50,50");

        Assert.Contains("incomplete", Assert.Single(result.Notes), StringComparison.Ordinal);
        Assert.Equal(1, result.Compared);
        Assert.Empty(Of("ADM1_PCODE,IDPs,M_TL,F_TL,site type", "HT01,100,50,50,camp").Notes);
    }

    [Fact]
    public void Kinds_of_shelter_are_parts_of_the_households()
    {
        var result = Of("ADM1_PCODE,households,hh_camp,hh_host_family,IDPs", "HT01,10,4,6,50", "HT02,10,4,5,50");

        Assert.Equal([(ReconciledBy.Shelter, "HT02", 10, 9)], result.Differences.Select(difference => (difference.By, difference.Place!, (int)difference.Figure, (int)difference.Other)));
        Assert.Empty(result.Notes);
    }

    [Fact]
    public void Two_tables_are_compared_by_unit_and_a_coarser_one_with_the_sums_of_the_finer()
    {
        using TableBuilder coarse = Table("ADM1_PCODE,T_TL", "HT01,30", "HT07,8", "HT09,5"), fine = Table("ADM1_PCODE,ADM2_PCODE,T_TL", "HT01,HT0111,10", "HT01,HT0121,20", "HT07,HT0711,7");
        using Pipeline first = coarse.Open(), second = fine.Open();
        var result = Reconciliation.Between(first, second, A.Gazetteer());

        Assert.Equal([(ReconciledBy.Table, "HT07", 8, 7, "1 units below it in the other table")], result.Differences.Select(difference => (difference.By, difference.Place!, (int)difference.Figure, (int)difference.Other, difference.Parts)));
        Assert.Equal((2, 1), (result.Compared, result.Agreeing));
        Assert.Contains("HT09", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("camp", true)]
    [InlineData("Informal settlement", true)]
    [InlineData("Collective centre", true)]
    [InlineData("school public building", true)]
    [InlineData("host family", false)]
    [InlineData("Famille d'accueil", false)]
    [InlineData("non-camp", false)]
    [InlineData("rented", false)]
    [InlineData("Village", null)]
    public void A_kind_of_place_is_a_camp_or_not_or_says_neither(string kind, bool? inCamp) => Assert.Equal(inCamp, Shelters.IsInCamp(kind));

    static Reconciliation Of(params string[] rows)
    {
        using var table = Table(rows);
        using var pipeline = table.Open();
        return Reconciliation.Of(pipeline);
    }

    static TableBuilder Table(params string[] rows) => rows.Aggregate(A.Table(), (table, row) => table.WithRow(row.Split(',')));
}
