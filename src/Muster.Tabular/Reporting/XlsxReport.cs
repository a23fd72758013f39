using System.IO.Compression;
using System.Text;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Reporting;

/// <summary>A workbook of three sheets: the summary, the checked table with its faulty cells filled and noted, and all findings. Rows of the table keep their numbers.</summary>
sealed class XlsxReport : ReportWriter
{
    const int MostLinks = 10_000;

    readonly ReportSubject subject;
    readonly ReportWords words;
    readonly (string Summary, string Table, string Findings) names;
    readonly ZipArchive archive;
    readonly CellMarks marks;
    readonly List<(string From, string To)> links = [];
    readonly string[] heading;
    readonly SheetText findings;
    long left;

    public XlsxReport(Stream output, ReportSubject subject)
    {
        (this.subject, words) = (subject, new ReportWords(subject.Language));
        names = XlsxReportParts.SheetNames(words, subject.Sheet.Name);
        archive = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        marks = new CellMarks(words, subject);
        heading = [words["severity"], words["rule"], words["row"], words["column"], words["cell"], words["what"], words["expected"], words["place"], words["count"], words["asks"]];
        findings = new SheetText(Open(XlsxReportParts.Findings), [12, 10, 9, 24, 24, 60, 24, 14, 9, 44], frozenRows: 1);
        findings.BeginRow(1);
        for (var column = 0; column < heading.Length; column++)
        {
            findings.Text(column, heading[column], XlsxReportParts.Bold);
        }

        findings.EndRow();
    }

    public override void Write(Finding finding)
    {
        marks.Add(finding);
        if (findings.Row == XlsxTableWriter.MaxRows)
        {
            left++;
            return;
        }

        findings.BeginRow(findings.Row + 1);
        findings.Text(0, words.Severity(finding.Severity), XlsxReportParts.Filled(XlsxReportParts.Plain, finding.Severity));
        findings.Text(1, finding.Rule);
        if (finding.RowNumber is { } row)
        {
            findings.Number(2, row);
        }

        findings.Text(3, finding.Column);
        findings.Text(4, finding.Value);
        findings.Text(5, words.Message(finding));
        findings.Text(6, finding.Expected);
        findings.Text(7, finding.Place);
        findings.Number(8, finding.Count);
        findings.Text(9, words.Title(finding.Rule));
        findings.EndRow();
        if (finding.RowNumber is not null && links.Count < MostLinks && marks.PlaceOf(finding) is { } cell && cell.Row <= XlsxTableWriter.MaxRows)
        {
            links.Add((SheetText.Reference(2, findings.Row), $"{XlsxReportParts.Quoted(names.Table)}!{SheetText.Reference(cell.Column, cell.Row)}"));
        }
    }

    public override void Complete(Report report)
    {
        findings.End(heading.Length, links);
        findings.Dispose();
        var lastRow = WriteTable(report.Profiles);
        CellNotes.Write(archive, marks, words);
        WriteSummary(report, lastRow);
        foreach (var (part, content) in XlsxReportParts.All(names, heading.Length, findings.Row))
        {
            using var writer = new StreamWriter(Open(part), new UTF8Encoding(false));
            writer.Write(content);
        }

        archive.Dispose();
    }

    protected override void Dispose(bool disposing)
    {
        findings.Dispose();
        archive.Dispose();
        base.Dispose(disposing);
    }

    Stream Open(string part) => archive.CreateEntry(part, CompressionLevel.Fastest).Open();

    /// <summary>Writes the table as it lies in its sheet.</summary>
    /// <returns>Number of the row at which a sheet is full; null where all of the table is there.</returns>
    int? WriteTable(IReadOnlyList<ColumnProfile> profiles)
    {
        var byColumn = profiles.ToDictionary(profile => profile.Column);
        using var rows = subject.OpenRows();
        using var sheet = new SheetText(Open(XlsxReportParts.Table), [.. subject.Sheet.Columns.Select(column => Math.Clamp(column.Header.Length + 3, 10, 40))], subject.Sheet.FirstDataRow - 1);
        while (rows.Read())
        {
            if (sheet.Row == 0 && rows.RowNumber >= subject.Sheet.FirstDataRow)
            {
                WriteHeader(sheet);
            }

            if (rows.RowNumber > XlsxTableWriter.MaxRows)
            {
                sheet.End(notes: true);
                return XlsxTableWriter.MaxRows;
            }

            sheet.BeginRow(rows.RowNumber);
            var width = marks.LastColumn(rows.RowNumber, rows.FieldCount);
            for (var column = 0; column < width; column++)
            {
                WriteCell(sheet, rows, column, rows.RowNumber >= subject.Sheet.FirstDataRow ? byColumn.GetValueOrDefault(column) : null);
            }

            sheet.EndRow();
        }

        sheet.End(notes: true);
        return null;
    }

    /// <summary>Repaired rows come without those above them.</summary>
    void WriteHeader(SheetText sheet)
    {
        if (subject.Sheet.HeaderRows is not [.., var last])
        {
            return;
        }

        sheet.BeginRow(last);
        foreach (var column in subject.Sheet.Columns)
        {
            sheet.Text(column.Index, column.Header, XlsxReportParts.Filled(XlsxReportParts.Bold, marks.Of(last, column.Index)?.Severity));
        }

        sheet.EndRow();
    }

    void WriteCell(SheetText sheet, RowReader row, int column, ColumnProfile? profile)
    {
        var text = row.Field(column);
        var kind = row.Kind(column);
        var severity = marks.Of(row.RowNumber, column)?.Severity;
        if (text.IsEmpty)
        {
            sheet.Text(column, text, XlsxReportParts.Filled(XlsxReportParts.Plain, severity));
        }
        else if (kind == CellKind.Boolean)
        {
            sheet.Boolean(column, text is "true", XlsxReportParts.Filled(XlsxReportParts.Plain, severity));
        }
        else if (XlsxTableWriter.IsNumber(text, kind, profile))
        {
            sheet.Number(column, text, XlsxReportParts.Filled(XlsxReportParts.Plain, severity));
        }
        else if ((kind == CellKind.Date || profile?.Type == ColumnType.Date) && XlsxTableWriter.TrySerial(text, out var serial, out var hasTime))
        {
            sheet.Number(column, serial, XlsxReportParts.Filled(hasTime ? XlsxReportParts.DateTime : XlsxReportParts.Date, severity));
        }
        else if (kind == CellKind.Error && text is ['#', ..])
        {
            sheet.Error(column, text, XlsxReportParts.Filled(XlsxReportParts.Plain, severity));
        }
        else
        {
            sheet.Text(column, text, XlsxReportParts.Filled(subject.Sheet.HeaderRows.Contains(row.RowNumber) ? XlsxReportParts.Bold : XlsxReportParts.Plain, severity));
        }
    }

    void WriteSummary(Report report, int? lastRow)
    {
        using var sheet = new SheetText(Open(XlsxReportParts.Summary), [16, 12, 60, 10, 90], frozenRows: 0);
        Line(sheet, 1, XlsxReportParts.Title, words["title", subject.FileName]);
        Line(sheet, 2, XlsxReportParts.Plain, words.Summary(report));
        var row = 4;
        foreach (var (name, value) in Facts(report))
        {
            sheet.BeginRow(row++);
            sheet.Text(0, name, XlsxReportParts.Bold);
            sheet.Text(1, value);
            sheet.EndRow();
        }

        foreach (var note in Notes(lastRow))
        {
            Line(sheet, row++, XlsxReportParts.Plain, note);
        }

        row = WriteLegend(sheet, row + 1);
        WriteCounts(sheet, row + 1, report);
        sheet.End();
    }

    IEnumerable<(string Name, string Value)> Facts(Report report)
    {
        yield return (words["file"], subject.FileName);
        yield return (words["sheet"], subject.Sheet.Name);
        yield return (words["form"], subject.Format.ToString().ToUpperInvariant() + (subject.Encoding is null ? "" : ", " + subject.Encoding));
        yield return (words["rows"], words.Count(report.RowsRead) + (report.BlankRows > 0 ? " " + words["and-blank", words.Count(report.BlankRows)] : ""));
        if (subject.Places is { } places)
        {
            yield return (words["places"], places);
        }

        yield return (words["day"], subject.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        yield return (words["marks"], words.Count(marks.Count));
    }

    IEnumerable<string> Notes(int? lastRow)
    {
        if (marks.IsCapped)
        {
            yield return words["marks-capped", words.Count(CellMarks.MostMarks), words.Count(CellMarks.MostNotes)];
        }

        if (left > 0)
        {
            yield return words["findings-capped", words.Count(left)];
        }

        if (lastRow is { } last)
        {
            yield return words["table-capped", words.Count(last)];
        }
    }

    int WriteLegend(SheetText sheet, int row)
    {
        Line(sheet, row++, XlsxReportParts.Bold, words["legend"]);
        foreach (var severity in new[] { Severity.Error, Severity.Warning, Severity.Information })
        {
            Line(sheet, row++, XlsxReportParts.Filled(XlsxReportParts.Plain, severity), words.Severity(severity));
        }

        return row;
    }

    void WriteCounts(SheetText sheet, int row, Report report)
    {
        sheet.BeginRow(row++);
        string[] titles = [words["severity"], words["rule"], words["asks"], words["count"], words["what-next"].TrimEnd(':', ' ', '\u00A0')];
        for (var column = 0; column < titles.Length; column++)
        {
            sheet.Text(column, titles[column], XlsxReportParts.Bold);
        }

        sheet.EndRow();
        foreach (var count in ReportWords.Found(report))
        {
            sheet.BeginRow(row++);
            sheet.Text(0, words.Severity(count.Severity), XlsxReportParts.Filled(XlsxReportParts.Plain, count.Severity));
            sheet.Text(1, count.Rule);
            sheet.Text(2, words.Title(count.Rule), XlsxReportParts.Wrapped);
            sheet.Number(3, count.Count);
            sheet.Text(4, words.Next(count.Rule), XlsxReportParts.Wrapped);
            sheet.EndRow();
        }
    }

    static void Line(SheetText sheet, int row, int style, string text)
    {
        sheet.BeginRow(row);
        sheet.Text(0, text, style);
        sheet.EndRow();
    }
}
