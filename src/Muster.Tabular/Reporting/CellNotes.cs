using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Muster.Tabular.Reporting;

/// <summary>Writes the notes of marked cells: their texts, and the boxes in which spreadsheets show them (ECMA-376 part 1, 18.7; part 4, VML).</summary>
static class CellNotes
{
    const int ShapesPerBlock = 1024;

    public static void Write(ZipArchive archive, CellMarks marks, ReportWords words)
    {
        using (var texts = Part(archive, XlsxReportParts.Comments))
        {
            texts.Write($"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="{XlsxReportParts.Main}"><authors><author>Muster</author></authors><commentList>""");
            foreach (var (row, column, mark) in marks.Notes)
            {
                texts.Write($"<comment ref=\"{SheetText.Reference(column, row)}\" authorId=\"0\"><text><r><t xml:space=\"preserve\">");
                SheetText.Escaped(texts, string.Join('\n', mark.Sentences!) + (mark.More > 0 ? "\n" + words["and-more", words.Count(mark.More)] : ""));
                texts.Write("</t></r></text></comment>");
            }

            texts.Write("</commentList></comments>");
        }

        using var boxes = Part(archive, XlsxReportParts.Drawing);
        var blocks = string.Join(',', Enumerable.Range(1, (marks.Notes.Count() / ShapesPerBlock) + 1));
        boxes.Write($"""<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{blocks}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""");
        var shape = ShapesPerBlock + 1;
        foreach (var (row, column, mark) in marks.Notes)
        {
            boxes.Write(Box(shape++, row - 1, column, mark));
        }

        boxes.Write("</xml>");
    }

    static string Box(int shape, int row, int column, CellMarks.Mark mark)
    {
        var height = Math.Min(14, 3 + mark.Sentences!.Sum(sentence => 1 + sentence.Length / 45));
        return string.Create(CultureInfo.InvariantCulture, $"""<v:shape id="_x0000_s{shape}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{column + 1}, 15, {Math.Max(0, row - 1)}, 4, {column + 5}, 15, {row - 1 + height}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>""");
    }

    static StreamWriter Part(ZipArchive archive, string name) => new(archive.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
}
