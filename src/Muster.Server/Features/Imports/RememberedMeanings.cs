using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>Meanings that people gave to headers in earlier imports of the operation, by publisher: offered again, never taken unasked.</summary>
sealed class RememberedMeanings(MusterDb db)
{
    /// <summary>Versions looked at, the newest.</summary>
    const int Versions = 100;

    /// <summary>The columns with what was decided of the same header before as a suggestion. Decisions on datasets for named people are offered to whoever made them only.</summary>
    public async Task<IReadOnlyList<ColumnMeaning>> OfferAsync(Import import, IReadOnlyList<ColumnMeaning> columns, CancellationToken cancel)
    {
        var decisions = await DecisionsAsync(import, cancel);
        return [.. columns.Select(column => Offer(column, decisions))];
    }

    static ColumnMeaning Offer(ColumnMeaning column, IReadOnlyList<MeaningMemory> decisions)
    {
        var before = column.IsDecided || column.Column.Header.Length == 0 ? null
            : decisions.Select(memory => memory.Recall(memory.All[0].Publisher, column.Column.Header)).FirstOrDefault(found => found is not null);
        return before is null || before.Meaning == column.Meaning
            ? column
            : column with { Suggestion = before.Meaning, Reason = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{column.Reason} Decided for {before.Publisher} on {before.DecidedOn:yyyy-MM-dd}.") };
    }

    /// <summary>A memory for each publisher, the one decided on last first.</summary>
    async Task<IReadOnlyList<MeaningMemory>> DecisionsAsync(Import import, CancellationToken cancel)
    {
        var versions = await db.Set<DatasetVersion>().AsNoTracking()
            .Join(db.Set<Dataset>().Where(dataset => dataset.OperationId == import.OperationId && dataset.Source != null), version => version.DatasetId, dataset => dataset.Id, (version, dataset) => new { version, dataset.Source, dataset.Audience })
            .Where(row => row.version.CreatedBy == import.UploadedBy || row.Audience != Audience.Named)
            .OrderByDescending(row => row.version.CreatedAt).Take(Versions)
            .Select(row => new { row.Source, row.version.ColumnsJson, row.version.CreatedAt }).ToListAsync(cancel);
        var memories = new Dictionary<string, MeaningMemory>(StringComparer.OrdinalIgnoreCase);
        foreach (var version in versions)
        {
            var columns = JsonSerializer.Deserialize<IReadOnlyList<TableColumn>>(version.ColumnsJson, TableColumn.Json) ?? [];
            foreach (var column in columns.Where(column => column.Reason == Tagger.DecidedReason && column.Header.Length > 0))
            {
                if (!memories.TryGetValue(version.Source!, out var memory))
                {
                    memories[version.Source!] = memory = new MeaningMemory();
                }

                if (memory.Recall(version.Source!, column.Header) is null)
                {
                    memory.Remember(new RememberedMeaning(version.Source!, column.Header, column.Meaning, DateOnly.FromDateTime(version.CreatedAt.UtcDateTime)));
                }
            }
        }

        return [.. memories.Values];
    }
}
