using System.Globalization;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Sorting;

/// <summary>A key of which all is known.</summary>
/// <param name="Asked">The key as asked.</param>
/// <param name="Kind">How it is ordered.</param>
/// <param name="DateOrder">Order of the dates.</param>
/// <param name="DecimalMark">Decimal mark of the numbers.</param>
sealed record DecidedKey(SortColumn Asked, SortKind Kind, DateOrder? DateOrder, char DecimalMark)
{
    public int Index => Asked.Column.Column.Index;
}

/// <summary>Decides how columns are ordered from all their cells, never cell by cell: one pass over the key columns.</summary>
static class KeyDecision
{
    public static IReadOnlyList<DecidedKey> Of(TableSource source, Sheet sheet, IReadOnlyList<SortColumn> keys, CancellationToken cancel)
    {
        if (keys.All(key => key.Kind == SortKind.Text))
        {
            return [.. keys.Select(key => new DecidedKey(key, SortKind.Text, null, '.'))];
        }

        var scans = keys.Select(key => new ColumnScan(key.Column)).ToArray();
        var none = new bool[RowBlock.Capacity];
        using var blocks = source.OpenBlocks(sheet.Index);
        BlockPass.Run(blocks, () => none, (block, _) => block.SkipAbove(sheet.FirstDataRow), (block, _) =>
        {
            foreach (var scan in scans)
            {
                scan.Scan(block, none);
            }
        }, cancel);
        return [.. keys.Select((key, at) => Decide(key, scans[at]))];
    }

    static DecidedKey Decide(SortColumn key, ColumnScan scan)
    {
        scan.CountVotes();
        var profile = scan.Profile();
        var kind = key.Kind ?? profile.Type switch
        {
            ColumnType.WholeNumber or ColumnType.Number => SortKind.Number,
            ColumnType.Date => SortKind.Date,
            _ => SortKind.Text,
        };
        var order = profile.DateOrder ?? key.DateOrder;
        return kind == SortKind.Date && order is null && scan.Votes.TwoReadings > 0
            ? throw new UnreadableException(new ReadProblem("dates-two-readings", string.Create(CultureInfo.InvariantCulture, $"{scan.Votes.TwoReadings} dates of “{scan.Header}” can be read in two ways."), null, "Say the order of their parts."))
            : new DecidedKey(key with { Kind = kind }, kind, order, profile.DecimalMark ?? '.');
    }
}
