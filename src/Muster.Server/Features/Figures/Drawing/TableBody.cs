namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A column of a drawn table.</summary>
/// <param name="Header">Heading.</param>
/// <param name="IsNumber">Stands at the end of its column.</param>
sealed record TableBodyColumn(string Header, bool IsNumber);

/// <summary>A table as a picture, for sheets and slides: as many rows as fit, and a line that says how many more there are.</summary>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Cells as people read them.</param>
/// <param name="Text">Words around it.</param>
/// <param name="More">Format of the line about rows left out: {0} their number.</param>
sealed record TableBody(IReadOnlyList<TableBodyColumn> Columns, IReadOnlyList<IReadOnlyList<string>> Rows, FigureText Text, string More) : FigureBody(Text)
{
    const double RowHeight = 20;
    const double HeadHeight = 26;
    const int MostRows = 60;

    public override double HeightFor(double width) => HeadHeight + (Math.Min(Rows.Count, MostRows) * RowHeight) + (Rows.Count > MostRows ? RowHeight : 4);

    public override void Draw(Sheet sheet, string name, SheetBox box)
    {
        var size = box.IsNarrow ? 10.5 : 12;
        var widths = Widths(box.Width, size);
        var fitting = Math.Min(Rows.Count, (int)((box.Height - HeadHeight) / RowHeight));
        var shown = fitting < Rows.Count ? Math.Max(0, fitting - 1) : fitting;
        sheet.Svg.Start("rect").With("x", sheet.Left(box.Start, box.Width)).With("y", box.Top).With("width", box.Width).With("height", HeadHeight - 4).With("fill", "#e8eef1").End();
        DrawRow(sheet, [.. Columns.Select(column => column.Header)], box, box.Top + 15, size, widths, isHead: true);
        for (var row = 0; row < shown; row++)
        {
            var y = box.Top + HeadHeight + (row * RowHeight);
            DrawRow(sheet, Rows[row], box, y + 12, size, widths, isHead: false);
            sheet.Svg.Start("path").With("d", $"M{SvgWriter.Number(sheet.Left(box.Start, box.Width))} {SvgWriter.Number(y + RowHeight - 3)}h{SvgWriter.Number(box.Width)}").With("stroke", "#e2e8eb").End();
        }

        if (shown < Rows.Count)
        {
            sheet.Write(string.Format(Text.Culture, More, Text.Numbers.Of((decimal)(Rows.Count - shown))), box.Start + 6, box.Top + HeadHeight + (shown * RowHeight) + 13, size, Sheet.Quiet);
        }
    }

    void DrawRow(Sheet sheet, IReadOnlyList<string> cells, SheetBox box, double y, double size, double[] widths, bool isHead)
    {
        var start = box.Start;
        for (var column = 0; column < cells.Count; column++)
        {
            var lines = TextMeasure.Wrap(cells[column], widths[column] - 12, size, mostLines: 1, bold: isHead);
            var isNumber = Columns[column].IsNumber;
            sheet.Write(lines.Count > 0 ? lines[0] : "", isNumber ? start + widths[column] - 6 : start + 6, y, size, anchor: isNumber ? "end" : "start", bold: isHead);
            start += widths[column];
        }
    }

    /// <summary>As wide as the widest cell, drawn together or apart to fill the place.</summary>
    double[] Widths(double width, double size)
    {
        var wanted = Columns.Select((column, index) => Math.Max(TextMeasure.Width(column.Header, size, bold: true), Rows.Select(row => TextMeasure.Width(row[index], size)).DefaultIfEmpty().Max()) + 18).ToArray();
        var sum = wanted.Sum();
        return [.. wanted.Select(wide => wide / sum * width)];
    }
}
