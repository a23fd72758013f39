using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tests.Reading;

namespace Muster.Tabular.Tests.Detecting;

public sealed class SheetDetectorTests
{
    [Fact]
    public void The_first_row_of_a_plain_table_is_its_header()
    {
        var sheet = Detect("ADM1_PCODE,ADM1_EN,T_TL\nHT01,West,10\nHT02,South-East,20\n");
        Assert.Equal([1], sheet.HeaderRows);
        Assert.Equal(2, sheet.FirstDataRow);
        Assert.Equal(["ADM1_PCODE", "ADM1_EN", "T_TL"], sheet.Columns.Select(column => column.Header));
    }

    [Fact]
    public void Titles_and_blank_rows_above_the_table_are_left_out()
    {
        var sheet = Detect("Population by department\nSource: IHSI\n\ncode,name,total\nHT01,West,10\nHT02,South-East,20\n");
        Assert.Equal([4], sheet.HeaderRows);
        Assert.Equal(5, sheet.FirstDataRow);
    }

    [Fact]
    public void A_tag_row_is_found_and_the_row_above_it_is_the_header()
    {
        var sheet = Detect("title\nName,Code,n\n#ADM1 +name,#adm1+code,#affected\nWest,HT01,4\n");
        Assert.Equal([2], sheet.HeaderRows);
        Assert.Equal([3], sheet.TagRows);
        Assert.Equal("#ADM1 +name", sheet.Columns[0].Tag);
        Assert.Equal(4, sheet.FirstDataRow);
    }

    [Fact]
    public void Two_tag_rows_are_both_tag_rows()
    {
        var sheet = Detect("Name,Code,n\n#adm1+name,#adm1+code,#affected\n#adm1+name,#adm1+code,#affected+ind\nWest,HT01,4\n");
        Assert.Equal([2, 3], sheet.TagRows);
        Assert.Equal(4, sheet.FirstDataRow);
    }

    [Fact]
    public void A_tag_row_at_the_top_has_no_header()
    {
        var sheet = Detect("#adm1+name,#adm1+code,#affected\nWest,HT01,4\n");
        Assert.Empty(sheet.HeaderRows);
        Assert.Equal("", sheet.Columns[0].Header);
        Assert.Equal(2, sheet.FirstDataRow);
    }

    [Fact]
    public void Counted_words_with_a_number_sign_are_no_tags()
    {
        var sheet = Detect("#States,#Locations,#Households\n9,685,619971\n8,600,500000\n");
        Assert.Empty(sheet.TagRows);
        Assert.Equal([1], sheet.HeaderRows);
    }

    [Fact]
    public void Merged_group_headings_are_joined_with_the_labels_below()
    {
        var sheet = Detect("Place,Code,Male,,Female,\n,,0-17,18+,0-17,18+\nWest,HT01,1,2,3,4\nNorth,HT02,5,6,7,8\n");
        Assert.Equal([1, 2], sheet.HeaderRows);
        Assert.Equal(["Place", "Code", "Male / 0-17", "Male / 18+", "Female / 0-17", "Female / 18+"], sheet.Columns.Select(column => column.Header));
        Assert.Equal(3, sheet.FirstDataRow);
    }

    [Fact]
    public void A_header_repeated_below_the_tags_is_no_data()
    {
        var sheet = Detect("Name,Code,n\n#adm1+name,#adm1+code,#affected\nName,Code,n\nWest,HT01,4\n");
        Assert.Equal(4, sheet.FirstDataRow);
    }

    [Fact]
    public void Columns_without_header_and_value_at_the_right_are_left_out()
    {
        var sheet = Detect("a,b,,,\nHT01,1,,,\nHT02,2,x,,\n");
        Assert.Equal(["a", "b", ""], sheet.Columns.Select(column => column.Header));
    }

    [Fact]
    public void Data_from_the_first_row_on_has_no_header()
    {
        var sheet = Detect("HT01,West,10\nHT02,South-East,20\nHT03,North,30\nHT04,North-East,5\n");
        Assert.Empty(sheet.HeaderRows);
        Assert.Equal(1, sheet.FirstDataRow);
    }

    [Fact]
    public void A_header_row_that_a_person_chose_is_taken()
    {
        var sheet = Detect("x,y\nname,code\nWest,HT01\n", headerRow: 2);
        Assert.Equal([2], sheet.HeaderRows);
        Assert.Equal(3, sheet.FirstDataRow);
    }

    [Fact]
    public void Years_may_head_columns()
    {
        var sheet = Detect("Region,2019,2020,2021\nWest,10,20,30\nNorth,40,50,60\n");
        Assert.Equal([1], sheet.HeaderRows);
    }

    [Fact]
    public void A_sheet_without_any_value_says_so()
    {
        var problem = Assert.Throws<UnreadableException>(() => Detect("\n\n,,\n")).Problem;
        Assert.Equal("sheet-empty", problem.Code);
    }

    static Sheet Detect(string text, int? headerRow = null)
    {
        using var file = new TempFile(text);
        using var source = TableSource.Open(file.Path);
        return SheetDetector.Detect(source, headerRow: headerRow);
    }
}
