using Muster.Tabular.Detecting;
using Muster.Tabular.Mapping;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Boundaries;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>Checks a table in one streaming pass: each rule of cod.md section 4 is a file in <c>Rules/</c>.</summary>
public static class Validator
{
    /// <summary>All rules known, with their severity, title and message template: the documentation of rules is made from it.</summary>
    public static IReadOnlyList<RuleInfo> Rules { get; } = [.. RuleList.Create().Select(rule => rule.Info).Concat(LayerRuleList.Create().Select(rule => rule.Info)).DistinctBy(rule => rule.Id).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>Runs the pass.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="options">What else is known.</param>
    /// <param name="onFinding">Receives findings: those that a row shows by itself in row order, then those that only the whole table shows, again in row order, those without a row last. May be null. Called from the calling thread.</param>
    /// <param name="progress">Bytes read so far.</param>
    /// <param name="cancel">Stops the pass.</param>
    public static Report Run(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, ValidateOptions options, Action<Finding>? onFinding = null, IProgress<long>? progress = null, CancellationToken cancel = default)
    {
        var table = new TableShape(sheet, columns, source.Format, source.Sheets.Count == 1 ? source.Sheets[0].Name : sheet.Name) { Source = source };
        var scans = columns.Select(column => new ColumnScan(column)).ToArray();
        var sink = new FindingSink(options.MaxFindingsPerRule, onFinding);
        var pass = new Pass(table, options, scans, sink);
        using var check = new BlockCheck(pass, RuleList.Create().Where(rule => options.Rules?.Contains(rule.Info.Id) != false && rule.Applies(table, options)));

        using var blocks = source.OpenBlocks(sheet.Index);
        BlockPass.Run(blocks, () => new Batch(scans), (block, batch) =>
        {
            block.SkipAbove(sheet.FirstDataRow);
            batch.Take(block, check.NeedsHashes);
        }, (block, batch) =>
        {
            if (block.Count > 0)
            {
                check.Run(batch);
                sink.Flush();
            }

            progress?.Report(blocks.BytesRead);
        }, cancel);
        check.End();
        CheckShapes(source, sheet, columns, options, sink, cancel);
        sink.Flush();
        return check.Report(sink);
    }

    /// <summary>The shapes that lie in the file beside the rows of the sheet.</summary>
    static void CheckShapes(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, ValidateOptions options, FindingSink sink, CancellationToken cancel)
    {
        if (source.HasShapes(sheet.Index) && LayerRuleList.Create().Any(rule => options.Rules?.Contains(rule.Info.Id) != false))
        {
            LayerCheck.Run(BoundaryReader.ReadAll(source, sheet, columns), options.Boundaries, options.Rules, sink, cancel);
        }
    }
}
