using CsCheck;
using Muster.Tabular.Detecting;
using Muster.Tabular.Repairing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Repairing;

public sealed class RepairerTests
{
    static readonly string[] Texts = ["HT0111", "HT9", "Léogâne", "Leogne", "Total", "", " ", "NA"];

    [Fact]
    public void Without_steps_every_row_comes_out_as_it_was()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "T_TL").WithRow(" HT01", "1,234").WithRow("HT07", "");

        var result = Repaired.Run(table);

        Assert.Equal([" HT01|1,234", "HT07|"], result.Rows);
        Assert.Equal(new RowLedger(2, 2, 0, 0, 0, 0), result.Ledger);
    }

    [Fact]
    public void Blanks_are_trimmed_and_collapsed_but_a_code_keeps_its_inside()
    {
        using var table = A.Table().WithHeaders("ADM2_FR", "ADM2_PCODE").WithRow(" Les\u00A0 Cayes ", " HT 0711 ");

        var result = Repaired.Run(table, new TrimCells());

        Assert.Equal(["Les Cayes|HT 0711"], result.Rows);
        Assert.Equal(2, result.Ledger.CellsChanged);
        Assert.Equal([new CellChange(2, "ADM2_FR", " Les\u00A0 Cayes ", "Les Cayes", 0), new CellChange(2, "ADM2_PCODE", " HT 0711 ", "HT 0711", 0)], result.Changes);
    }

    [Fact]
    public void Total_rows_are_dropped_and_units_that_are_called_so_are_not()
    {
        using var table = A.Table().WithHeaders("ADM1_FR", "ADM1_PCODE", "T_TL").WithRow("Ouest", "HT01", "5").WithRow("Total", "", "5").WithRow("Total", "HT07", "5");

        var result = Repaired.Run(table, new DropTotalRows());

        Assert.Equal(["Ouest|HT01|5", "Total|HT07|5"], result.Rows);
        Assert.Equal([(3, RowFate.Dropped, 0)], result.SetAside);
    }

    [Theory]
    [InlineData(DateOrder.DayMonthYear, "03/04/2016", "2016-04-03")]
    [InlineData(DateOrder.MonthDayYear, "03/04/2016", "2016-03-04")]
    [InlineData(DateOrder.DayMonthYear, "2016-04-03", "2016-04-03")]
    [InlineData(DateOrder.DayMonthYear, "2016/04/03", "2016-04-03")]
    [InlineData(DateOrder.DayMonthYear, "3 avril 2016", "2016-04-03")]
    [InlineData(DateOrder.DayMonthYear, "29/04/2015 10:30", "2015-04-29T10:30")]
    [InlineData(DateOrder.DayMonthYear, "2016-04", "2016-04")]
    [InlineData(DateOrder.DayMonthYear, "NA", "NA")]
    public void Dates_are_read_in_the_order_chosen(DateOrder order, string before, string after)
    {
        using var table = A.Table().WithHeaders("place", "date").WithRow("x", before);

        Assert.Equal(["x|" + after], Repaired.Run(table, new ReadDates("date", order)).Rows);
    }

    [Fact]
    public void A_date_that_does_not_fit_the_order_stays_and_is_told()
    {
        using var table = A.Table().WithHeaders("place", "date").WithRow("x", "29/04/2015").WithRow("y", "soon");

        var result = Repaired.Run(table, new ReadDates("date", DateOrder.MonthDayYear));

        Assert.Equal(["x|29/04/2015", "y|soon"], result.Rows);
        Assert.Equal([("not-a-date", 2L, (int?)2)], result.Problems.Select(problem => (problem.Code, problem.Count, problem.FirstRow)));
    }

    [Theory]
    [InlineData('.', "1,234", "1234")]
    [InlineData(',', "1,234", "1.234")]
    [InlineData(',', "1.000,5", "1000.5")]
    [InlineData('.', "-1,000", "-1000")]
    [InlineData('.', "(500)", "-500")]
    [InlineData('.', "1 234 567", "1234567")]
    [InlineData('.', "1E5", "100000")]
    [InlineData('.', "12", "12")]
    [InlineData('.', "5%", "5%")]
    [InlineData('.', "#N/A", "#N/A")]
    [InlineData('.', "3-5", "3-5")]
    public void Numbers_are_read_with_the_mark_chosen_and_nothing_else_becomes_one(char mark, string before, string after)
    {
        using var table = A.Table().WithHeaders("place", "value").WithRow("x", before);

        Assert.Equal(["x|" + after], Repaired.Run(table, new ReadNumbers("value", mark)).Rows);
    }

    [Fact]
    public void A_row_whose_place_is_uncertain_is_queued_until_a_person_settles_it()
    {
        using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM2_FR", "IDPs").WithRow("HT01", "Leogane", "5").WithRow("HT01", "Leogone", "6").WithRow("HT07", "Les Cayes", "7");

        var open = Repaired.Run(table, A.Gazetteer());
        var settled = Repaired.Run(table, A.Gazetteer(), new SettlePlace("ADM2_FR", 2, "HT01", "Leogone", "HT0121"));
        var aside = Repaired.Run(table, A.Gazetteer(), new SettlePlace("ADM2_FR", 2, "HT01", "Leogone", null));

        Assert.Equal([(3, RowFate.Queued, -1)], open.SetAside);
        Assert.Equal(3, settled.Ledger.Accepted);
        Assert.Equal([(3, RowFate.Queued, 0)], aside.SetAside);
    }

    [Fact]
    public void A_row_without_any_place_is_accepted_and_an_unknown_code_is_queued()
    {
        using var table = A.Table().WithHeaders("ADM2_PCODE", "IDPs").WithRow("", "5").WithRow("HT0999", "6").WithRow("HT0711", "7");

        Assert.Equal([(3, RowFate.Queued, -1)], Repaired.Run(table, A.Gazetteer()).SetAside);
    }

    [Fact]
    public void Codes_are_added_beside_the_names_with_those_of_the_units_above()
    {
        using var table = A.Table().WithHeaders("Departement", "Commune", "IDPs").WithRow("Sud", "Cayes", "5").WithRow("Ouest", "Léogâne", "6");

        var result = Repaired.Run(table, A.Gazetteer(), new AddPlaceCodes("Commune", 2, "Departement"));

        Assert.Equal(["Departement", "Commune", "IDPs", "ADM1_PCODE", "ADM2_PCODE"], result.Headers);
        Assert.Equal(["Sud|Cayes|5|HT07|HT0711", "Ouest|Léogâne|6|HT01|HT0121"], result.Rows);
        Assert.Equal(0, result.Ledger.CellsChanged);
    }

    [Fact]
    public void A_cell_is_edited_only_while_it_reads_as_it_did()
    {
        using var table = A.Table().WithHeaders("place", "value").WithRow("x", "12").WithRow("y", "13");

        var result = Repaired.Run(table, new EditCell(2, "value", "12", "21", "digits exchanged"), new EditCell(3, "value", "14", "41", "digits exchanged"));

        Assert.Equal(["x|21", "y|13"], result.Rows);
        Assert.Equal(["cell-differs"], result.Problems.Select(problem => problem.Code));
    }

    [Fact]
    public void A_header_that_is_not_there_is_told()
    {
        using var table = A.Table().WithHeaders("place", "value").WithRow("x", "12");

        var result = Repaired.Run(table, new ReadNumbers("valeur", '.'), new DropRows([7], "test row"));

        Assert.Equal([("column-missing", 0, "valeur"), ("row-missing", 1, null)], result.Problems.Select(problem => (problem.Code, problem.Step, problem.Column)));
    }

    [Fact]
    public void Values_are_replaced_whole()
    {
        using var table = A.Table().WithHeaders("place", "type").WithRow("x", "Formal camp").WithRow("y", "Formal camping");

        var result = Repaired.Run(table, new MapValues("type", new Dictionary<string, string> { ["Formal camp"] = "Formal Camp" }));

        Assert.Equal(["x|Formal Camp", "y|Formal camping"], result.Rows);
    }

    [Fact]
    public void A_cell_changed_and_changed_back_is_no_change()
    {
        using var table = A.Table().WithHeaders("place", "value").WithRow("x", "12");

        var result = Repaired.Run(table, new EditCell(2, "value", "12", "21", "wrong"), new EditCell(2, "value", "21", "12", "right again"));

        Assert.Equal(0, result.Ledger.CellsChanged);
    }

    [Fact]
    public void Read_is_always_accepted_and_queued_and_dropped() =>
        Gen.Select(Gen.Int[0, 7].Select(at => Texts[at]).Array[2], Gen.Int[0, 3]).Array[0, 30].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM2_PCODE", "ADM2_FR", "IDPs").WithRow("HT0711", "Les Cayes", "9");
            foreach (var (places, number) in rows)
            {
                table.WithRow(places[0], places[1], number == 0 ? "" : $"{number}");
            }

            var result = Repaired.Run(table, A.Gazetteer(), new TrimCells(), new DropTotalRows(), new DropRows([3, 5], "test"));

            Assert.Equal(result.Ledger.Read, result.Ledger.Accepted + result.Ledger.Queued + result.Ledger.Dropped);
            Assert.Equal(rows.Length + 1, result.Ledger.Read + result.Ledger.Blank);
            Assert.Equal(result.Ledger.Accepted, result.Rows.Count);
            Assert.Equal(result.Ledger.Queued + result.Ledger.Dropped, result.SetAside.Count);
        }, iter: 200);

    [Fact]
    public void Steps_replay_on_next_weeks_file()
    {
        RepairStep[] steps = [new TrimCells(), new ReadDates("date", DateOrder.DayMonthYear), new ReadNumbers("IDPs", '.')];
        using var table = A.Table().WithHeaders("IDPs", "new column", "date").WithRow("1,500", "x", "11/10/2016");

        Assert.Equal(["1500|x|2016-10-11"], Repaired.Run(table, steps).Rows);
    }

    [Fact]
    public void The_preview_counts_what_each_step_would_do()
    {
        using var table = A.Table().WithHeaders("ADM1_FR", "value").WithRow(" Ouest", "1,000").WithRow("Sud", "2,000").WithRow("Total", "3,000");
        using var pipeline = table.Open();

        var preview = RepairPreview.Run(pipeline.Source, pipeline.Sheet, pipeline.Columns, [new TrimCells(), new ReadNumbers("value", '.'), new DropTotalRows()], null);

        Assert.Equal([new StepEffect(0, 1, 0, 0), new StepEffect(1, 2, 0, 0), new StepEffect(2, 0, 1, 0)], preview.Effects);
    }
}
