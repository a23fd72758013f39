using System.CommandLine;
using Muster.Tabular;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Schemas;

namespace Muster.Cli;

/// <summary>The HXL schema that a verb checks with, and the lists it refers to.</summary>
sealed class SchemaInput
{
    readonly Option<string?> schema = new("--schema") { Description = "HXL schema to check with besides the rules: a tagged table with a column #valid_tag. The word core stands for the built-in one.", HelpName = "FILE" };
    readonly Option<string[]> lists = new("--list") { Description = "A list of allowed values that the schema names by its address: ADDRESS=FILE. May be given several times; an address that is a file beside the schema needs none.", HelpName = "ADDRESS=FILE", AllowMultipleArgumentsPerToken = false };

    /// <summary>Adds the options to a verb.</summary>
    public SchemaInput(Command verb)
    {
        verb.Options.Add(schema);
        verb.Options.Add(lists);
    }

    /// <summary>The rules of the schema; none where none is given.</summary>
    public IReadOnlyList<SchemaRule> Read(ParseResult parsed)
    {
        var named = (parsed.GetValue(lists) ?? []).Select(Named).ToList();
        switch (parsed.GetValue(schema))
        {
            case null:
                return named.Count == 0 ? [] : throw new RefusedException("--list says more about a schema: name one with --schema.");
            case "core":
                return CoreSchema.Rules;
            case var path:
                using (var opened = File.Exists(path) ? Pipeline.Open(path) : throw new RefusedException($"There is no file {path}."))
                {
                    return SchemaReader.Read(opened, (address, tag) => ListAt(path, named, address) is { } file ? Values(file, tag) : null);
                }
        }
    }

    static (string Address, string File) Named(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && at < text.Length - 1 ? (text[..at], text[(at + 1)..]) : throw new RefusedException($"\"{text}\" names no list: write --list ADDRESS=FILE.");
    }

    // Nothing is fetched: an address is looked for among the lists named, then as a file beside the schema.
    static string? ListAt(string schema, List<(string Address, string File)> named, string address)
    {
        var file = named.FirstOrDefault(list => list.Address == address).File ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(schema))!, Path.GetFileName(address));
        return File.Exists(file) ? file : null;
    }

    /// <summary>The values of a list: of the column with the tag wanted, else all cells of tagged columns, else the first column.</summary>
    static List<string> Values(string file, TagPattern? tag)
    {
        using var list = Pipeline.Open(file);
        var tagged = list.Sheet.Columns.Where(column => column.Tag is not null && Hashtag.TryParse(column.Tag, out var found) && (tag is null || tag.Matches(found))).Select(column => column.Index).ToList();
        if (tagged.Count == 0)
        {
            tagged = tag is null ? [0] : throw new RefusedException($"The list {file} has no column {tag}.");
        }

        var values = new List<string>();
        using var rows = list.Source.OpenRows(list.Sheet.Index);
        while (rows.Read())
        {
            if (rows.RowNumber >= list.Sheet.FirstDataRow)
            {
                values.AddRange(tagged.Select(column => rows.Field(column).Trim().ToString()).Where(value => value.Length > 0));
            }
        }

        return values;
    }
}
