using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Combinations;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Collections;

/// <summary>A row of the merged table.</summary>
/// <param name="Key">Its key; null where a key cell is blank.</param>
/// <param name="Cells">In the order of the template.</param>
/// <param name="Partner">Who sent it.</param>
/// <param name="Partners">Names of all who sent the very same row.</param>
/// <param name="SentAt">When.</param>
sealed record MergedRow(string? Key, IReadOnlyList<string> Cells, PartnerLine Partner, string Partners, DateTimeOffset SentAt);

/// <summary>The same key from several partners with other values.</summary>
/// <param name="Key">The key.</param>
/// <param name="Offers">What each of them sent, newest first.</param>
/// <param name="Differing">Columns of the template that differ, from 0.</param>
/// <param name="Chosen">Partner chosen by a person; null where nobody has.</param>
public sealed record MergeConflict(string Key, IReadOnlyList<MergeOffer> Offers, IReadOnlyList<int> Differing, Guid? Chosen);

/// <summary>One partner's row of a conflict.</summary>
/// <param name="PartnerId">Partner.</param>
/// <param name="Partner">Name.</param>
/// <param name="SentAt">When it was sent.</param>
/// <param name="Cells">In the order of the template.</param>
public sealed record MergeOffer(Guid PartnerId, string Partner, DateTimeOffset SentAt, IReadOnlyList<string> Cells);

/// <summary>What merging the newest returns gives.</summary>
/// <param name="Rows">Rows, conflicts settled as chosen, else by the newest.</param>
/// <param name="Conflicts">All conflicts.</param>
/// <param name="Used">Returns that went in.</param>
/// <param name="LeftOut">Partners whose return cannot be used yet.</param>
/// <param name="Doubles">Rows that several partners sent alike, or one sent twice, written once.</param>
/// <param name="WithoutKey">Rows with a blank key cell; kept, but nobody can tell whether they are doubles.</param>
sealed record MergeResult(IReadOnlyList<MergedRow> Rows, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<ReturnLine> Used, IReadOnlyList<PartnerLine> LeftOut, long Doubles, long WithoutKey)
{
    public int Open => Conflicts.Count(conflict => conflict.Chosen is null);
}

/// <summary>Merges returns by their row keys: no row twice, no value chosen in silence.</summary>
sealed class Merger(MusterDb db, CollectionStatus status, ImportRows rows)
{
    public async Task<MergeResult> MergeAsync(CollectiveFile collection, CancellationToken cancel)
    {
        var partners = await status.PartnersAsync(collection.Id, cancel);
        var choices = await db.Set<CollectionChoice>().AsNoTracking().Where(choice => choice.CollectionId == collection.Id).ToDictionaryAsync(choice => choice.RowKey, choice => choice.PartnerId, cancel);
        var read = new List<MergedRow>();
        var leftOut = new List<PartnerLine>();
        foreach (var partner in partners.Where(partner => partner.Newest is not null))
        {
            if (!partner.Newest!.IsUsable || await ReadAsync(collection, partner, cancel) is not { } sent)
            {
                leftOut.Add(partner);
                continue;
            }

            read.AddRange(sent);
        }

        var (merged, conflicts, doubles) = Settle(collection, read, choices);
        return new MergeResult(merged, conflicts, [.. partners.Where(partner => partner.Newest is not null && !leftOut.Contains(partner)).Select(partner => partner.Newest!)], leftOut, doubles, read.Count(row => row.Key is null));
    }

    /// <summary>Rows of a partner's return, repaired as decided.</summary>
    async Task<List<MergedRow>?> ReadAsync(CollectiveFile collection, PartnerLine partner, CancellationToken cancel)
    {
        var import = await db.Set<Import>().AsNoTracking().SingleAsync(import => import.Id == partner.Newest!.ImportId, cancel);
        try
        {
            using var opened = await rows.OpenAsync(import, cancel);
            return opened is null ? null : await Task.Run(() => Read(collection.Columns, partner, opened), cancel);
        }
        catch (UnreadableException)
        {
            return null;
        }
    }

    static List<MergedRow> Read(IReadOnlyList<TemplateColumn> template, PartnerLine partner, RepairedImport opened)
    {
        var read = new List<MergedRow>();
        var columns = partner.Newest!.Check.Columns;
        using var reader = opened.Table.Source.OpenRows(opened.Table.Sheet.Index);
        var block = new RowBlock();
        while (reader.ReadBlock(block) > 0)
        {
            for (var row = 0; row < block.Count; row++)
            {
                string[] cells = [.. columns.Select(column => column < 0 ? "" : block.Field(row, column).Trim().ToString())];
                if (block.RowNumber(row) >= opened.Table.Sheet.FirstDataRow && cells.Any(cell => cell.Length > 0))
                {
                    read.Add(new MergedRow(RowKeys.Of(template, at => cells[at]), cells, partner, partner.Name, partner.Newest.SentAt));
                }
            }
        }

        return read;
    }

    static (List<MergedRow> Rows, List<MergeConflict> Conflicts, long Doubles) Settle(CollectiveFile collection, List<MergedRow> read, Dictionary<string, Guid> choices)
    {
        var (merged, conflicts, doubles) = (new List<MergedRow>(), new List<MergeConflict>(), 0L);
        foreach (var group in read.GroupBy(row => row.Key is null ? Guid.NewGuid().ToString("N") : Fold.Text(row.Key)))
        {
            // Within one return the last row of a key holds: people correct by adding below.
            var own = group.GroupBy(row => row.Partner.Id).Select(rows => rows.Last()).OrderByDescending(row => row.SentAt).ToList();
            doubles += group.Count() - own.Count;
            var different = own.DistinctBy(row => string.Join('\u001f', row.Cells)).ToList();
            if (different.Count == 1)
            {
                doubles += own.Count - 1;
                merged.Add(own[0] with { Partners = string.Join("; ", own.Select(row => row.Partner.Name).Order(StringComparer.CurrentCulture)) });
                continue;
            }

            var chosen = choices.TryGetValue(group.Key, out var partner) && own.Any(row => row.Partner.Id == partner) ? partner : (Guid?)null;
            conflicts.Add(new MergeConflict(own[0].Key!, [.. own.Select(row => new MergeOffer(row.Partner.Id, row.Partner.Name, row.SentAt, row.Cells))], [.. Enumerable.Range(0, collection.Columns.Count).Where(at => own.Any(row => row.Cells[at] != own[0].Cells[at]))], chosen));
            doubles += own.Count - 1;
            merged.Add(chosen is null ? own[0] : own.First(row => row.Partner.Id == chosen));
        }

        return (merged, conflicts, doubles);
    }

    /// <summary>A day as the table has it.</summary>
    public static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
