using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Search;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>Finds datasets by title, source and description, in all operations that the viewer sees.</summary>
sealed class DatasetSearch(MusterDb db, IStringLocalizer<CatalogueText> text) : SearchSource
{
    // Candidates are judged one by one; more than these are not looked at for one search.
    const int MostCandidates = 2000;

    public override string Kind => "dataset";

    public override string Title => text["datasets"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel)
    {
        var candidates = db.Set<Dataset>().AsNoTracking().Join(db.Set<Operation>(), dataset => dataset.OperationId, operation => operation.Id, (dataset, operation) => new { dataset, operation });
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10))
        {
            candidates = candidates.Where(pair => pair.dataset.SearchText.Contains(word));
        }

        var found = await candidates.OrderByDescending(pair => pair.dataset.UpdatedAt).Take(MostCandidates).ToListAsync(cancel);
        return [.. found.Where(pair => OperationGate.Sees(viewer, pair.operation) && DatasetGate.Sees(viewer, pair.dataset))
            .OrderByDescending(pair => Fold.Text(pair.dataset.Title).Contains(text, StringComparison.Ordinal))
            .Take(limit)
            .Select(pair => new SearchHit(pair.dataset.Title, $"/operations/{pair.operation.Slug}/datasets/{pair.dataset.Slug}", pair.operation.Name))];
    }
}
