using System.Text.Encodings.Web;
using System.Text.Json;
using Muster.Tabular.Validating;

namespace Muster.Tabular.Reporting;

/// <summary>One JSON object, streamed: what was checked, the findings, the counts.</summary>
sealed class JsonReport : ReportWriter
{
    const int Pending = 1 << 16;

    readonly Stream output;
    readonly Utf8JsonWriter json;
    readonly ReportWords words;

    public JsonReport(Stream output, ReportSubject subject)
    {
        (this.output, words) = (output, new ReportWords(subject.Language));
        json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("file", subject.FileName);
        json.WriteString("sheet", subject.Sheet.Name);
        json.WriteString("day", subject.Day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        Text("places", subject.Places);
        json.WriteStartArray("findings");
    }

    public override void Write(Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("rule", finding.Rule);
        json.WriteString("severity", Word(finding.Severity));
        if (finding.RowNumber is { } row)
        {
            json.WriteNumber("row", row);
        }
        else
        {
            json.WriteNull("row");
        }

        Text("column", finding.Column);
        Text("value", finding.Value);
        Text("expected", finding.Expected);
        Text("place", finding.Place);
        json.WriteNumber("count", finding.Count);
        json.WriteString("message", words.Message(finding));
        json.WriteStartArray("arguments");
        foreach (var argument in finding.Arguments)
        {
            json.WriteStringValue(argument);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        if (json.BytesPending > Pending)
        {
            json.Flush();
        }
    }

    public override void Complete(Report report)
    {
        json.WriteEndArray();
        json.WriteNumber("rows", report.RowsRead);
        json.WriteNumber("blankRows", report.BlankRows);
        json.WriteStartArray("totalRows");
        foreach (var row in report.TotalRows)
        {
            json.WriteNumberValue(row);
        }

        json.WriteEndArray();
        WriteCounts(report);
        Text("capped", report.Capped);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }

    protected override void Dispose(bool disposing)
    {
        json.Dispose();
        base.Dispose(disposing);
    }

    void WriteCounts(Report report)
    {
        json.WriteStartArray("counts");
        foreach (var count in ReportWords.Found(report))
        {
            json.WriteStartObject();
            json.WriteString("rule", count.Rule);
            json.WriteString("severity", Word(count.Severity));
            json.WriteNumber("count", count.Count);
            json.WriteString("title", words.Title(count.Rule));
            Text("source", RuleWords.Source(count.Rule));
            json.WriteString("next", words.Next(count.Rule));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    void Text(string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }

    static string Word(Severity severity) => severity.ToString().ToLowerInvariant();
}
