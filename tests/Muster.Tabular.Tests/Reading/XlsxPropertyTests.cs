using System.Globalization;
using System.Text;
using System.Xml.Linq;
using CsCheck;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

/// <summary>The own reader of sheets against the base library's XML, on sheets written in every way that XML allows.</summary>
public sealed class XlsxPropertyTests
{
    static readonly string[] Texts = ["a", "0123", "Léogâne", "a&b <x>", " two  blanks ", "say \"yes\"", "it's", "12-03", "𝄞", "line\nbreak", "-1.5", ""];

    static readonly Gen<(int Kind, int Text, int Dress)> Cell = Gen.Select(Gen.Int[0, 7], Gen.Int[0, Texts.Length - 1], Gen.Int[0, 7]);

    [Fact]
    public void Cells_written_in_any_way_are_those_that_a_plain_parser_finds() =>
        Cell.Array[1, 8].Array[1, 40].Sample(rows =>
        {
            var sheet = string.Concat(rows.Select((cells, row) => $"<row{(row % 3 == 0 ? "" : $" r='{row + 1}'  spans=\"1:8\"")}>{(row % 5 == 0 ? "<!-- a > comment -->\n" : "")}{string.Concat(cells.Select((cell, column) => Write(row, column, cell)))}</row>"));
            var strings = string.Concat(Texts.Select(text => $"<si><t xml:space=\"preserve\">{Escape(text)}</t></si>"));
            using var file = new TempFile(Workbook.Of(sheet, strings));
            using var source = TableSource.Open(file.Path);
            var read = new Dictionary<(int, int), string>();
            using var reader = source.OpenRows();
            while (reader.Read())
            {
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    if (!reader.Field(column).IsEmpty)
                    {
                        read[(reader.RowNumber, column)] = reader.Field(column).ToString();
                    }
                }
            }

            Assert.Equal(Plain(sheet).OrderBy(cell => cell.Key), read.OrderBy(cell => cell.Key));
        }, iter: 300);

    static string Write(int row, int column, (int Kind, int Text, int Dress) cell)
    {
        var quote = cell.Dress % 2 == 0 ? '"' : '\'';
        var reference = $"r={quote}{(char)('A' + column)}{row + 1}{quote}";
        var blank = cell.Dress / 2 % 2 == 0 ? "" : "\n\t";
        var text = Escape(Texts[cell.Text]);
        return cell.Kind switch
        {
            0 => "",
            1 => $"<c {reference}/>",
            2 => $"<c {reference}{blank}><v>{cell.Text * 1000}</v></c>",
            3 => $"<c{blank} {reference} s={quote}0{quote}><v>{(cell.Text + 0.25).ToString(CultureInfo.InvariantCulture)}</v></c>",
            4 => $"<c t={quote}s{quote} {reference}{blank}><v>{cell.Text}</v></c>",
            5 => $"<c {reference} t={quote}inlineStr{quote}><is><t xml:space='preserve'>{text}</t></is></c>",
            6 => $"<c {reference} t={quote}b{quote} ><v>{cell.Text % 2}</v>{blank}</c>",
            _ => $"<c {reference} t={quote}str{quote}><f>A1&amp;\"&gt;\"</f><v>{text}</v></c>",
        };
    }

    static string Escape(string text) => new StringBuilder(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace("é", "&#233;").Replace("-", "&#x2D;").ToString();

    static Dictionary<(int, int), string> Plain(string sheet)
    {
        var cells = new Dictionary<(int, int), string>();
        var row = 0;
        foreach (var element in XElement.Parse($"<s>{sheet}</s>", LoadOptions.PreserveWhitespace).Elements())
        {
            row++;
            foreach (var cell in element.Elements())
            {
                var value = cell.Element("v")?.Value ?? cell.Element("is")?.Value ?? "";
                var text = (string?)cell.Attribute("t") switch { "s" => Texts[int.Parse(value, CultureInfo.InvariantCulture)], "b" => value == "1" ? "true" : "false", _ => value };
                if (text.Length > 0)
                {
                    cells[(row, ((string)cell.Attribute("r")!)[0] - 'A')] = text;
                }
            }
        }

        return cells;
    }
}
