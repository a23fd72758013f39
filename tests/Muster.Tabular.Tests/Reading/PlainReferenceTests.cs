using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Reading;

/// <summary>The own readers of workbooks and of JSON against plain ones made with general libraries: slow, and easy to be sure of.</summary>
public sealed partial class PlainReferenceTests
{
    public static TheoryData<string> Workbooks
    {
        get
        {
            string?[] folders = [Path.Combine(ProjectRoot.Path, "samples", "traps"), ProjectRoot.SharedData];
            return [.. folders.OfType<string>().SelectMany(folder => Directory.EnumerateFiles(folder, "*.xlsx", SearchOption.AllDirectories)).Where(path => !path.Contains("cut-off", StringComparison.Ordinal) && !path.Contains("forms", StringComparison.Ordinal)).Order()];
        }
    }

    [Theory]
    [MemberData(nameof(Workbooks), DisableDiscoveryEnumeration = true)]
    public void A_workbook_holds_what_a_plain_reader_finds_in_it(string path)
    {
        using var source = TableSource.Open(path);
        using var book = SpreadsheetDocument.Open(path, false);
        var texts = book.WorkbookPart!.SharedStringTablePart?.SharedStringTable!.Elements<SharedStringItem>().Select(Joined).ToList() ?? [];
        foreach (var sheet in source.Sheets)
        {
            var part = (WorksheetPart)book.WorkbookPart.GetPartById(book.WorkbookPart.Workbook!.Descendants<DocumentFormat.OpenXml.Spreadsheet.Sheet>().Single(each => each.Name == sheet.Name).Id!.Value!);
            var plain = Plain(part, texts);
            var seen = 0;
            using var rows = source.OpenRows(sheet.Index);
            while (rows.Read())
            {
                for (var column = 0; column < rows.FieldCount; column++)
                {
                    if (plain.TryGetValue((rows.RowNumber, column), out var expected))
                    {
                        seen++;
                        AssertSame(expected, rows.Field(column).ToString(), rows.Kind(column));
                    }
                }
            }

            Assert.Equal(plain.Count, seen);
        }
    }

    [Fact]
    public void Rows_of_json_are_those_of_the_base_library() =>
        Gen.Select(Gen.String, Gen.Int, Gen.Bool, Gen.Int[0, 3].Select(at => new double?[] { 1.5, -2e30, 0.1, null }[at])).Array[1, 20].Sample(rows =>
        {
            var json = JsonSerializer.Serialize(rows.Select(row => new Dictionary<string, object?> { ["text"] = Whole(row.Item1), ["n"] = row.Item2, ["b"] = row.Item3, ["x"] = row.Item4, ["in"] = new { side = row.Item2 } }));
            using var file = new TempFile(json);
            using var plain = JsonDocument.Parse(json);
            using var source = TableSource.Open(file.Path);
            var read = Rows.Of(source.OpenRows());
            var expected = plain.RootElement.EnumerateArray().Select(row => new[] { row.GetProperty("text").GetString()!, row.GetProperty("n").GetRawText(), row.GetProperty("b").GetRawText(), row.GetProperty("x") is { ValueKind: JsonValueKind.Number } number ? number.GetRawText() : "", row.GetProperty("in").GetProperty("side").GetRawText() });

            Assert.Equal(["text", "n", "b", "x", "in.side"], read[0]);
            Assert.Equal(expected, read.Skip(1).Select(row => row.Concat(Enumerable.Repeat("", 5 - row.Length)).ToArray()));
        }, iter: 200);

    // Half a pair of surrogates cannot stand in a file.
    static string Whole(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    static string Joined(SharedStringItem item) => string.Concat(item.Descendants<DocumentFormat.OpenXml.Spreadsheet.Text>().Where(text => text.Parent is not PhoneticRun).Select(text => text.Text));

    /// <summary>Cells with a stored value, by row from 1 and column from 0.</summary>
    static Dictionary<(int Row, int Column), (string Type, string Value)> Plain(WorksheetPart part, List<string> texts)
    {
        var cells = new Dictionary<(int, int), (string, string)>();
        foreach (var cell in part.Worksheet!.Descendants<Cell>())
        {
            var type = cell.DataType is null ? "n" : cell.DataType.InnerText!;
            var value = type switch
            {
                "s" => texts[int.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture)],
                "inlineStr" => cell.InlineString?.InnerText ?? "",
                _ => cell.CellValue?.Text ?? "",
            };
            if (value.Length > 0)
            {
                cells[(RowOf(cell.CellReference!.Value!), ColumnOf(cell.CellReference.Value!))] = (type, value);
            }
        }

        return cells;
    }

    static int RowOf(string reference) => int.Parse(reference.AsSpan(reference.AsSpan().IndexOfAnyInRange('0', '9')), CultureInfo.InvariantCulture);

    static int ColumnOf(string reference) => reference.TakeWhile(char.IsLetter).Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1) - 1;

    static void AssertSame((string Type, string Value) expected, string text, CellKind kind)
    {
        switch (expected.Type)
        {
            case "n" when kind == CellKind.Number:
                Assert.Equal(double.Parse(expected.Value, CultureInfo.InvariantCulture), double.Parse(text, CultureInfo.InvariantCulture));
                break;
            case "n" when kind == CellKind.Date:
                var days = double.Parse(expected.Value, CultureInfo.InvariantCulture);
                var date = DateTime.Parse(text, CultureInfo.InvariantCulture);
                Assert.Contains(Math.Round((date - DateTime.FromOADate(days)).TotalSeconds), new[] { 0.0, 1462 * 86_400 });
                break;
            case "n":
                Assert.Contains(':', text);
                break;
            case "b":
                Assert.Equal(expected.Value == "1" ? "true" : "false", text);
                break;
            default:
                Assert.Equal(Escape().Replace(expected.Value.Replace("\r\n", "\n", StringComparison.Ordinal), match => ((char)System.Convert.ToInt32(match.Groups["code"].Value, 16)).ToString()), text);
                break;
        }
    }

    [GeneratedRegex("_x(?<code>[0-9A-Fa-f]{4})_")]
    private static partial Regex Escape();
}
