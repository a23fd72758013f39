using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;

namespace Muster.Server.Features.Imports;

/// <summary>Finds the gazetteer that an import is checked and matched with.</summary>
sealed class ImportPlaces(GazetteerStore gazetteers)
{
    /// <summary>The one chosen, else that of the first of the operation's countries that has one; null where none is chosen or loaded.</summary>
    public async Task<LoadedGazetteer?> ForAsync(ImportChoices choices, Operation operation, CancellationToken cancel)
    {
        if (choices.EditionId is { } edition)
        {
            return await gazetteers.FindAsync(edition, cancel);
        }

        IReadOnlyList<string> countries = choices.Country switch
        {
            null => operation.CountryCodes,
            "" => [],
            { } country => [country],
        };
        foreach (var country in countries)
        {
            if (await gazetteers.CurrentAsync(country, cancel) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    /// <summary>The very edition of an examination.</summary>
    public async Task<LoadedGazetteer?> OfAsync(Guid? edition, CancellationToken cancel) =>
        edition is { } id ? await gazetteers.FindAsync(id, cancel) : null;
}
