using Muster.Tabular.Repairing;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Repairing;

public sealed class BulkStepTests
{
    [Fact]
    public void A_beginning_is_rewritten_and_other_codes_stay()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "T_TL").WithRow("CAF01", "1").WithRow("CF02", "2").WithRow("XCAF", "3");

        var result = Repaired.Run(table, new RewritePrefix("ADM1_PCODE", "CAF", "CF"));

        Assert.Equal(["CF01|1", "CF02|2", "XCAF|3"], result.Rows);
        Assert.Equal([new CellChange(2, "ADM1_PCODE", "CAF01", "CF01", 0)], result.Changes);
    }

    [Fact]
    public void A_text_is_replaced_wherever_it_stands_letter_for_letter()
    {
        using var table = A.Table().WithHeaders("name", "note").WithRow("St. Marc, St. Louis", "St.").WithRow("st. marc", "");

        Assert.Equal(["Saint Marc, Saint Louis|St.", "st. marc|"], Repaired.Run(table, new ReplaceText("name", "St.", "Saint")).Rows);
    }

    [Fact]
    public void Contents_of_two_columns_are_exchanged_under_their_headers()
    {
        using var table = A.Table().WithHeaders("lat", "lon").WithRow("-72.3", "18.5").WithRow("1", "1");

        var result = Repaired.Run(table, new SwapColumns("lat", "lon"));

        Assert.Equal(["18.5|-72.3", "1|1"], result.Rows);
        Assert.Equal(2, result.Ledger.CellsChanged);
    }

    [Fact]
    public void A_split_column_stays_and_cells_with_another_number_of_parts_are_told()
    {
        using var table = A.Table().WithHeaders("where", "n").WithRow("18.5, -72.3", "1").WithRow("18.5", "2").WithRow("a,b,c", "3").WithRow("", "4");

        var result = Repaired.Run(table, new SplitColumn("where", ",", ["lat", "lon"]));

        Assert.Equal(["where", "n", "lat", "lon"], result.Headers);
        Assert.Equal(["18.5, -72.3|1|18.5|-72.3", "18.5|2|18.5|", "a,b,c|3|a|b,c", "|4||"], result.Rows);
        Assert.Equal(("parts-differ", 2L, 3), (result.Problems[0].Code, result.Problems[0].Count, result.Problems[0].FirstRow));
    }

    [Fact]
    public void Blank_cells_take_the_value_above_past_blank_rows_and_not_that_of_a_row_left_out()
    {
        using var table = A.Table().WithHeaders("Province", "n").WithRow("", "0").WithRow("Ouest", "1").WithRow("", "2").WithRow("Total", "3").WithRow(" ", "4");

        var result = Repaired.Run(table, new DropRowsWhere("Province", CellTest.Equals, "total", "a sum"), new FillDown("Province"));

        Assert.Equal(["|0", "Ouest|1", "Ouest|2", "Ouest|4"], result.Rows);
    }

    [Fact]
    public void Filling_from_above_gives_the_same_where_lines_are_written_as_where_changes_are_listened_to()
    {
        using var table = A.Table().WithHeaders("Province", "n").WithRows(200_000, row => [row % 70_000 == 0 ? $"P{row}" : "", "a value of some length"]);
        using var opened = table.Open();

        Assert.Equal(Store(opened, listens: true), Store(opened, listens: false));
    }

    [Theory]
    [InlineData(CellTest.Blank, null, "12|1,5|abc|-3")]
    [InlineData(CellTest.Equals, " ABC ", "12||1,5|-3")]
    [InlineData(CellTest.Contains, "B", "12||1,5|-3")]
    [InlineData(CellTest.Begins, "1", "|abc|-3")]
    [InlineData(CellTest.Below, "0", "12||1,5|abc")]
    [InlineData(CellTest.Above, "11.5", "|1,5|abc|-3")]
    public void Rows_are_left_out_by_what_a_cell_says(CellTest test, string? value, string left)
    {
        using var table = A.Table().WithHeaders("x", "n").WithRow("12", "a").WithRow("", "a").WithRow("1,5", "a").WithRow("abc", "a").WithRow("-3", "a");

        var result = Repaired.Run(table, new DropRowsWhere("x", test, value, "a rule"));

        Assert.Equal(left, string.Join('|', result.Rows.Select(row => row[..^2])));
    }

    [Fact]
    public void A_comparison_by_size_with_a_word_leaves_nothing_out_and_is_told()
    {
        using var table = A.Table().WithHeaders("x", "n").WithRow("12", "a");

        var result = Repaired.Run(table, new DropRowsWhere("x", CellTest.Below, "many", "a rule"));

        Assert.Equal(("12|a", "value-not-a-number"), (Joined(result), result.Problems[0].Code));
    }

    [Fact]
    public void Wider_age_bands_are_added_for_each_sex_and_a_blank_part_leaves_the_sum_blank()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "F_00_04", "F_05_09", "M_00_04", "M_05_09").WithRow("HT01", "1", "2", "3", "4").WithRow("HT02", "1", "", "3", "4");

        var result = Repaired.Run(table, new SumAgeBands(["0-9"]));

        Assert.Equal(["F_00_09", "M_00_09"], result.Headers.Skip(5));
        Assert.Equal(["HT01|1|2|3|4|3|7", "HT02|1||3|4||7"], result.Rows);
        Assert.Equal(("band-part-missing", 3), (result.Problems[0].Code, result.Problems[0].FirstRow));
    }

    [Theory]
    [InlineData("0-6")]
    [InlineData("0-17")]
    [InlineData("children")]
    public void A_band_that_cannot_be_made_exactly_adds_nothing_and_says_why(string band)
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "F_00_04", "F_05_09").WithRow("HT01", "1", "2");

        var result = Repaired.Run(table, new SumAgeBands(["0-9", band]));

        Assert.Equal(("HT01|1|2", "bands-not-exact"), (Joined(result), result.Problems[0].Code));
    }

    [Fact]
    public void A_cell_is_found_by_its_key_wherever_the_row_stands_now()
    {
        var edit = new EditCell(2, "T_TL", "12", "21", "digits exchanged", new Dictionary<string, string> { ["ADM2_PCODE"] = "HT0111" });
        using var moved = A.Table().WithHeaders("ADM2_PCODE", "T_TL").WithRow("HT0112", "12").WithRow("HT0111", "12");
        using var mended = A.Table().WithHeaders("ADM2_PCODE", "T_TL").WithRow("HT0111", "21");
        using var other = A.Table().WithHeaders("ADM2_PCODE", "T_TL").WithRow("HT0111", "13");
        using var gone = A.Table().WithHeaders("ADM2_PCODE", "T_TL").WithRow("HT0112", "12");
        using var doubled = A.Table().WithHeaders("ADM2_PCODE", "T_TL").WithRow("HT0111", "12").WithRow("HT0111", "12");

        Assert.Equal(("HT0112|12;HT0111|21", 0), (Joined(Repaired.Run(moved, edit)), Repaired.Run(moved, edit).Problems.Count));
        Assert.Empty(Repaired.Run(mended, edit).Problems);
        Assert.Equal(("HT0111|13", "cell-differs"), (Joined(Repaired.Run(other, edit)), Repaired.Run(other, edit).Problems[0].Code));
        Assert.Equal(("HT0112|12", "key-missing"), (Joined(Repaired.Run(gone, edit)), Repaired.Run(gone, edit).Problems[0].Code));
        Assert.Equal(("HT0111|21;HT0111|21", "key-repeated"), (Joined(Repaired.Run(doubled, edit)), Repaired.Run(doubled, edit).Problems[0].Code));
    }

    static string Joined(Repaired repaired) => string.Join(';', repaired.Rows);

    static string Store(Pipeline opened, bool listens)
    {
        using var repairer = new Repairer(opened.Source, opened.Sheet, opened.Columns, [new FillDown("Province")], null);
        if (listens)
        {
            repairer.OnChange = _ => { };
        }

        using var output = new MemoryStream();
        using (var writer = TableWriter.Csv(output, repairer.Columns))
        {
            Pipeline.Store(repairer, writer);
        }

        return System.Text.Encoding.UTF8.GetString(output.ToArray());
    }
}
