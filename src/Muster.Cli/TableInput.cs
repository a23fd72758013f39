using System.CommandLine;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Cli;

/// <summary>The file that a verb reads, and what a person has decided about it.</summary>
sealed class TableInput
{
    readonly Argument<string?> file = new("FILE") { Description = "The table, told by its content, not by its name: CSV and other separated text, XLSX, XLS, ODS, JSON, GeoJSON, TopoJSON, KML, KMZ, a zipped shapefile, or any of them in gzip or zip. Absent or -: standard input.", Arity = ArgumentArity.ZeroOrOne };
    readonly Option<string?> encoding = new("--encoding") { Description = "Text encoding, for example windows-1252. Absent: detected.", HelpName = "NAME" };
    readonly Option<string?> separator = new("--separator") { Description = "Field separator: a character, or tab. Absent: detected.", HelpName = "CHAR" };
    readonly Option<string?> sheet = new("--sheet") { Description = "Sheet by name, or by number from 1. Absent: the one that looks most like a table.", HelpName = "SHEET" };
    readonly Option<int?> headerRow = new("--header-row") { Description = "Number of the last header row; 0 where there is none. Absent: detected.", HelpName = "N" };

    readonly Option<string[]> meanings = new("--set") { Description = "What a column means, as HEADER=MEANING; the meaning as an HXL tag or a header of a COD schema: Commune=ADM2_FR, Effectif=#affected+idps. May be given several times.", HelpName = "HEADER=MEANING", AllowMultipleArgumentsPerToken = false };
    readonly Option<string?> memory = new("--remember") { Description = "File that keeps what --set says, by publisher and header, and is asked next time. Needs --publisher.", HelpName = "FILE" };
    readonly Option<string?> publisher = new("--publisher") { Description = "Who publishes the table.", HelpName = "NAME" };

    /// <summary>Adds the argument and options to a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="withChoices">False for a verb that hands the file on as it is.</param>
    public TableInput(Command verb, bool withChoices = true)
    {
        verb.Arguments.Add(file);
        foreach (var option in withChoices ? (Option[])[encoding, separator, sheet, headerRow, meanings, memory, publisher] : [])
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
            var pipeline = WithMeanings(OpenPipeline(opened.Path, options, parsed), parsed);
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

    /// <summary>Meanings set now, and those remembered for the publisher.</summary>
    Pipeline WithMeanings(Pipeline pipeline, ParseResult parsed)
    {
        var (set, file, name) = (parsed.GetValue(meanings) ?? [], parsed.GetValue(memory), parsed.GetValue(publisher));
        if (set.Length == 0 && file is null && name is null)
        {
            return pipeline;
        }

        if (file is null != (name is null))
        {
            throw new RefusedException("--remember and --publisher belong together: the same header means other things elsewhere.");
        }

        var known = file is null ? new MeaningMemory() : MeaningMemory.Load(file);
        var decided = new Dictionary<int, Meaning>();
        foreach (var text in set)
        {
            var (column, meaning) = MeaningOf(pipeline, text);
            decided[column.Index] = meaning;
            if (name is not null)
            {
                known.Remember(new RememberedMeaning(name, column.Header, meaning, DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)));
            }
        }

        if (file is not null && decided.Count > 0)
        {
            known.Save(file);
        }

        var recalled = name is null ? new Dictionary<int, RememberedMeaning>() : known.Recall(name, pipeline.Sheet);
        return pipeline with { Columns = Tagger.Tag(pipeline.Source, pipeline.Sheet, decided, recalled) };
    }

    static (SheetColumn Column, Meaning Meaning) MeaningOf(Pipeline pipeline, string text)
    {
        if (text.LastIndexOf('=') is var cut && cut <= 0)
        {
            throw new RefusedException($"\"{text}\" is no HEADER=MEANING, such as Commune=ADM2_FR.");
        }

        var (header, meaning) = (text[..cut], text[(cut + 1)..]);
        var column = pipeline.Sheet.Columns.FirstOrDefault(column => column.Header.Equals(header, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException($"There is no column \"{header}\". The table has: {string.Join(", ", pipeline.Sheet.Columns.Select(column => column.Header))}.");
        return (column, HeaderNames.Read(meaning) ?? throw new RefusedException($"\"{meaning}\" names no meaning: give an HXL tag such as #adm2+name, or a header such as ADM2_PCODE, F_00_04."));
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
