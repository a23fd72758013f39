using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Admin;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Demonstration;

/// <summary>A demonstration account as its owner signs in.</summary>
/// <param name="Email">Address; nothing is sent to it.</param>
/// <param name="Name">Name shown.</param>
/// <param name="Password">Made at random for this data folder.</param>
/// <param name="Stamp">Identity's security stamp when the account was made: another one now says that the password was changed. Null before it was made.</param>
sealed record DemonstrationAccount(string Email, string Name, string Password, string? Stamp);

/// <summary>Three people to try Muster as. Their passwords are random and known only to who can read the console or the data folder: kept in a file that nobody else may read, gone with the demonstration.</summary>
sealed class DemonstrationAccounts(MusterDb db, AccountMaker maker, MusterSettings settings)
{
    public const string Administrator = "admin@demo.muster";
    public const string Officer = "officer@demo.muster";
    public const string Member = "member@demo.muster";

    static readonly (string Email, string Name)[] Cast =
        [(Administrator, "Demonstration administrator"), (Officer, "Demonstration information officer"), (Member, "Demonstration member")];

    string FilePath => Path.Combine(settings.DataFolder, "demo-accounts.json");

    /// <summary>Makes those that are missing.</summary>
    /// <returns>Ids by e-mail.</returns>
    public async Task<IReadOnlyDictionary<string, Guid>> MakeAsync(CancellationToken cancel)
    {
        var kept = Read();
        foreach (var (email, name) in Cast)
        {
            if (await IdAsync(email, cancel) is not null)
            {
                continue;
            }

            // Written before the account is made: after a crash in between the same password is used.
            var person = kept.FirstOrDefault(person => person.Email == email) ?? new DemonstrationAccount(email, name, AdminCommands.NewPassword(), null);
            kept = [.. kept.Where(other => other.Email != email), person];
            Write(kept);
            var (account, error) = await maker.MakeAsync(email, name, person.Password, email == Administrator);
            if (account is not null)
            {
                kept = [.. kept.Where(other => other.Email != email), person with { Stamp = account.SecurityStamp }];
                Write(kept);
            }
            else if (await IdAsync(email, cancel) is null)
            {
                throw new InvalidOperationException(error);
            }
        }

        var ids = new Dictionary<string, Guid>();
        foreach (var (email, _) in Cast)
        {
            ids[email] = await IdAsync(email, cancel) ?? throw new InvalidOperationException($"The account {email} was not made.");
        }

        return ids;
    }

    /// <summary>Says how to sign in, for the accounts that are there.</summary>
    public async Task TellAsync(TextWriter output, CancellationToken cancel)
    {
        var kept = Read();
        foreach (var (email, name) in Cast)
        {
            var stamp = await db.Users.AsNoTracking().Where(account => account.NormalizedEmail == Normal(email)).Select(account => account.SecurityStamp).SingleOrDefaultAsync(cancel);
            if (stamp is not null)
            {
                var person = kept.FirstOrDefault(person => person.Email == email);
                var password = person is null || (person.Stamp is not null && person.Stamp != stamp) ? "(password changed, or known on another node)" : person.Password;
                await output.WriteLineAsync($"  {email,-20} {password,-22} {name}");
            }
        }
    }

    /// <summary>Removes those that nothing else needs; the last administrator of a server stays, so that somebody can still sign in.</summary>
    public async Task RemoveAsync(CancellationToken cancel)
    {
        var kept = new List<DemonstrationAccount>();
        foreach (var (email, _) in Cast)
        {
            if (await IdAsync(email, cancel) is not { } id)
            {
                continue;
            }

            var isLastAdministrator = email == Administrator && !await db.Users.AnyAsync(account => account.IsAdministrator && account.Id != id, cancel);
            if (isLastAdministrator)
            {
                kept.AddRange(Read().Where(person => person.Email == email));
            }
            else if (!await IsNeededAsync(id, cancel))
            {
                await db.Users.Where(account => account.Id == id).ExecuteDeleteAsync(cancel);
            }
        }

        if (kept.Count > 0)
        {
            Write(kept);
        }
        else
        {
            File.Delete(FilePath);
        }
    }

    async Task<bool> IsNeededAsync(Guid account, CancellationToken cancel) =>
        await db.Set<Membership>().AnyAsync(membership => membership.AccountId == account, cancel)
        || await db.Set<Operation>().AnyAsync(operation => operation.CreatedBy == account, cancel)
        || await db.Set<Import>().AnyAsync(import => import.UploadedBy == account || import.DecidedBy == account, cancel)
        || await db.Set<Dataset>().AnyAsync(dataset => dataset.CreatedBy == account, cancel);

    Task<Guid?> IdAsync(string email, CancellationToken cancel) =>
        db.Users.AsNoTracking().Where(account => account.NormalizedEmail == Normal(email)).Select(account => (Guid?)account.Id).SingleOrDefaultAsync(cancel);

    static string Normal(string email) => email.ToUpperInvariant();

    List<DemonstrationAccount> Read()
    {
        try
        {
            return JsonSerializer.Deserialize<List<DemonstrationAccount>>(File.ReadAllText(FilePath)) ?? [];
        }
        catch (Exception failure) when (failure is FileNotFoundException or JsonException)
        {
            return [];
        }
    }

    void Write(IReadOnlyList<DemonstrationAccount> people)
    {
        // A new file takes the old one's place at once: never half written, never readable by others.
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var making = FilePath + ".new";
        File.Delete(making);
        using (var file = new FileStream(making, options))
        {
            JsonSerializer.Serialize(file, people);
        }

        File.Move(making, FilePath, overwrite: true);
    }
}
