using System.CommandLine;
using Muster.Tabular;
using Muster.Tabular.Reading;

namespace Muster.Cli;

/// <summary>The file that a verb reads, and what a person has decided about it.</summary>
sealed class TableInput
{
    readonly Argument<string?> file = new("FILE") { Description = "The table, told by its content, not by its name: CSV and other separated text, XLSX, XLS, ODS, JSON, GeoJSON, TopoJSON, KML, KMZ, a zipped shapefile, or any of them in gzip or zip. Absent or -: standard input.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> encoding = new("--encoding") { Description = "Text encoding, for example windows-1252. Absent: detected.", HelpName = "NAME" };
    readonly Option<string?> separator = new("--separator") { Description = "Field separator: a character, or tab. Absent: detected.", HelpName = "CHAR" };
    readonly Option<string?> sheet = new("--sheet") { Description = "Sheet by name, or by number from 1. Absent: the one that looks most like a table.", HelpName = "SHEET" };
    readonly Option<int?> headerRow = new("--header-row") { Description = "Number of the last header row; 0 where there is none. Absent: detected.", HelpName = "N" };

    /// <summary>Adds the argument and options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="withChoices">False for a verb that hands the file on as it is.</param>
    public TableInput(Command verb, bool withChoices = true)
    {
        verb.Arguments.Add(file);
        foreach (var option in withChoices ? (Option[])[encoding, separator, sheet, headerRow] : [])
        {
            verb.Options.Add(option);
        }
    }

    /// <summary>Path of the file; null for standard input.</summary>
    public string? PathOf(ParseResult parsed) => parsed.GetValue(file) is { } path && path != "-" ? path : null;

    /// <summary>Name of the file as people know it.</summary>
    public string NameOf(ParseResult parsed) => PathOf(parsed) is { } path ? Path.GetFileName(path) : "standard input";

    /// <summary>The file itself. Standard input is kept in a temporary file, as a table is passed over more than once.</summary>
    public InputFile OpenFile(ParseResult parsed)
    {
        if (PathOf(parsed) is { } path)
        {
            return File.Exists(path) ? new InputFile(path, false) : throw new RefusedException($"There is no file {path}.");
        }

        return Console.IsInputRedirected ? new InputFile(Spool(), true) : throw new RefusedException("Name a file, or send a table to standard input.");
    }

    /// <summary>Opens the table.</summary>
    public OpenTable Open(ParseResult parsed)
    {
        var opened = OpenFile(parsed);
        try
        {
            var options = new ReadOptions { FileName = NameOf(parsed), Encoding = parsed.GetValue(encoding), Separator = SeparatorOf(parsed.GetValue(separator)) };
            var pipeline = OpenPipeline(opened.Path, options, parsed);
            foreach (var note in pipeline.Source.Notes)
            {
                Console.Error.WriteLine(note.Text);
            }

            return new OpenTable(pipeline, opened);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    Pipeline OpenPipeline(string path, ReadOptions options, ParseResult parsed)
    {
        if (parsed.GetValue(sheet) is not { } chosen)
        {
            return Pipeline.Open(path, options, headerRow: parsed.GetValue(headerRow));
        }

        int index;
        using (var source = TableSource.Open(path, options))
        {
            index = source.Sheets.FirstOrDefault(name => name.Name == chosen)?.Index
                ?? (int.TryParse(chosen, out var number) && number >= 1 && number <= source.Sheets.Count ? number - 1
                : throw new RefusedException($"There is no sheet \"{chosen}\". The file has: {string.Join(", ", source.Sheets.Select(name => name.Name))}."));
        }

        return Pipeline.Open(path, options, index, parsed.GetValue(headerRow));
    }

    static char? SeparatorOf(string? text) => text switch
    {
        null => null,
        "tab" or "\\t" => '\t',
        [var letter] => letter,
        _ => throw new RefusedException($"\"{text}\" is no separator: give one character, or the word tab."),
    };

    static string Spool()
    {
        var spool = Path.GetTempFileName();
        using var input = Console.OpenStandardInput();
        using var output = File.Create(spool);
        input.CopyTo(output);
        return spool;
    }
}

/// <summary>A file to read.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="IsTemporary">True where it holds standard input and goes at the end.</param>
sealed record InputFile(string Path, bool IsTemporary) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose()
    {
        if (IsTemporary)
        {
            File.Delete(Path);
        }
    }
}

/// <summary>An opened table with its file.</summary>
sealed class OpenTable(Pipeline pipeline, InputFile file) : IDisposable
{
    /// <summary>The table.</summary>
    public Pipeline Pipeline { get; } = pipeline;

    /// <inheritdoc/>
    public void Dispose()
    {
        Pipeline.Dispose();
        file.Dispose();
    }
}
