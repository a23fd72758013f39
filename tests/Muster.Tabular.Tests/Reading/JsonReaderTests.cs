using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

public sealed class JsonReaderTests
{
    [Theory]
    [InlineData("""[{"a":"01","b":2},{"b":3,"c":true}]""")]
    [InlineData("""{"success":true,"count":2,"result":[{"a":"01","b":2},{"b":3,"c":true}]}""")]
    [InlineData("""{"result":{"limit":5,"records":[{"a":"01","b":2},{"b":3,"c":true}]}}""")]
    [InlineData("""
        {"a":"01","b":2}
        {"b":3,"c":true}
        """)]
    public void Objects_become_rows_below_a_header_of_all_their_names(string text) =>
        Assert.Equal([["a", "b", "c"], ["01", "2"], ["", "3", "true"]], Rows.OfText(text));

    [Fact]
    public void Arrays_become_rows_as_they_are() => Assert.Equal([["a", "b"], ["#x", ""], ["1E5", "x\ny"]], Rows.OfText("""[["a","b"],["#x",null],[1E5,"x\ny"]]"""));

    [Fact]
    public void Inner_objects_are_columns_joined_with_a_point_and_inner_lists_stay_json() =>
        Assert.Equal([["p.x", "p.y", "l"], ["1", "é", """[1,{"z":"w"}]"""]], Rows.OfText("""[{"p":{"x":1,"y":"\u00e9"},"l":[1, {"z": "w"}]}]"""));

    [Fact]
    public void Features_of_a_map_become_rows_of_their_properties() =>
        Assert.Equal(
            [["name", "longitude", "latitude"], ["A", "-72.3", "18.5"], ["B"]],
            Rows.OfText("""{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},"geometry":{"type":"Point","coordinates":[-72.3,18.5]}},{"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,1],[0,0]]]},"properties":{"name":"B"}}]}"""));

    [Fact]
    public void What_follows_the_list_is_none_of_its_rows()
    {
        using var file = new TempFile("""{"rows":[{"a":1}],"more":[{"a":2}],"errors":[]}""");
        using var source = TableSource.Open(file.Path);
        Assert.Equal([["a"], ["1"]], Rows.OfBlocks(source.OpenRows()));
    }

    [Fact]
    public void Each_list_of_a_file_is_a_sheet()
    {
        using var file = new TempFile("""{"places":[{"n":1}],"inner":{"people":[{"m":2}]}}""");
        using var source = TableSource.Open(file.Path);
        Assert.Equal(["places", "inner.people"], source.Sheets.Select(sheet => sheet.Name));
        Assert.Equal([["m"], ["2"]], Rows.Of(source.OpenRows(1)));
    }

    [Fact]
    public void A_bracket_in_the_first_header_is_still_a_csv_file() => Assert.Equal([["[a]", "b"], ["1", "2"]], Rows.OfText("[a],b\n1,2\n"));
}
