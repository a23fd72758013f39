using System.CommandLine;
using Muster.Tabular.Reporting;
using Muster.Tabular.Validating;

namespace Muster.Cli;

/// <summary>Where the findings go: standard output or a file, and reports beside them.</summary>
sealed class ReportOutput
{
    readonly Option<string[]> reports = new("--report") { Description = "File to write a report to; its ending says the form: .html, .xlsx (the table with its faulty cells marked), .csv, .json or .txt. May be given several times. With it, standard output stays empty unless --json asks for more.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };
    readonly Option<string?> format = new("--format") { Description = "text, json, csv, html or xlsx: the form of what is written. Absent: what the ending of the file says, else text.", HelpName = "FORM" };
    readonly Option<bool> asJson = new("--json") { Description = "Write the findings as JSON; the same as --format json where there is no report." };
    readonly Option<string> language = new("--language") { Description = "Language of the messages: en or fr.", HelpName = "LANGUAGE", DefaultValueFactory = _ => "en" };
    readonly DataOutput output;

    /// <summary>Adds the options to a verb.</summary>
    public ReportOutput(Command verb)
    {
        format.AcceptOnlyFromAmong([.. ReportForms.Names]);
        language.AcceptOnlyFromAmong("en", "fr");
        foreach (var option in (ReadOnlySpan<Option>)[reports, format, asJson, language])
        {
            verb.Options.Add(option);
        }

        output = new DataOutput(verb);
    }

    /// <summary>What is to be written, before anything is read.</summary>
    public ReportPlan Plan(ParseResult parsed)
    {
        var (files, form, json) = (parsed.GetValue(reports) ?? [], parsed.GetValue(format), parsed.GetValue(asJson));
        if (json && form is not (null or "json"))
        {
            throw new RefusedException($"--json and --format {form} contradict each other. Leave one out.");
        }

        if (files.Length > 1 && form is not null)
        {
            throw new RefusedException("--format says the form of one report: with several, their endings do.");
        }

        if (files.GroupBy(Path.GetFullPath).Any(same => same.Count() > 1) || (output.PathOf(parsed) is { } main && files.Any(file => Path.GetFullPath(file) == Path.GetFullPath(main))))
        {
            throw new RefusedException("Two reports would be written to one file. Name each differently.");
        }

        var named = files.Select(file => (file, FormOf(file, json ? null : form))).ToList();
        var hasMain = files.Length == 0 || json || !output.IsStandard(parsed);
        ReportForm? mainForm = hasMain ? MainForm(output.PathOf(parsed), files.Length == 0 ? form : null, json) : null;
        return mainForm == ReportForm.Xlsx && output.IsStandard(parsed) && !Console.IsOutputRedirected
            ? throw new RefusedException("A terminal cannot show a workbook: name a file with --output or --report.")
            : new ReportPlan(output, mainForm, named, parsed.GetValue(language)!);
    }

    static ReportForm FormOf(string file, string? form) => ReportForms.TryParse(form ?? file, out var found)
        ? found
        : throw new RefusedException($"The ending of {file} tells no form of report: end it in .html, .xlsx, .csv, .json or .txt, or say --format.");

    static ReportForm MainForm(string? file, string? form, bool json) =>
        json ? ReportForm.Json
        : ReportForms.TryParse(form ?? (file is null ? "text" : Path.GetExtension(file)), out var found) ? found
        : ReportForm.Text;
}

/// <summary>Reports to be written in one pass.</summary>
/// <param name="Output">Where the findings go.</param>
/// <param name="Main">Their form; null where only reports are wanted.</param>
/// <param name="Files">Reports beside them.</param>
/// <param name="Language">Of all of them.</param>
sealed record ReportPlan(DataOutput Output, ReportForm? Main, IReadOnlyList<(string File, ReportForm Form)> Files, string Language)
{
    /// <summary>Runs the check and writes everything; a file appears only when all are whole.</summary>
    public Report Write(ParseResult parsed, string? input, ReportSubject subject, Func<Action<Finding>, Report> check)
    {
        Report? report = null;
        WholeFiles.Write([.. Files.Select(file => file.File)], input, streams =>
        {
            var writers = streams.Select((stream, at) => ReportWriter.Create(Files[at].Form, stream, subject)).ToList();
            try
            {
                report = Main is { } form ? WriteMain(form, parsed, input, subject, writers, check) : Run(writers, check);
            }
            finally
            {
                writers.ForEach(writer => writer.Dispose());
            }
        });
        Tell(report!, subject);
        return report!;
    }

    /// <summary>What a person at the terminal is told where the findings themselves go elsewhere.</summary>
    void Tell(Report report, ReportSubject subject)
    {
        if (Main is null)
        {
            using var words = Console.OpenStandardError();
            using var counts = ReportWriter.Create(ReportForm.Text, words, subject);
            counts.Complete(report);
        }
        else if (Main is not (ReportForm.Text or ReportForm.Json))
        {
            Console.Error.WriteLine(ReportWriter.Summary(report, Language));
        }
    }

    Report WriteMain(ReportForm form, ParseResult parsed, string? input, ReportSubject subject, List<ReportWriter> writers, Func<Action<Finding>, Report> check)
    {
        Report? report = null;
        Output.Write(parsed, input, stream =>
        {
            using var main = ReportWriter.Create(form, stream, subject);
            report = Run([.. writers, main], check);
        });
        return report!;
    }

    static Report Run(List<ReportWriter> writers, Func<Action<Finding>, Report> check)
    {
        var report = check(finding => writers.ForEach(writer => writer.Write(finding)));
        writers.ForEach(writer => writer.Complete(report));
        return report;
    }
}
