using System.CommandLine;
using System.Globalization;
using Muster.Tabular;
using Muster.Tabular.Matching;
using Muster.Tabular.Reporting;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;
using Muster.Tabular.Validating.Schemas;

namespace Muster.Cli.Verbs;

/// <summary><c>muster validate</c>: the defects of a table, each with its rule, row, column and value.</summary>
static class Validate
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("validate", "Checks a table, and the shapes of a boundary layer, against the rules of the common operational datasets, and against an HXL schema where one is given. Exit code 1 where it finds anything.");
        var input = new TableInput(verb);
        var gazetteer = new GazetteerInput(verb);
        var boundaries = new BoundaryInput(verb);
        var rules = new Option<string?>("--rules") { Description = "Rule ids separated by commas, for example AB-C01,PS-04; a beginning such as PS stands for all of that group. Absent: all.", HelpName = "LIST" };
        var schema = new SchemaInput(verb);
        var today = new Option<DateOnly?>("--today") { Description = "The day on which the future begins. Absent: today.", HelpName = "DATE", CustomParser = result => DateOf(result.Tokens[0].Value) };
        var most = new Option<int>("--most") { Description = "Most findings written per rule; all are counted.", HelpName = "N", DefaultValueFactory = _ => 100_000 };
        var lastVersion = new Option<string?>("--last-version") { Description = "Version of the last edition, such as v01, which this one must follow (AB-D06).", HelpName = "VERSION" };
        var secondSource = new Option<string?>("--second-source") { Description = "People of the country by another source, as SOURCE=NUMBER, for example \"UN WPP 2024=11867032\" (PS-08).", HelpName = "SOURCE=N" };
        var bands = new Option<string?>("--bands") { Description = "Age bands that the response has agreed on, for example 0-4,5-11,12-17,18-59,60+ (SD-01).", HelpName = "BANDS" };
        foreach (var option in (ReadOnlySpan<Option>)[rules, today, most, lastVersion, secondSource, bands])
        {
            verb.Options.Add(option);
        }

        var output = new ReportOutput(verb);
        verb.SetAction(parsed =>
        {
            var plan = output.Plan(parsed);
            if (parsed.GetValue(most) < 0)
            {
                throw new RefusedException("--most is a number from 0 up.");
            }

            using var table = input.Open(parsed);
            var matcher = (gazetteer.Read(parsed, table.Pipeline) ?? boundaries.Gazetteer(parsed)) is { } places ? new PlaceMatcher(places) : null;
            var pipeline = matcher is null ? table.Pipeline : table.Pipeline.WithPlaces(matcher);
            var options = new ValidateOptions
            {
                Today = parsed.GetValue(today) ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime),
                Rules = RuleNames.Choose(parsed.GetValue(rules)),
                Matcher = matcher,
                Earlier = gazetteer.ReadEarlier(parsed),
                LastVersion = parsed.GetValue(lastVersion),
                SecondSource = parsed.GetValue(secondSource) is { } stated ? TotalOf(stated) : null,
                StandardBands = parsed.GetValue(bands) is { } list ? BandsOf(list) : null,
                Boundaries = boundaries.Read(parsed),
                MaxFindingsPerRule = parsed.GetValue(most),
            };
            var asked = schema.Read(parsed);
            var subject = ReportSubject.Of(pipeline, input.NameOf(parsed), options.Today) with { Places = options.Matcher?.Gazetteer.Edition, Language = plan.Language };
            var report = plan.Write(parsed, input.PathOf(parsed), subject, receive => Check(pipeline, options, asked, receive));
            return report.Counts.Any(count => count.Count > 0) ? ExitCode.Findings : ExitCode.Clean;
        });
        return verb;
    }

    static NationalTotal TotalOf(string text) =>
        text.LastIndexOf('=') is var cut and > 0 && double.TryParse(text.AsSpan(cut + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var people) && people > 0
            ? new NationalTotal(people, text[..cut].Trim())
            : throw new RefusedException($"\"{text}\" names no source and number, such as \"UN WPP 2024=11867032\".");

    static IReadOnlyList<AgeBand> BandsOf(string text) =>
        BandSets.TryParse(text, out var read) ? read : throw new RefusedException($"\"{text}\" is no list of age bands such as 0-4,5-17,18-59,60+.");

    static Report Check(Pipeline table, ValidateOptions options, IReadOnlyList<SchemaRule> schema, Action<Finding> receive)
    {
        var report = table.Examine(options, receive);
        return schema.Count == 0 ? report : report with { Counts = [.. report.Counts, .. SchemaCheck.Run(table, schema, receive)] };
    }

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
