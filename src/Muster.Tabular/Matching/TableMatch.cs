using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Matching;

/// <summary>The columns of a table that are matched.</summary>
/// <param name="Text">Column with the names or codes.</param>
/// <param name="Level">Their level, 0 to 5.</param>
/// <param name="Above">Columns of units above, coarse first, with their levels.</param>
public sealed record MatchColumns(ColumnMeaning Text, int Level, IReadOnlyList<(int Level, int Column)> Above);

/// <summary>A text of the column, with all that was found for it.</summary>
/// <param name="Parent">P-code of the unit above; null where it is not known.</param>
/// <param name="Text">As written.</param>
/// <param name="Answer">What it means.</param>
/// <param name="Rows">Rows that hold it under this parent.</param>
/// <param name="FirstRow">Number of the first of them.</param>
public sealed record MatchedText(string? Parent, string Text, PlaceAnswer Answer, long Rows, int FirstRow);

/// <summary>Asks for the place of every row of a table in one streaming pass, each different text once; memory grows with the number of different texts, not of rows.</summary>
public static class TableMatch
{
    static readonly string[] Added = ["match_code", "match_method", "match_score", "match_runner_up", "match_edition"];

    /// <summary>Columns that come out: those of the table, then the code, the method, its score, the next best code and the edition.</summary>
    public static IReadOnlyList<ColumnMeaning> ColumnsOf(Pipeline table) =>
        [
            .. table.Columns.Select((column, at) => column with { Column = column.Column with { Index = at } }),
            .. Added.Select((header, at) => new ColumnMeaning(new SheetColumn(table.Columns.Count + at, header, null), Meaning.Unknown, 0, "Found by matching.")),
        ];

    /// <summary>Runs the pass.</summary>
    /// <param name="table">The table.</param>
    /// <param name="matcher">Units to look among.</param>
    /// <param name="columns">What is matched.</param>
    /// <param name="writer">A writer of <see cref="ColumnsOf"/>, which is completed; null where only the texts are wanted.</param>
    /// <param name="cancel">Stops the pass; nothing half written stays.</param>
    /// <returns>The different texts in the order of their first rows.</returns>
    public static IReadOnlyList<MatchedText> Run(Pipeline table, PlaceMatcher matcher, MatchColumns columns, TableWriter? writer = null, CancellationToken cancel = default)
    {
        using var blocks = table.Source.OpenBlocks(table.Sheet.Index);
        var states = BlockPass.Run(blocks, () => new MatchBlock(matcher, columns, writer is null ? null : new CsvRows([.. table.Columns.Select(column => column.Column.Index)], guardFormulas: false)), (block, state) =>
        {
            block.SkipAbove(table.Sheet.FirstDataRow);
            state.Make(block);
        }, (_, state) => writer?.WriteLines(state.Lines), cancel);
        writer?.Complete();
        return [.. states.SelectMany(state => state.Texts).GroupBy(text => (text.Parent, text.Text))
            .Select(group => new MatchedText(group.Key.Parent, group.Key.Text, group.First().Answer, group.Sum(text => text.Rows), group.Min(text => text.FirstRow)))
            .OrderBy(text => text.FirstRow)];
    }
}

/// <summary>What a thread makes of blocks: their lines with answers, and the texts that it met.</summary>
sealed class MatchBlock(PlaceMatcher matcher, MatchColumns columns, CsvRows? lines)
{
    /// <summary>Rows alike in all columns asked are known again up to this many kinds.</summary>
    const int MostKinds = 50_000;

    readonly Dictionary<(string? Parent, string Text), TextTally> texts = [];
    readonly Dictionary<string, TextTally> kinds = [];
    char[] kind = new char[128];

    public ReadOnlySpan<byte> Lines => lines!.Written;

    public IEnumerable<MatchedText> Texts => texts.Select(text => new MatchedText(text.Key.Parent, text.Key.Text, text.Value.Answer, text.Value.Rows, text.Value.FirstRow));

    public void Make(RowBlock block)
    {
        lines?.Clear();
        for (var row = 0; row < block.Count; row++)
        {
            if (block.IsBlank(row))
            {
                continue;
            }

            var text = Find(block, row);
            text.Count(block.RowNumber(row));
            if (lines is not null)
            {
                lines.WriteCells(block, row);
                lines.Append(text.Cells);
                lines.EndRow();
            }
        }
    }

    TextTally Find(RowBlock block, int row)
    {
        var key = Kind(block, row);
        var known = kinds.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(key, out var text))
        {
            return text;
        }

        text = Ask(block, row);
        if (kinds.Count < MostKinds)
        {
            known[key] = text;
        }

        return text;
    }

    /// <summary>The texts that the answer hangs on, side by side.</summary>
    ReadOnlySpan<char> Kind(RowBlock block, int row)
    {
        var length = Add(block.Field(row, columns.Text.Column.Index), 0);
        foreach (var (_, column) in columns.Above)
        {
            length = Add(block.Field(row, column), length);
        }

        return kind.AsSpan(0, length);
    }

    int Add(ReadOnlySpan<char> text, int length)
    {
        if (length + text.Length + 1 > kind.Length)
        {
            Array.Resize(ref kind, (length + text.Length + 1) * 2);
        }

        text.CopyTo(kind.AsSpan(length));
        kind[length + text.Length] = '\u001F';
        return length + text.Length + 1;
    }

    TextTally Ask(RowBlock block, int row)
    {
        var parent = Parent(block, row);
        var text = block.Field(row, columns.Text.Column.Index).ToString();
        if (!texts.TryGetValue((parent, text), out var tally))
        {
            texts[(parent, text)] = tally = new TextTally(matcher.Match(text, columns.Level, parent), lines is not null);
        }

        return tally;
    }

    /// <summary>The unit above, found top down; a text above that is not certain leaves the search to the units above that are.</summary>
    string? Parent(RowBlock block, int row)
    {
        string? parent = null;
        foreach (var (level, column) in columns.Above)
        {
            var text = block.Field(row, column);
            if (!text.IsWhiteSpace() && matcher.Match(text, level, parent) is { IsCertain: true } found)
            {
                parent = found.Code;
            }
        }

        return parent;
    }
}

/// <summary>An answer, how often it was given, and the cells that tell it.</summary>
sealed class TextTally
{
    public TextTally(PlaceAnswer answer, bool withCells)
    {
        Answer = answer;
        Cells = withCells ? CellsOf(answer) : [];
    }

    public PlaceAnswer Answer { get; }

    /// <summary>As CSV, with the comma before them.</summary>
    public byte[] Cells { get; }

    public long Rows { get; private set; }

    public int FirstRow { get; private set; } = int.MaxValue;

    // Blocks come to a thread in rising order, but a thread's rows are not all rows: the least is taken again at the end.
    public void Count(int rowNumber) => (Rows, FirstRow) = (Rows + 1, Math.Min(FirstRow, rowNumber));

    static byte[] CellsOf(PlaceAnswer answer)
    {
        var rows = new CsvRows([], guardFormulas: false);
        var method = answer.Method.ToString();
        foreach (var cell in (ReadOnlySpan<string?>)[answer.Code, char.ToLowerInvariant(method[0]) + method[1..], answer.Score.ToString("0.###", CultureInfo.InvariantCulture), answer.RunnerUp, answer.Edition])
        {
            rows.Append((byte)',');
            rows.WriteField(cell);
        }

        return rows.Written.ToArray();
    }
}
