using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Search;

namespace Muster.Server.Features.Registry;

/// <summary>Finds organisations by any spelling.</summary>
sealed class OrganisationSearch(OrganisationStore store, IStringLocalizer<RegistryText> words) : SearchSource
{
    public override string Kind => "organisation";

    public override string Title => words["organisations"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel) =>
        [.. (await store.Query(new OrganisationChoice(text, null, null)).Take(limit).ToListAsync(cancel)).Select(organisation => new SearchHit(organisation.Title, $"/organisations/{organisation.Id:D}", words["kind-" + organisation.Kind]))];
}
