using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using Muster.Server.Features.Operations;
using Muster.Tabular;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Collections;

/// <summary>Reads a return and says how it fits its template. Bad data is told with an example and its row, never thrown.</summary>
static partial class ReturnReader
{
    const int MostStampBytes = 1 << 20;

    /// <summary>What a workbook says it is: the collective file and the version of its template; null where it says nothing.</summary>
    public static (Guid Collection, int Version)? StampOf(string path)
    {
        try
        {
            using var zip = ZipFile.OpenRead(path);
            foreach (var entry in zip.Entries.Where(entry => entry.Length < MostStampBytes && (entry.FullName is "docProps/custom.xml" or "xl/sharedStrings.xml" || entry.FullName.StartsWith("xl/worksheets/", StringComparison.Ordinal))))
            {
                using var reader = new StreamReader(entry.Open());
                if (Stamp.Match(reader.ReadToEnd()) is { Success: true } match)
                {
                    return (Guid.Parse(match.Groups[1].Value), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
                }
            }
        }
        catch (InvalidDataException)
        {
            // No workbook: separated text bears no stamp.
        }

        return null;
    }

    /// <summary>Sheet that is filled in: the one that the template calls so, else the one proposed (null).</summary>
    public static int? SheetOf(TableSource source) => source.Sheets.FirstOrDefault(sheet => sheet.Name == TemplateBook.DataSheet)?.Index;

    /// <summary>Checks headers, then cells.</summary>
    /// <param name="table">The opened return.</param>
    /// <param name="collection">Its template.</param>
    /// <param name="places">Places of the country.</param>
    /// <param name="stamp">What the workbook says it is.</param>
    /// <param name="decided">Columns as a person paired them; null pairs by header.</param>
    public static ReturnCheck Check(Pipeline table, CollectiveFile collection, IReadOnlyList<TemplatePlace> places, (Guid Collection, int Version)? stamp, IReadOnlyList<int>? decided)
    {
        var (template, headers) = (collection.Columns, table.Columns.Select(column => column.Column.Header).ToList());
        var problems = new List<ReturnProblem>();
        var columns = decided is null ? Pair(template, table, problems) : [.. decided];
        problems.AddRange(template.Where((_, at) => columns[at] < 0).Select(column => new ReturnProblem("missing", column.Header, null, null, 1)));
        problems.AddRange(headers.Where((header, at) => header.Length > 0 && !columns.Contains(at)).Select(header => new ReturnProblem("extra", header, null, null, 1)));
        var present = columns.Where(column => column >= 0).ToList();
        if (!present.SequenceEqual(present.Order()))
        {
            problems.Add(new ReturnProblem("reordered", null, null, null, 1));
        }

        AddStamp(problems, collection, stamp, table);
        var cells = new CellChecks(template, columns, places);
        cells.Run(table);
        problems.AddRange(cells.Problems);
        return new ReturnCheck(columns, table.Sheet.Index, problems, cells.Rows) { IsUsable = template.Select((column, at) => !column.IsKey || columns[at] >= 0).All(has => has) && cells.Rows > 0, Headers = headers };
    }

    /// <summary>By header, then by spelling, then by meaning where only one column has it.</summary>
    static int[] Pair(IReadOnlyList<TemplateColumn> template, Pipeline table, List<ReturnProblem> problems)
    {
        var columns = Enumerable.Repeat(-1, template.Count).ToArray();
        Take((wanted, other) => other.Column.Header == wanted.Header, false);
        Take((wanted, other) => Compact(other.Column.Header) == Compact(wanted.Header), true);
        Take((wanted, other) => wanted.Meaning.Concept is not (Muster.Tabular.Tagging.Concept.Unknown or Muster.Tabular.Tagging.Concept.Note) && other.Meaning == wanted.Meaning && template.Count(column => column.Meaning == wanted.Meaning) == 1, true);
        return columns;

        void Take(Func<TemplateColumn, Muster.Tabular.Tagging.ColumnMeaning, bool> fits, bool isRenamed)
        {
            for (var at = 0; at < template.Count; at++)
            {
                var found = columns[at] >= 0 ? null : table.Columns.FirstOrDefault(column => !columns.Contains(column.Column.Index) && fits(template[at], column));
                if (found is not null)
                {
                    columns[at] = found.Column.Index;
                    if (isRenamed)
                    {
                        problems.Add(new ReturnProblem("renamed", template[at].Header, found.Column.Header, null, 1));
                    }
                }
            }
        }
    }

    static string Compact(string header) => new([.. Fold.Text(header).Where(char.IsLetterOrDigit)]);

    static void AddStamp(List<ReturnProblem> problems, CollectiveFile collection, (Guid Collection, int Version)? stamp, Pipeline table)
    {
        if (stamp is not { } known)
        {
            problems.Add(new ReturnProblem("unstamped", null, table.Source.Format.ToString(), null, 1));
        }
        else if (known.Collection != collection.Id)
        {
            problems.Add(new ReturnProblem("other-template", null, null, null, 1));
        }
        else if (known.Version != collection.TemplateVersion)
        {
            problems.Add(new ReturnProblem("old-template", null, string.Create(CultureInfo.InvariantCulture, $"{known.Version} < {collection.TemplateVersion}"), null, 1));
        }
    }

    [GeneratedRegex("muster-template:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}):([0-9]{1,6})")]
    static partial Regex Stamp { get; }
}

/// <summary>Checks the cells of a return: blank where filled is wanted, no number, no date, not of the list, keys that repeat.</summary>
sealed class CellChecks(IReadOnlyList<TemplateColumn> template, IReadOnlyList<int> columns, IReadOnlyList<TemplatePlace> places)
{
    readonly Dictionary<(string Code, string? Column), (string? Detail, int Row, long Count)> found = [];
    readonly HashSet<string> keys = [];
    readonly IReadOnlyList<HashSet<string>?> lists = [.. template.Select(column => column.Kind switch
    {
        TemplateKind.List => column.Words.Select(Fold.Text).ToHashSet(),
        TemplateKind.PlaceCode => places.Where(place => place.Level == column.Meaning.Level).Select(place => Fold.Text(place.Code)).ToHashSet(),
        TemplateKind.PlaceName => places.Where(place => place.Level == column.Meaning.Level).Select(place => Fold.Text(place.Name)).ToHashSet(),
        _ => null,
    })];

    public long Rows { get; private set; }

    public IEnumerable<ReturnProblem> Problems =>
        (Rows == 0 ? [new ReturnProblem("empty", null, null, null, 1)] : Array.Empty<ReturnProblem>())
        .Concat(found.Select(pair => new ReturnProblem(pair.Key.Code, pair.Key.Column, pair.Value.Detail, pair.Value.Row, pair.Value.Count)));

    public void Run(Pipeline table)
    {
        using var reader = table.Source.OpenRows(table.Sheet.Index);
        var block = new RowBlock();
        while (reader.ReadBlock(block) > 0)
        {
            for (var row = 0; row < block.Count; row++)
            {
                if (block.RowNumber(row) >= table.Sheet.FirstDataRow && !IsBlank(block, row))
                {
                    Rows++;
                    CheckRow(block, row);
                }
            }
        }
    }

    bool IsBlank(RowBlock block, int row) => columns.All(column => column < 0 || block.Field(row, column).IsWhiteSpace());

    void CheckRow(RowBlock block, int row)
    {
        var number = block.RowNumber(row);
        for (var at = 0; at < template.Count; at++)
        {
            if (columns[at] >= 0)
            {
                CheckCell(template[at], lists[at], block.Field(row, columns[at]).Trim().ToString(), number);
            }
        }

        var key = RowKeys.Of(template, at => columns[at] < 0 ? "" : block.Field(row, columns[at]).ToString());
        if (key is not null && !keys.Add(Fold.Text(key)))
        {
            Add("repeated-key", null, key, number);
        }
    }

    void CheckCell(TemplateColumn column, HashSet<string>? list, string text, int row)
    {
        if (text.Length == 0)
        {
            if (column.IsRequired)
            {
                Add("blank", column.Header, null, row);
            }
        }
        else if (column.Kind is TemplateKind.Whole or TemplateKind.Number && !IsNumber(text, column.Kind == TemplateKind.Whole))
        {
            Add("not-number", column.Header, text, row);
        }
        else if (column.Kind == TemplateKind.Date && !DateOnly.TryParse(text, CultureInfo.InvariantCulture, out _) && !DateTime.TryParse(text, CultureInfo.InvariantCulture, out _))
        {
            Add("not-date", column.Header, text, row);
        }
        else if (list is { Count: > 0 } && !list.Contains(Fold.Text(text)))
        {
            Add("not-listed", column.Header, text, row);
        }
    }

    static bool IsNumber(string text, bool isWhole) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && (!isWhole || (value >= 0 && decimal.Truncate(value) == value));

    void Add(string code, string? column, string? detail, int row) =>
        found[(code, column)] = found.TryGetValue((code, column), out var known) ? known with { Count = known.Count + 1 } : (detail, row, 1);
}

/// <summary>Keys of rows.</summary>
static class RowKeys
{
    /// <summary>The key cells joined by " | "; null where one of them is blank.</summary>
    public static string? Of(IReadOnlyList<TemplateColumn> template, Func<int, string> cell)
    {
        var parts = template.Select((column, at) => (column, at)).Where(pair => pair.column.IsKey).Select(pair => cell(pair.at).Trim()).ToList();
        return parts.Any(part => part.Length == 0) ? null : string.Join(" | ", parts);
    }
}
