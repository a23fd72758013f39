using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;

namespace Muster.Cli.Verbs;

/// <summary><c>muster validate</c>: the defects of a table, each with its rule, row, column and value.</summary>
static class Validate
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("validate", "Checks a table, and the shapes of a boundary layer, against the rules of the common operational datasets. Exit code 1 where it finds anything.");
        var input = new TableInput(verb);
        var gazetteer = new GazetteerInput(verb);
        var boundaries = new BoundaryInput(verb);
        var rules = new Option<string?>("--rules") { Description = "Rule ids separated by commas, for example AB-C01,PS-04; a beginning such as PS stands for all of that group. Absent: all.", HelpName = "LIST" };
        var format = new Option<string?>("--format") { Description = "text, json or csv. Absent: text.", HelpName = "FORM" };
        format.AcceptOnlyFromAmong("text", "json", "csv");
        var asJson = new Option<bool>("--json") { Description = "The same as --format json." };
        var today = new Option<DateOnly?>("--today") { Description = "The day on which the future begins. Absent: today.", HelpName = "DATE", CustomParser = result => DateOf(result.Tokens[0].Value) };
        var most = new Option<int>("--most") { Description = "Most findings written per rule; all are counted.", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var lastVersion = new Option<string?>("--last-version") { Description = "Version of the last edition, such as v01, which this one must follow (AB-D06).", HelpName = "VERSION" };
        var secondSource = new Option<string?>("--second-source") { Description = "People of the country by another source, as SOURCE=NUMBER, for example \"UN WPP 2024=11867032\" (PS-08).", HelpName = "SOURCE=N" };
        var bands = new Option<string?>("--bands") { Description = "Age bands that the response has agreed on, for example 0-4,5-11,12-17,18-59,60+ (SD-01).", HelpName = "BANDS" };
        var output = new DataOutput(verb);
        foreach (var option in (ReadOnlySpan<Option>)[rules, format, asJson, today, most, lastVersion, secondSource, bands])
        {
            verb.Options.Add(option);
        }

        verb.SetAction(parsed =>
        {
            if (parsed.GetValue(asJson) && parsed.GetValue(format) is "text" or "csv")
            {
                throw new RefusedException($"--json and --format {parsed.GetValue(format)} contradict each other. Leave one out.");
            }

            if (parsed.GetValue(most) < 0)
            {
                throw new RefusedException("--most is a number from 0 up.");
            }

            using var table = input.Open(parsed);
            var options = new ValidateOptions
            {
                Today = parsed.GetValue(today) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
                Rules = RuleNames.Choose(parsed.GetValue(rules)),
                Earlier = gazetteer.ReadEarlier(parsed),
                LastVersion = parsed.GetValue(lastVersion),
                SecondSource = parsed.GetValue(secondSource) is { } stated ? TotalOf(stated) : null,
                StandardBands = parsed.GetValue(bands) is { } list ? BandsOf(list) : null,
                Matcher = (gazetteer.Read(parsed, table.Pipeline) ?? boundaries.Gazetteer(parsed)) is { } places ? new PlaceMatcher(places) : null,
                Boundaries = boundaries.Read(parsed),
                MaxFindingsPerRule = parsed.GetValue(most),
            };
            Report? report = null;
            var form = parsed.GetValue(asJson) ? "json" : parsed.GetValue(format) ?? "text";
            output.Write(parsed, input.PathOf(parsed), stream =>
            {
                using var writer = FindingWriter.Of(form, stream);
                report = table.Pipeline.Examine(options, writer.Write);
                writer.End(report);
            });
            if (form == "csv")
            {
                Console.Error.WriteLine(FindingWriter.Summary(report!));
            }

            return report!.Counts.Any(count => count.Count > 0) ? ExitCode.Findings : ExitCode.Clean;
        });
        return verb;
    }

    static NationalTotal TotalOf(string text) =>
        text.LastIndexOf('=') is var cut and > 0 && double.TryParse(text.AsSpan(cut + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var people) && people > 0
            ? new NationalTotal(people, text[..cut].Trim())
            : throw new RefusedException($"\"{text}\" names no source and number, such as \"UN WPP 2024=11867032\".");

    static IReadOnlyList<AgeBand> BandsOf(string text) =>
        BandSets.TryParse(text, out var read) ? read : throw new RefusedException($"\"{text}\" is no list of age bands such as 0-4,5-17,18-59,60+.");

    static DateOnly? DateOf(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : throw new RefusedException($"\"{text}\" is no date such as 2016-10-04.");
}

/// <summary>Rule ids as a person lists them.</summary>
static class RuleNames
{
    /// <summary>The ids chosen; null for all.</summary>
    public static IReadOnlySet<string>? Choose(string? list)
    {
        if (list is null)
        {
            return null;
        }

        var chosen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var matching = Validator.Rules.Select(rule => rule.Id).Where(id => id.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
            var exact = matching.Where(id => id.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
            exact.AddRange(exact.Count > 0 ? matching.Where(id => id.Length == name.Length + 1 && char.IsAsciiLetterLower(id[^1])) : []);
            chosen.UnionWith(exact.Count > 0 ? exact : matching.Count > 0 ? matching : throw new RefusedException($"There is no rule {name}. Rules are named like AB-C01, PS-04, PT-01."));
        }

        return chosen.Count > 0 ? chosen : throw new RefusedException("--rules names no rule.");
    }
}

/// <summary>Writes findings as they come, then the counts.</summary>
abstract class FindingWriter : IDisposable
{
    /// <summary>The writer of a form: text, json or csv.</summary>
    public static FindingWriter Of(string form, Stream stream) => form switch
    {
        "json" => new JsonFindings(stream),
        "csv" => new CsvFindings(stream),
        _ => new TextFindings(stream),
    };

    /// <summary>One line on the whole report.</summary>
    public static string Summary(Report report)
    {
        var errors = Count(report, Severity.Error);
        var warnings = Count(report, Severity.Warning);
        var notes = Count(report, Severity.Information);
        return $"{report.RowsRead} rows: {errors} errors, {warnings} warnings, {notes} remarks.{(report.Capped is null ? "" : " " + report.Capped)}";
    }

    /// <summary>Writes a finding.</summary>
    public abstract void Write(Finding finding);

    /// <summary>Ends the report.</summary>
    public abstract void End(Report report);

    /// <inheritdoc/>
    public abstract void Dispose();

    static long Count(Report report, Severity severity) => report.Counts.Where(count => count.Severity == severity).Sum(count => count.Count);

    sealed class TextFindings(Stream stream) : FindingWriter
    {
        readonly StreamWriter text = new(stream, leaveOpen: true) { NewLine = "\n" };

        public override void Write(Finding finding) =>
            text.WriteLine($"{Letter(finding.Severity)} {finding.Rule,-7} {(finding.RowNumber is { } row ? $"row {row}" : "table"),-10} {(finding.Column is null ? "" : finding.Column + ": ")}{finding.Message}");

        public override void End(Report report)
        {
            if (report.Counts.Any(count => count.Count > 0))
            {
                text.WriteLine();
                TextTable.Write(text, ["rule", "severity", "count"], [.. report.Counts.Where(count => count.Count > 0).Select(count => new[] { count.Rule, MeaningText.CamelCase(count.Severity), $"{count.Count}" })]);
                text.WriteLine();
            }

            text.WriteLine(Summary(report));
        }

        public override void Dispose() => text.Dispose();

        static char Letter(Severity severity) => severity switch { Severity.Error => 'E', Severity.Warning => 'W', _ => 'I' };
    }

    sealed class CsvFindings : FindingWriter
    {
        readonly StreamWriter text;

        public CsvFindings(Stream stream)
        {
            text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
            Csv.WriteRow(text, "rule", "severity", "row", "column", "value", "expected", "place", "count", "message");
        }

        public override void Write(Finding finding) =>
            Csv.WriteRow(text, finding.Rule, MeaningText.CamelCase(finding.Severity), finding.RowNumber?.ToString(CultureInfo.InvariantCulture), finding.Column, finding.Value, finding.Expected, finding.Place, finding.Count.ToString(CultureInfo.InvariantCulture), finding.Message);

        public override void End(Report report) => text.Flush();

        public override void Dispose() => text.Dispose();
    }

    sealed class JsonFindings : FindingWriter
    {
        readonly Stream stream;
        readonly Utf8JsonWriter json;

        public JsonFindings(Stream stream)
        {
            this.stream = stream;
            json = JsonData.Writer(stream);
            json.WriteStartObject();
            json.WriteStartArray("findings");
        }

        public override void Write(Finding finding)
        {
            json.WriteStartObject();
            json.WriteString("rule", finding.Rule);
            json.WriteString("severity", MeaningText.CamelCase(finding.Severity));
            json.Whole("row", finding.RowNumber);
            json.Text("column", finding.Column);
            json.Text("value", finding.Value);
            json.Text("expected", finding.Expected);
            json.Text("place", finding.Place);
            json.WriteNumber("count", finding.Count);
            json.WriteString("message", finding.Message);
            json.WriteEndObject();
            if (json.BytesPending > 1 << 16)
            {
                json.Flush();
            }
        }

        public override void End(Report report)
        {
            json.WriteEndArray();
            json.WriteNumber("rows", report.RowsRead);
            json.WriteNumber("blankRows", report.BlankRows);
            json.Numbers("totalRows", report.TotalRows);
            json.Objects("counts", report.Counts.Where(count => count.Count > 0), count =>
            {
                json.WriteString("rule", count.Rule);
                json.WriteString("severity", MeaningText.CamelCase(count.Severity));
                json.WriteNumber("count", count.Count);
            });
            json.Text("capped", report.Capped);
            json.WriteEndObject();
            json.Flush();
            stream.WriteByte((byte)'\n');
        }

        public override void Dispose() => json.Dispose();
    }
}
