using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Storage;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Registry;

/// <summary>Adds organisations from a spreadsheet. Good rows are taken, bad ones told with row and reason; who is there already is completed, never doubled or overwritten.</summary>
static class ImportOrganisations
{
    public static async Task<IResult> FromForm(Viewer viewer, IFormFileCollection files, OrganisationStore store, MusterDb db, IFileStore storage, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        var (outcome, refusal) = await ReadAsync(viewer, files, store, db, storage, text, cancel);
        return refusal ?? (IResult)new RazorComponentResult<ImportedPage>(new { Outcome = outcome });
    }

    /// <returns>200 with what was added, completed, there already, and what was wrong; 400 <c>upload-without-file</c>, 413, or the file's own problem.</returns>
    public static async Task<IResult> Handle(Viewer viewer, IFormFileCollection files, OrganisationStore store, MusterDb db, IFileStore storage, IStringLocalizer<RegistryText> text, CancellationToken cancel)
    {
        var (outcome, refusal) = await ReadAsync(viewer, files, store, db, storage, text, cancel);
        return refusal ?? (IResult)TypedResults.Ok(outcome);
    }

    static async Task<(RegistryOutcome? Outcome, Refusal? Refusal)> ReadAsync(Viewer viewer, IFormFileCollection files, OrganisationStore store, MusterDb db, IFileStore storage, IStringLocalizer text, CancellationToken cancel)
    {
        if (files is not [{ Length: > 0 } file])
        {
            return (null, new Refusal(400, "upload-without-file", text["no-file"]));
        }

        if (file.Length > SmallTable.MostBytes)
        {
            return (null, new Refusal(413, "upload-too-large", text["file-too-large", SmallTable.MostBytes >> 20]));
        }

        try
        {
            var table = await SmallTable.ReadAsync(file, storage, cancel);
            return await AddAsync(viewer, table, store, db, text, cancel);
        }
        catch (UnreadableException unreadable)
        {
            return (null, new Refusal(400, unreadable.Problem.Code, unreadable.Problem.What, unreadable.Problem.Next));
        }
    }

    static async Task<(RegistryOutcome? Outcome, Refusal? Refusal)> AddAsync(Viewer viewer, SmallTable table, OrganisationStore store, MusterDb db, IStringLocalizer text, CancellationToken cancel)
    {
        var columns = new Columns(table);
        if (columns.Name < 0)
        {
            return (null, new Refusal(400, "registry-no-name", text["no-name-column"], text["no-name-column-next"]));
        }

        var (added, completed, there, problems) = (0, 0, 0, new List<RowProblem>());
        foreach (var (number, cells) in table.Rows)
        {
            var form = columns.Form(cells, out var unknownKind);
            var errors = form.Check(text);
            if (unknownKind is not null)
            {
                errors["kind"] = text["kind-not-known", unknownKind];
            }

            if (errors.Count > 0)
            {
                problems.Add(new RowProblem(number, string.Join(' ', errors.Values)));
                continue;
            }

            var present = await store.FindAsync(form.Name!, cancel) ?? (form.Acronym is null ? null : await store.FindAsync(form.Acronym, cancel));
            if (present is null)
            {
                // No spelling of it is known, so that none can be taken but an alias.
                if (await store.SaveAsync(store.New(viewer), form, isNew: true, cancel) is { } taken)
                {
                    problems.Add(new RowProblem(number, text["name-taken", taken.Spelling, taken.Holder.Title]));
                    db.ChangeTracker.Clear();
                    continue;
                }

                added++;
            }
            else if (await CompleteAsync(present.Id, form, db, cancel))
            {
                completed++;
            }
            else
            {
                there++;
            }

            db.ChangeTracker.Clear();
        }

        return (new RegistryOutcome(table.Rows.Count, added, completed, there, problems), null);
    }

    // Only what was empty is filled: a list from elsewhere does not correct the registry behind people's backs.
    static async Task<bool> CompleteAsync(Guid id, OrganisationForm form, MusterDb db, CancellationToken cancel)
    {
        var present = (await db.FindAsync<Organisation>([id], cancel))!;
        var before = (present.Acronym, present.Kind, present.Website, present.FtsId);
        present.Acronym ??= OrganisationForm.Filled(form.Acronym) is { } acronym && !await Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AnyAsync(db.Set<OrganisationName>(), name => name.Key == OrganisationStore.KeyOf(acronym) && name.OrganisationId != id, cancel) ? acronym : null;
        present.Kind = present.Kind == OrganisationKind.Unknown ? form.Kind : present.Kind;
        present.Website ??= OrganisationForm.Filled(form.Website);
        present.FtsId ??= OrganisationForm.Filled(form.FtsId);
        if (before == (present.Acronym, present.Kind, present.Website, present.FtsId))
        {
            return false;
        }

        present.Revision++;
        if (before.Acronym is null && present.Acronym is { } given)
        {
            var key = OrganisationStore.KeyOf(given);
            if (key.Length > 0 && await db.FindAsync<OrganisationName>([key], cancel) is null)
            {
                db.Add(new OrganisationName { Key = key, Text = given, OrganisationId = id });
                present.SearchText += " " + Operations.Fold.Text(given);
            }
        }

        await db.SaveChangesAsync(cancel);
        return true;
    }

    /// <summary>Where each field stands. Headers as the registry writes them, and as people do.</summary>
    sealed class Columns(SmallTable table)
    {
        public int Name { get; } = table.Column("name", "organisation", "organization", "organisation name", "nom", "#org", "org");
        readonly int acronym = table.Column("acronym", "acronyme", "short name", "sigle", "abbreviation");
        readonly int kind = table.Column("type", "organisation type", "organization type", "kind", "org type");
        readonly int website = table.Column("website", "web", "url", "site web");
        readonly int fts = table.Column("fts_id", "fts");
        readonly int others = table.Column("other_names", "aliases", "alias", "autres noms");

        public OrganisationForm Form(IReadOnlyList<string> cells, out string? unknownKind)
        {
            var written = Cell(cells, kind);
            var found = OrganisationKinds.Read(written);
            unknownKind = written is not null && found is null ? written : null;
            return new OrganisationForm { Name = Cell(cells, Name), Acronym = Cell(cells, acronym), Kind = found ?? OrganisationKind.Unknown, Website = Cell(cells, website), FtsId = Cell(cells, fts), Aliases = Cell(cells, others)?.Replace(';', '\n') };
        }

        static string? Cell(IReadOnlyList<string> cells, int at) => at >= 0 && cells[at].Length > 0 ? cells[at] : null;
    }
}

/// <summary>What came of a spreadsheet of records.</summary>
/// <param name="Rows">Rows read; equals the sum of the others.</param>
/// <param name="Added">New records.</param>
/// <param name="Completed">Records whose empty fields were filled.</param>
/// <param name="There">Rows that said nothing new.</param>
/// <param name="Problems">Rows left out, each with the reason.</param>
public sealed record RegistryOutcome(int Rows, int Added, int Completed, int There, IReadOnlyList<RowProblem> Problems);

/// <summary>A row left out.</summary>
/// <param name="Row">Row from 1 as the spreadsheet shows it.</param>
/// <param name="Reason">What is wrong with it.</param>
public sealed record RowProblem(int Row, string Reason);

/// <summary>Types of organisations as people write them.</summary>
static class OrganisationKinds
{
    static readonly Dictionary<string, OrganisationKind> Spellings = Make();

    /// <summary>Null where the words are unknown.</summary>
    public static OrganisationKind? Read(string? written) => written is null ? OrganisationKind.Unknown : Spellings.TryGetValue(OrganisationStore.KeyOf(written), out var kind) ? kind : null;

    static Dictionary<string, OrganisationKind> Make()
    {
        var spellings = Enum.GetValues<OrganisationKind>().ToDictionary(kind => OrganisationStore.KeyOf(kind.ToString()));
        foreach (var (words, kind) in new[]
        {
            ("INGO|International Non-Governmental Organisation|ONG internationale|ONGI", OrganisationKind.InternationalNgo), ("NNGO|LNGO|Local NGO|NGO|ONG nationale|ONG locale|ONG", OrganisationKind.NationalNgo),
            ("UN|UN agency|United Nations agency|Nations Unies|ONU", OrganisationKind.UnitedNations), ("Red Cross/Red Crescent|Red Cross Red Crescent|RCRC|Croix-Rouge", OrganisationKind.RedCross),
            ("Academic/Research|University|Research|Université", OrganisationKind.Academic), ("Gov|Government authority|Gouvernement|Authorities", OrganisationKind.Government),
            ("International Organization|IGO|Organisation internationale", OrganisationKind.InternationalOrganisation), ("International Military Force", OrganisationKind.InternationalMilitary),
            ("Non state armed groups|NSAG", OrganisationKind.NonStateArmedGroup), ("Private|Company|Business|Secteur privé", OrganisationKind.PrivateSector), ("Bailleur|Bailleur de fonds", OrganisationKind.Donor),
            ("Ambassade", OrganisationKind.Embassy), ("Autre", OrganisationKind.Other), ("Inconnu", OrganisationKind.Unknown), ("Faith-based|Religieux", OrganisationKind.Religious),
        })
        {
            foreach (var word in words.Split('|'))
            {
                spellings[OrganisationStore.KeyOf(word)] = kind;
            }
        }

        return spellings;
    }
}
