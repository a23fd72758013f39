using System.Globalization;
using CsCheck;
using Muster.Tabular.Aggregating;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Tabular.Tests.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Aggregating;

public sealed class AggregationTests : IDisposable
{
    readonly string path = Path.GetTempFileName();

    public void Dispose() => File.Delete(path);

    [Fact]
    public void Rows_are_summed_up_by_their_own_higher_code()
    {
        var sums = Run(1, "ADM1_PCODE,ADM2_PCODE,F_TL,M_TL,T_TL", "HT08,HT0811,10,12,22", "HT08,HT0812,1,2,3", "HT01,HT0111,5,5,10").Sums;

        Assert.Equal([("HT01", Sex.Female, 5m), ("HT01", Sex.Male, 5m), ("HT01", Sex.All, 10m), ("HT08", Sex.Female, 11m), ("HT08", Sex.Male, 14m), ("HT08", Sex.All, 25m)], sums.Select(sum => (sum.Place!, sum.Sex, sum.Total)));
    }

    [Fact]
    public void A_gazetteer_gives_the_higher_code_that_rows_do_not_carry() =>
        Assert.Equal(25m, Run(1, Haiti.Gazetteer(), "ADM2_PCODE,T_TL", "HT0811,22", "HT0812,3").Sums.Single(sum => sum.Place == "HT08").Total);

    [Fact]
    public void Certain_names_stand_in_for_codes_and_uncertain_ones_do_not()
    {
        var sums = Run(2, Haiti.Gazetteer(), "ADM1_FR,ADM2_FR,T_TL", "Grande Anse,Jermie,1", "Grande'Anse,Jeremie,2", "Grande'Anse,Jérémie,4").Sums;

        Assert.Equal([(null, 1m), ("HT0811", 6m)], sums.Select(sum => (sum.Place, sum.Total)));
    }

    [Fact]
    public void A_blank_is_named_and_is_no_zero()
    {
        var result = Run(1, "ADM1_PCODE,T_TL", "HT08,", "HT08,NA", "HT08,0", "HT08,7");

        Assert.Equal((7m, 2L, 2L), (result.Sums[0].Total, result.Sums[0].Cells, result.Sums[0].Missing));
        Assert.Equal([(2, ""), (3, "NA")], result.Missing.Select(cell => (cell.RowNumber, cell.Text)));
    }

    [Fact]
    public void A_total_row_is_left_out_and_named()
    {
        var result = Run(0, "ADM0_PCODE,ADM1_FR,ADM1_PCODE,T_TL", "HT,Ouest,HT01,5", "HT,Sud,HT07,6", ",Ensemble,,11");

        Assert.Equal([4], result.TotalRows);
        Assert.Equal(11m, Assert.Single(result.Sums).Total);
    }

    [Fact]
    public void A_units_own_row_is_not_added_to_the_rows_below_it()
    {
        var result = Run(1, "ADM1_PCODE,ADM2_PCODE,T_TL", "HT08,,30", "HT08,HT0811,22", "HT08,HT0812,3", "HT07,,9");

        Assert.Equal([("HT07", 9m), ("HT08", 25m)], result.Sums.Select(sum => (sum.Place!, sum.Total)));
        Assert.Equal(new PartDifference("HT08", "T_TL", 30, 25), Assert.Single(result.Differences));
    }

    [Fact]
    public void A_figure_of_a_coarser_unit_is_not_spread_over_its_parts() =>
        Assert.Equal([(null, 9m), ("HT0811", 22m)], Run(2, "ADM1_PCODE,ADM2_PCODE,T_TL", "HT08,HT0811,22", "HT07,,9").Sums.Select(sum => (sum.Place, sum.Total)));

    [Theory]
    [InlineData("1,234", "2,000", 3234)]
    [InlineData("\"1,234\"", "\"1,234,567\"", 1235801)]
    [InlineData("-1,000", "5", -995)]
    [InlineData("(500)", "700", 200)]
    [InlineData("1 234", "1", 1235)]
    [InlineData("1'234", "1", 1235)]
    public void Thousands_separators_and_signs_are_read(string first, string second, int expected) =>
        Assert.Equal(expected, Assert.Single(Run(1, "ADM1_PCODE;T_TL", $"HT08;{first}", $"HT08;{second}").Sums).Total);

    [Fact]
    public void The_decimal_mark_is_decided_by_the_whole_column()
    {
        Assert.Equal(3.734m, Assert.Single(Run(1, "ADM1_PCODE;T_TL", "HT08;1,234", "HT08;2,5").Sums).Total);
        Assert.Equal(1236.5m, Assert.Single(Run(1, "ADM1_PCODE;T_TL", "HT08;1,234", "HT08;2.5").Sums).Total);
    }

    [Fact]
    public void A_column_that_contradicts_itself_leaves_its_doubtful_cells_out()
    {
        var result = Run(1, "ADM1_PCODE;T_TL", "HT08;1,234", "HT08;2.5", "HT08;2,5");

        Assert.Equal((5m, 2L, 1L), (result.Sums[0].Total, result.Sums[0].Cells, result.Sums[0].Missing));
        Assert.Equal(1, result.MissingCount);
    }

    [Fact]
    public void Decimals_are_exact() =>
        Assert.Equal(0.3m, Assert.Single(Run(1, "ADM1_PCODE,T_TL", "HT08,0.1", "HT08,0.2").Sums).Total);

    [Fact]
    public void A_long_table_is_summed_by_the_sex_and_age_of_its_rows()
    {
        var result = Run(1, "ADM1_PCODE,Gender,Age_range,Population", "HT08,f,0-4,3", "HT08,f,0-4,4", "HT08,m,80+,1", "HT08,all,all,9", "HT08,f,adulte,5");

        Assert.Equal([(Sex.All, "", 9m), (Sex.Female, "0-4", 7m), (Sex.Male, "80+", 1m)], result.Sums.Select(sum => (sum.Sex, sum.Age?.ToString() ?? "", sum.Total)));
        Assert.Equal(6, Assert.Single(result.Missing).RowNumber);
    }

    [Fact]
    public void Several_rounds_in_one_table_are_told() =>
        Assert.Contains("round", Assert.Single(Run(1, "ADM1_PCODE,round,T_TL", "HT08,1,5", "HT08,2,6").Notes), StringComparison.OrdinalIgnoreCase);

    [Fact]
    public void A_real_population_table_sums_to_what_is_published()
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The data lies beside the checkout.");
        using var pipeline = Pipeline.Open(Path.Combine(ProjectRoot.SharedData!, "haiti", "hti_admpop_adm3_2015_derived.csv"));
        var sums = Aggregation.ByPlace(pipeline.Source, pipeline.Sheet, pipeline.Columns, 0, null);

        Assert.Equal(10_911_819m, sums.Single(sum => sum is { Sex: Sex.All, Age: null }).Total);
        Assert.Equal(10_911_819m, sums.Where(sum => sum is { Sex: Sex.All, Age: not null }).Sum(sum => sum.Total));
    }

    [Fact]
    public void Reading_a_whole_number_the_short_way_agrees_with_the_long_way() =>
        Gen.Long[-999_999_999_999, 999_999_999_999].Sample(number =>
        {
            var text = number.ToString(CultureInfo.InvariantCulture);
            return DecimalText.TryWhole(text, out var whole) && whole == number && DecimalText.Read(text).WithPoint == number;
        });

    [Theory]
    [InlineData("12abc")]
    [InlineData("#N/A")]
    [InlineData("1,23,4")]
    [InlineData("1.2.3")]
    [InlineData("1 23")]
    [InlineData("12-03")]
    [InlineData("1E5")]
    [InlineData("5%")]
    [InlineData(",")]
    [InlineData("")]
    public void What_is_no_plain_number_is_not_read_as_one(string text) => Assert.False(DecimalText.Read(text).IsNumber);

    AggregationResult Run(int level, params string[] lines) => Run(level, null, lines);

    AggregationResult Run(int level, Gazetteer? gazetteer, params string[] lines)
    {
        File.WriteAllLines(path, lines);
        using var pipeline = Pipeline.Open(path);
        return Aggregation.Run(pipeline.Source, pipeline.Sheet, pipeline.Columns, level, gazetteer);
    }
}
