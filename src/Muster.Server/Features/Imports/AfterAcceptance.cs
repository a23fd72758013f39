using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Imports;

/// <summary>What another feature does when an import has become a version, in the same transaction.</summary>
abstract class AfterAcceptance
{
    /// <param name="import">The import, tracked.</param>
    /// <param name="version">Its version, added but not yet saved.</param>
    /// <param name="cancel">Stops.</param>
    public abstract Task FollowAsync(Import import, DatasetVersion version, CancellationToken cancel);
}
