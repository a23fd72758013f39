using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Tagging;

/// <summary>The meaning read for one column, with how sure and why.</summary>
/// <param name="Column">The column.</param>
/// <param name="Meaning">Its meaning; <see cref="Meaning.Unknown"/> where nothing is known.</param>
/// <param name="Confidence">0 to 1; 1 for a person's decision or an exact schema header.</param>
/// <param name="Reason">One English sentence: "Header of the classic COD schema (cod.md 2.1)".</param>
public sealed record ColumnMeaning(SheetColumn Column, Meaning Meaning, double Confidence, string Reason)
{
    /// <summary>What the column may be, for a person to confirm; never used without that. Null where nothing suggests itself.</summary>
    public Meaning? Suggestion { get; init; }

    /// <summary>True where a person has set the meaning, now or before: values never overrule it.</summary>
    public bool IsDecided { get; init; }
}

/// <summary>Reads meanings from headers and tags (cod.md 2.1 and 3, hxl.md 4 and 5).</summary>
public static class Tagger
{
    /// <summary>Values looked at per column when header and content are compared.</summary>
    public const int SampleRows = 200;

    /// <summary>The reason of a meaning that a person has set.</summary>
    public const string DecidedReason = "Decided by a person.";

    /// <summary>A meaning for each column, in column order, from headers and tags alone.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="decided">Meanings a person has set, by column index: they win, with confidence 1.</param>
    public static IReadOnlyList<ColumnMeaning> Tag(Sheet sheet, IReadOnlyDictionary<int, Meaning>? decided = null) =>
        Tag(sheet, ColumnSample.None, decided);

    /// <summary>A meaning for each column; the first rows are read, so that a header which its values contradict is noticed.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="decided">Meanings a person has set, by column index: they win, with confidence 1.</param>
    public static IReadOnlyList<ColumnMeaning> Tag(TableSource source, Sheet sheet, IReadOnlyDictionary<int, Meaning>? decided = null) =>
        Tag(sheet, ColumnSample.Take(source, sheet, SampleRows), decided);

    /// <summary>A meaning for each column, with what people have decided before for the same publisher.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="decided">Meanings a person has set now, by column index.</param>
    /// <param name="remembered">Meanings a person has set before, by column index; those set now win.</param>
    public static IReadOnlyList<ColumnMeaning> Tag(TableSource source, Sheet sheet, IReadOnlyDictionary<int, Meaning> decided, IReadOnlyDictionary<int, RememberedMeaning> remembered)
    {
        var all = remembered.ToDictionary(entry => entry.Key, entry => entry.Value.Meaning);
        foreach (var (column, meaning) in decided)
        {
            all[column] = meaning;
        }

        return [.. Tag(source, sheet, all).Select(column => !decided.ContainsKey(column.Column.Index) && remembered.TryGetValue(column.Column.Index, out var before)
            ? column with { Reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Decided for {before.Publisher} on {before.DecidedOn:yyyy-MM-dd}.") }
            : column)];
    }

    /// <summary>The same meanings, compared with the units of the country.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings read from headers and values.</param>
    /// <param name="places">Units of the country.</param>
    public static IReadOnlyList<ColumnMeaning> WithPlaces(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, PlaceMatcher places)
    {
        var compared = columns.ToArray();
        PlaceContent.Settle(compared, ColumnSample.Take(source, sheet, SampleRows), places);
        return compared;
    }

    /// <summary>A meaning for each column, compared with values seen.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="samples">Values seen, from <see cref="ColumnSample.Take"/>.</param>
    /// <param name="decided">Meanings a person has set, by column index: they win, with confidence 1.</param>
    public static IReadOnlyList<ColumnMeaning> Tag(Sheet sheet, ColumnSample samples, IReadOnlyDictionary<int, Meaning>? decided = null)
    {
        var columns = sheet.Columns.Select(column => ColumnReading.Of(column, samples)).ToArray();
        PlaceLevels.Settle(columns, samples);
        CountedGroup.Settle(sheet, columns);
        SexesBySum.Settle(columns, samples);
        ContentCheck.Settle(columns, samples);
        for (var index = 0; index < columns.Length; index++)
        {
            if (decided is not null && decided.TryGetValue(columns[index].Column.Index, out var meaning))
            {
                columns[index] = new ColumnMeaning(columns[index].Column, meaning, 1, DecidedReason) { IsDecided = true };
            }
        }

        return columns;
    }
}
