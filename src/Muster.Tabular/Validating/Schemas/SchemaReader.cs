using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Schemas;

/// <summary>Reads an HXL schema, itself a tagged table with a row for each rule (hxl.md 11).</summary>
public static class SchemaReader
{
    /// <summary>No expression of a schema may hold a cell up for longer.</summary>
    static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(250);

    /// <summary>Rules in the order of the rows; a list of tags makes one rule for each.</summary>
    /// <param name="schema">The schema, opened.</param>
    /// <param name="findList">Gives the cells of an outside list by its address and wanted tag; null where there are none.</param>
    /// <exception cref="UnreadableException"><c>schema-empty</c>, <c>schema-tag</c>, <c>schema-regex</c>, <c>schema-list-missing</c>, <c>schema-value</c>.</exception>
    public static IReadOnlyList<SchemaRule> Read(Pipeline schema, Func<string, TagPattern?, IReadOnlyList<string>?>? findList = null)
    {
        var columns = schema.Sheet.Columns.Where(column => column.Tag is not null && Hashtag.TryParse(column.Tag, out _)).Select(column => (Tag(column.Tag!), column.Index)).ToList();
        var rules = new List<SchemaRule>();
        using var reader = schema.Source.OpenRows(schema.Sheet.Index);
        while (reader.Read())
        {
            // Rules name tags, so that the first of them may look like a second tag row.
            if (reader.RowNumber > (schema.Sheet.TagRows.Count > 0 ? schema.Sheet.TagRows[0] : schema.Sheet.FirstDataRow - 1))
            {
                rules.AddRange(new Row(reader, columns, findList).Rules());
            }
        }

        return rules.Count > 0 ? rules : throw Problem("schema-empty", "The schema holds no rule.", null, "A schema has a column #valid_tag and a row for each rule.");
    }

    static Hashtag Tag(string text) => Hashtag.TryParse(text, out var tag) ? tag : throw new ArgumentException(text, nameof(text));

    static UnreadableException Problem(string code, string what, int? row, string next) => new(new ReadProblem(code, what, row is null ? null : $"row {row} of the schema", next));

    /// <summary>One row of the schema.</summary>
    readonly struct Row(RowReader reader, List<(Hashtag Tag, int Index)> columns, Func<string, TagPattern?, IReadOnlyList<string>?>? findList)
    {
        public IEnumerable<SchemaRule> Rules()
        {
            var tags = Cell("valid_tag") ?? Cell("valid_tags");
            if (tags is null)
            {
                return [];
            }

            var self = this;
            var rule = Settings();
            return tags.Split(',').Select(tag => rule with { Tag = self.Pattern(tag) });
        }

        SchemaRule Settings() => new()
        {
            Tag = Pattern("#*"),
            Severity = Cell("valid_severity")?.ToLowerInvariant() switch { "info" or "information" => Severity.Information, "warning" => Severity.Warning, _ => Severity.Error },
            Description = Cell("description"),
            FewestFilled = Number("valid_required", "min") ?? (IsTrue("valid_required") ? 1 : null),
            MostFilled = Number("valid_required", "max"),
            Type = Cell("valid_datatype") is { } type ? TypeOf(type) : null,
            IsConsistent = IsTrue("valid_datatype", "consistent"),
            Lowest = Cell("valid_value", "min"),
            Highest = Cell("valid_value", "max"),
            Pattern = Cell("valid_value", "regex") is { } regex ? Expression(regex) : null,
            Values = List(),
            IsCaseSensitive = IsTrue("valid_value", "case"),
            ChecksWhitespace = IsTrue("valid_value", "whitespace"),
            ChecksSpelling = IsTrue("valid_value", "spelling"),
            ChecksOutliers = IsTrue("valid_value", "outliers"),
            IsUnique = IsTrue("valid_unique"),
            UniqueKey = Cell("valid_unique", "key") is { } key ? IsYes(key) ? [] : Patterns(key) : null,
            Correlation = Cell("valid_correlation") is { } correlation ? Patterns(correlation) : null,
        };

        IReadOnlyList<string>? List()
        {
            if (Cell("valid_value", "list") is { } list)
            {
                return [.. list.Split('|', StringSplitOptions.TrimEntries)];
            }

            if (Cell("valid_value", "url") is not { } address)
            {
                return null;
            }

            var target = Cell("valid_value", "target_tag") is { } tag ? Pattern(tag) : null;
            return findList?.Invoke(address, target) ?? throw Problem("schema-list-missing", $"The list \"{address}\" was not found.", reader.RowNumber, "Give the list as a file, or take the rule out.");
        }

        Regex Expression(string text)
        {
            var options = RegexOptions.CultureInvariant | (IsTrue("valid_value", "case") ? RegexOptions.None : RegexOptions.IgnoreCase);
            try
            {
                // Linear time wherever the expression allows it; a limit on each cell where it does not.
                return new Regex(text, options | RegexOptions.NonBacktracking, LongestMatch);
            }
            catch (NotSupportedException)
            {
                return new Regex(text, options, LongestMatch);
            }
            catch (ArgumentException cause)
            {
                throw new UnreadableException(new ReadProblem("schema-regex", $"\"{text}\" is not a regular expression.", $"row {reader.RowNumber} of the schema", "Correct the expression."), cause);
            }
        }

        SchemaType TypeOf(string text) =>
            Enum.TryParse<SchemaType>(text, ignoreCase: true, out var type) && !int.TryParse(text, out _)
                ? type
                : throw Problem("schema-value", $"\"{text}\" is no type of a schema.", reader.RowNumber, "The types are text, number, url, email, phone and date.");

        int? Number(string tag, string attribute) => Cell(tag, attribute) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw Problem("schema-value", $"\"{text}\" is no whole number.", reader.RowNumber, "Give a number of cells.");

        TagPattern Pattern(string text) => TagPattern.TryParse(text, out var pattern) ? pattern : throw Problem("schema-tag", $"\"{text}\" is no tag pattern.", reader.RowNumber, "Write for example #adm1+code.");

        List<TagPattern> Patterns(string text) => [.. text.Split(',').Select(Pattern)];

        bool IsTrue(string tag, string? attribute = null) => Cell(tag, attribute) is { } text && IsYes(text);

        static bool IsYes(string text) => text.ToLowerInvariant() is "1" or "y" or "yes" or "t" or "true";

        string? Cell(string name, string? attribute = null)
        {
            foreach (var (tag, index) in columns)
            {
                if (tag.Name == name && (attribute is null ? tag.Attributes.Count == 0 : tag.Has(attribute)) && !reader.Field(index).IsWhiteSpace())
                {
                    return reader.Field(index).Trim().ToString();
                }
            }

            return null;
        }
    }
}
