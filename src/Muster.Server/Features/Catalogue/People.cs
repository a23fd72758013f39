using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>Names of accounts, for members to see who did what.</summary>
sealed class People(MusterDb db)
{
    public async Task<string?> NameAsync(Guid? account, CancellationToken cancel) =>
        account is null ? null : await db.Users.AsNoTracking().Where(user => user.Id == account).Select(user => user.DisplayName).SingleOrDefaultAsync(cancel);

    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> accounts, CancellationToken cancel)
    {
        var ids = accounts.OfType<Guid>().Distinct().ToList();
        return await db.Users.AsNoTracking().Where(user => ids.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel);
    }
}

/// <summary>Whole addresses, to be cited and sent.</summary>
sealed class Addresses(MusterSettings settings, IHttpContextAccessor accessor)
{
    public string Of(string path)
    {
        var request = accessor.HttpContext!.Request;
        return (settings.Url ?? $"{request.Scheme}://{request.Host}") + path;
    }
}
