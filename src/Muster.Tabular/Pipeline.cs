using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;
using Muster.Tabular.Writing;

namespace Muster.Tabular;

/// <summary>The whole path on one screen: file, sheet, meanings, findings, repaired rows, table.</summary>
/// <param name="Source">The opened file.</param>
/// <param name="Sheet">The table found in it.</param>
/// <param name="Columns">What its columns mean.</param>
public sealed record Pipeline(TableSource Source, Sheet Sheet, IReadOnlyList<ColumnMeaning> Columns) : IDisposable
{
    /// <summary>Reading, detecting, tagging: looks at the first rows only.</summary>
    /// <param name="path">A seekable file.</param>
    /// <param name="options">Choices of encoding and separator, limits.</param>
    /// <param name="sheetIndex">Sheet chosen, or null for the proposed one.</param>
    /// <param name="headerRow">Last header row chosen, or null.</param>
    /// <param name="decided">Meanings set by a person.</param>
    /// <param name="firstHeaderRow">First header row chosen, or null.</param>
    /// <param name="tagRow">Row of HXL tags chosen, 0 = none, or null.</param>
    /// <exception cref="UnreadableException">What, where and what next.</exception>
    public static Pipeline Open(string path, ReadOptions? options = null, int? sheetIndex = null, int? headerRow = null, IReadOnlyDictionary<int, Meaning>? decided = null, int? firstHeaderRow = null, int? tagRow = null)
    {
        var source = TableSource.Open(path, options);
        try
        {
            var sheet = SheetDetector.Detect(source, sheetIndex, headerRow, firstHeaderRow, tagRow);
            return new Pipeline(source, sheet, Tagger.Tag(source, sheet, decided));
        }
        catch
        {
            source.Dispose();
            throw;
        }
    }

    /// <summary>The same table, its place columns compared with the units of the country: words such as Commune get their level from what they hold.</summary>
    public Pipeline WithPlaces(PlaceMatcher places) => this with { Columns = Tagger.WithPlaces(Source, Sheet, Columns, places) };

    /// <summary>Validating and matching: one streaming pass over all rows as they are in the file.</summary>
    public Report Examine(ValidateOptions options, Action<Finding>? onFinding = null, IProgress<long>? progress = null, CancellationToken cancel = default) =>
        Validator.Run(Source, Sheet, Columns, options, onFinding, progress, cancel);

    /// <summary>What each whole column shows, in one pass: what <see cref="Report.Profiles"/> says, without checks.</summary>
    public IReadOnlyList<ColumnProfile> Profile(CancellationToken cancel = default) => ColumnProfiles.Read(Source, Sheet, Columns, cancel);

    /// <summary>Repairing and writing: one streaming pass that applies the steps and hands accepted rows to the writer.</summary>
    /// <param name="repairer">Started on this source and sheet.</param>
    /// <param name="writer">Where accepted rows go; completed here.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancel">Stops the pass; nothing half written stays.</param>
    public static RowLedger Store(Repairer repairer, TableWriter writer, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        repairer.WriteAll(writer, progress, cancel);
        writer.Complete();
        return repairer.Ledger;
    }

    /// <summary>Writing: one pass that hands the data rows on as they are; completes the writer.</summary>
    /// <param name="writer">Where the rows go.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancel">Stops the pass; nothing half written stays.</param>
    public void Write(TableWriter writer, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        TableCopy.Run(Source, Sheet, writer, progress, cancel);
        writer.Complete();
    }

    /// <inheritdoc/>
    public void Dispose() => Source.Dispose();
}
