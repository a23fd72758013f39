using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Search;
using Muster.Server.Storage;

namespace Muster.Server.Features.Operations;

/// <summary>Finds operations by name, country, disaster or GLIDE number.</summary>
sealed class OperationSearch(MusterDb db, IStringLocalizer<OperationsText> text) : SearchSource
{
    public override string Kind => "operation";

    public override string Title => text["operations"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel) =>
        [.. (await ListOperations.SeenAsync(viewer, db, cancel))
            .Where(operation => Fold.Text($"{operation.Name} {operation.Countries} {operation.Disaster} {operation.Glide}").Contains(text, StringComparison.Ordinal))
            .Take(limit)
            .Select(operation => new SearchHit(operation.Name, "/operations/" + operation.Slug, operation.Glide))];
}
