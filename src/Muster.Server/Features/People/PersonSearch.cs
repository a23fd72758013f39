using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Search;

namespace Muster.Server.Features.People;

/// <summary>Finds people for who is signed in, from three letters.</summary>
sealed class PersonSearch(PersonStore people, IStringLocalizer<PeopleText> text) : SearchSource
{
    public override string Kind => "person";

    public override string Title => text["people"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel)
    {
        if (!viewer.IsSignedIn || text.Trim().Length < Persons.LeastLetters)
        {
            return [];
        }

        var found = await people.ViewAsync(await people.Query(viewer, text).Take(limit).ToListAsync(cancel), viewer, cancel);
        return [.. found.Select(person => new SearchHit(person.FullName, $"/people/{person.Id:D}", string.Join(", ", new[] { person.JobTitle, person.OrganisationShort }.Where(part => !string.IsNullOrEmpty(part)))))];
    }
}
