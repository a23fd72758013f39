using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Places;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>Places for the lists of a template, from the current edition of its country.</summary>
sealed class CollectionPlaces(MusterDb db)
{
    /// <summary>More units than this make a list that nobody scrolls; a level that has them gets none.</summary>
    const int MostOfLevel = 5000;

    /// <summary>Places of the levels that the template asks for, in the order of their parents, as cascading lists need them.</summary>
    public async Task<IReadOnlyList<TemplatePlace>> OfAsync(CollectiveFile collection, CancellationToken cancel)
    {
        var levels = collection.Columns.Where(column => column.Kind is TemplateKind.PlaceCode or TemplateKind.PlaceName).Select(column => column.Meaning.Level).OfType<int>().Distinct().ToList();
        if (collection.Country is null || levels.Count == 0)
        {
            return [];
        }

        var edition = await db.Set<GazetteerEdition>().AsNoTracking().Where(row => row.Country == collection.Country && row.IsCurrent).Select(row => (Guid?)row.Id).FirstOrDefaultAsync(cancel);
        var rows = await db.Set<PlaceRow>().AsNoTracking().Where(row => row.EditionId == edition && levels.Contains(row.Level))
            .Select(row => new { row.Level, row.Code, row.Name, row.ParentCode, Parent = db.Set<PlaceRow>().Where(above => above.EditionId == edition && above.Code == row.ParentCode).Select(above => above.Name).FirstOrDefault() }).ToListAsync(cancel);
        return [.. rows.GroupBy(row => row.Level).Where(level => level.Count() <= MostOfLevel).SelectMany(level => level)
            .OrderBy(row => row.Level).ThenBy(row => row.Parent, StringComparer.CurrentCulture).ThenBy(row => row.ParentCode, StringComparer.Ordinal).ThenBy(row => row.Name, StringComparer.CurrentCulture)
            .Select(row => new TemplatePlace(row.Level, row.Code, row.Name, row.ParentCode, row.Parent))];
    }
}
