using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Schemas;

/// <summary>Checks a tagged table against a schema in two passes: the first gathers what values are usual, the second reports.</summary>
public static class SchemaCheck
{
    /// <summary>Runs the check. Empty cells are tested by "required" only.</summary>
    /// <param name="table">The table, opened; columns without a tag are never chosen.</param>
    /// <param name="rules">Rules of <see cref="SchemaReader"/> or <see cref="CoreSchema"/>. The finding's rule is <c>SCHEMA-</c> and the number of the rule from 1.</param>
    /// <param name="onFinding">Receives findings, those about the whole table first, the others in row order.</param>
    /// <returns>Findings by severity and rule.</returns>
    public static IReadOnlyList<RuleCount> Run(Pipeline table, IReadOnlyList<SchemaRule> rules, Action<Finding>? onFinding = null)
    {
        var tags = table.Sheet.Columns.Select(column => (column, Tag: column.Tag is { } text && Hashtag.TryParse(text, out var tag) ? tag : null)).Where(pair => pair.Tag is not null).Select(pair => new TaggedColumn(pair.column.Index, pair.column.Header, pair.Tag!)).ToList();
        var checks = rules.Select((rule, at) => new RuleCheck(rule, at + 1, tags)).ToList();
        var sink = new FindingSink(int.MaxValue, onFinding);
        foreach (var check in checks)
        {
            check.TellMissingColumns(sink);
        }

        sink.Flush();
        Each(table, row => checks.ForEach(check => check.Gather(row)));
        checks.ForEach(check => check.Settle());
        Each(table, row =>
        {
            checks.ForEach(check => check.Report(row, sink));
            sink.Flush();
        });
        return sink.Counts;
    }

    static void Each(Pipeline table, Action<RowReader> work)
    {
        using var reader = table.Source.OpenRows(table.Sheet.Index);
        while (reader.Read())
        {
            if (reader.RowNumber >= table.Sheet.FirstDataRow)
            {
                work(reader);
            }
        }
    }
}

/// <summary>A column with its tag.</summary>
sealed record TaggedColumn(int Index, string Header, Hashtag Tag);

/// <summary>One rule at work on one table.</summary>
sealed class RuleCheck
{
    readonly SchemaRule rule;
    readonly RuleInfo info;
    readonly TaggedColumn[] columns;
    readonly TaggedColumn[] key;
    readonly TaggedColumn[] correlated;
    readonly Dictionary<string, Dictionary<string, long>> counts = [];
    readonly Dictionary<string, List<double>> numbers = [];
    readonly Dictionary<string, long[]> types = [];
    readonly Dictionary<string, Dictionary<string, long>> byKey = [];
    readonly Dictionary<string, IReadOnlyDictionary<string, string>> misspelt = [];
    readonly Dictionary<string, Outliers> outliers = [];
    readonly HashSet<UInt128> seen = [];

    public RuleCheck(SchemaRule rule, int number, IReadOnlyList<TaggedColumn> tags)
    {
        this.rule = rule;
        info = new RuleInfo($"SCHEMA-{number}", rule.Severity, rule.Tag.ToString(), rule.Description is null ? "{value} in {column} {what}." : "{description}", "HXL schema");
        columns = [.. tags.Where(tag => rule.Tag.Matches(tag.Tag))];
        key = rule.UniqueKey is { } patterns ? [.. tags.Where(tag => patterns.Count == 0 || patterns.Any(pattern => pattern.Matches(tag.Tag)))] : [];
        correlated = rule.Correlation is { } others ? [.. tags.Where(tag => others.Any(pattern => pattern.Matches(tag.Tag)))] : [];
    }

    /// <summary>A table with too few columns fails "required" as a whole, once.</summary>
    public void TellMissingColumns(FindingSink sink)
    {
        if (rule.FewestFilled is { } fewest && columns.Length < fewest)
        {
            Add(sink, null, null, default, null, $"{rule.Tag}", "the table", $"has {columns.Length} columns, {fewest} are required");
        }
    }

    public void Gather(RowReader row)
    {
        foreach (var column in columns)
        {
            var text = row.Field(column.Index).ToString();
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            var tag = column.Tag.ToKey();
            if (rule.ChecksSpelling)
            {
                Count(counts, tag, text.Trim());
            }

            if (rule.ChecksOutliers && NumberText.Read(text) is { Form: not NumberForm.None } number)
            {
                Of(numbers, tag, () => []).Add(number.Value);
            }

            if (rule.IsConsistent)
            {
                Of(types, tag, () => new long[3])[TypeOf(column, text)]++;
            }

            if (correlated.Length > 0)
            {
                Count(byKey, KeyOf(row, correlated), text.Trim());
            }
        }
    }

    public void Settle()
    {
        foreach (var (tag, values) in counts)
        {
            misspelt[tag] = Spelling.Find(values, rule.IsCaseSensitive);
        }

        foreach (var (tag, values) in numbers)
        {
            outliers[tag] = new Outliers(values);
        }
    }

    public void Report(RowReader row, FindingSink sink)
    {
        Required(row, sink);
        Keys(row, sink);
        foreach (var column in columns)
        {
            var text = row.Field(column.Index).ToString();
            if (!string.IsNullOrWhiteSpace(text) && Fault(row, column, text) is { } fault)
            {
                Add(sink, row.RowNumber, column, text, fault.Suggestion, $"\"{text}\"", column.Header, fault.What);
            }
        }
    }

    void Required(RowReader row, FindingSink sink)
    {
        if (rule.FewestFilled is null && rule.MostFilled is null || columns.Length < (rule.FewestFilled ?? 0))
        {
            return;
        }

        var filled = 0;
        foreach (var column in columns)
        {
            filled += row.Field(column.Index).IsWhiteSpace() ? 0 : 1;
        }

        if (filled < rule.FewestFilled || filled > rule.MostFilled)
        {
            Add(sink, row.RowNumber, null, default, null, $"{rule.Tag}", "the row", $"has {filled} values, {(filled < rule.FewestFilled ? $"at least {rule.FewestFilled}" : $"at most {rule.MostFilled}")} are asked for");
        }
    }

    void Keys(RowReader row, FindingSink sink)
    {
        if (key.Length > 0 && !seen.Add(TextHash.Of(KeyOf(row, key))))
        {
            Add(sink, row.RowNumber, null, default, null, "The key", "the row", "occurred before");
        }
    }

    (string What, string? Suggestion)? Fault(RowReader row, TaggedColumn column, string text)
    {
        if (CellTest.Fault(rule, text, column.Tag.Name == "date") is { } fault)
        {
            return fault;
        }

        var tag = column.Tag.ToKey();
        if (misspelt.TryGetValue(tag, out var slips) && slips.TryGetValue(text.Trim(), out var meant))
        {
            return ("may be misspelt", meant);
        }

        if (outliers.TryGetValue(tag, out var far) && NumberText.Read(text) is { Form: not NumberForm.None } number && far.Contains(number.Value))
        {
            return ("is far from the other values", null);
        }

        if (types.TryGetValue(tag, out var kinds) && TypeOf(column, text) is var kind && kinds[kind] < kinds.Max())
        {
            return ($"is not a {(Array.IndexOf(kinds, kinds.Max()) switch { 0 => "text", 1 => "number", _ => "date" })} as most are", null);
        }

        if (rule.IsUnique && !seen.Add(TextHash.Of(HeaderText.Fold(text.Trim()))))
        {
            return ("occurred before", null);
        }

        return correlated.Length > 0 && byKey[KeyOf(row, correlated)] is { Count: > 1 } values && values.MaxBy(value => value.Value).Key is var usual && usual != text.Trim()
            ? ("is not the value that usually goes with its key", usual)
            : null;
    }

    static int TypeOf(TaggedColumn column, string text) =>
        column.Tag.Name == "date" && CellTest.IsOf(SchemaType.Date, text) ? 2 : CellTest.IsOf(SchemaType.Number, text) ? 1 : 0;

    static string KeyOf(RowReader row, TaggedColumn[] columns) => string.Join('\u001F', columns.Select(column => HeaderText.Fold(row.Field(column.Index).Trim().ToString())));

    static void Count(Dictionary<string, Dictionary<string, long>> counts, string key, string value) =>
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(Of(counts, key, () => []), value, out _)++;

    static T Of<T>(Dictionary<string, T> values, string key, Func<T> make)
    {
        if (!values.TryGetValue(key, out var value))
        {
            values[key] = value = make();
        }

        return value;
    }

    void Add(FindingSink sink, int? row, TaggedColumn? column, ReadOnlySpan<char> value, string? suggestion, params string[] arguments) =>
        sink.Add(info, rule.Severity, row, column?.Header, value, suggestion, null, 1, rule.Description is null ? arguments : [rule.Description]);
}
