using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Combinations;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Collections;

/// <summary>Merges the newest returns to a version of one dataset, after people have seen who disagrees.</summary>
sealed class MergeReturns(MusterDb db, Merger merger, DerivedImports derived, IFileStore files, IStringLocalizer<CollectionsText> text, TimeProvider clock)
{
    public static Task<IResult> Page(CollectionScope scope, MergeReturns merge, CancellationToken cancel) => merge.PageAsync(scope, null, cancel);

    public static async Task<IResult> FromForm(CollectionScope scope, IFormCollection fields, MergeReturns merge, CancellationToken cancel)
    {
        var (import, refusal) = await merge.MergeAsync(scope, fields["newest"] == "true", cancel);
        return import is null ? await merge.PageAsync(scope, refusal, cancel) : TypedResults.LocalRedirect($"{scope.Operation.Path}/imports/{import.Id:D}");
    }

    /// <summary>Fields <c>key</c> and <c>partner</c>, pair by pair; an empty partner takes the choice back.</summary>
    public static async Task<IResult> ChooseFromForm(CollectionScope scope, IFormCollection fields, MergeReturns merge, CancellationToken cancel)
    {
        var refusal = await merge.ChooseAsync(scope, [.. fields["key"].Zip(fields["partner"]).Select(pair => new ConflictChoice(pair.First ?? "", Guid.TryParse(pair.Second, out var partner) ? partner : null))], cancel);
        return refusal ?? (IResult)TypedResults.LocalRedirect(scope.Path + "/merge");
    }

    /// <returns>What merging now would give.</returns>
    public static async Task<IResult> Preview(CollectionScope scope, Merger merger, CancellationToken cancel)
    {
        var result = await merger.MergeAsync(scope.Collection, cancel);
        return TypedResults.Ok(new MergeAnswer(result.Rows.Count, result.Doubles, result.WithoutKey, result.Open, result.Conflicts, [.. result.LeftOut.Select(partner => partner.Name)]));
    }

    /// <returns>202 and the import by which the version comes in; 409 <c>conflicts-open</c>, <c>nothing-to-merge</c>, <c>sensitivity-inherited</c>.</returns>
    public static async Task<IResult> Handle(CollectionScope scope, MergeForm form, MergeReturns merge, CancellationToken cancel)
    {
        var (import, refusal) = await merge.MergeAsync(scope, form.NewestWins, cancel);
        return refusal ?? (IResult)TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, import!.Id), ImportAnswer.Of(scope.Operation, import));
    }

    /// <returns>204; 400 <c>choice-unknown</c> where no conflict has that key and partner.</returns>
    public static async Task<IResult> Choose(CollectionScope scope, ConflictChoice[] choices, MergeReturns merge, CancellationToken cancel) =>
        await merge.ChooseAsync(scope, choices, cancel) ?? (IResult)TypedResults.NoContent();

    async Task<IResult> PageAsync(CollectionScope scope, Refusal? refusal, CancellationToken cancel)
    {
        var result = await merger.MergeAsync(scope.Collection, cancel);
        return new RazorComponentResult<MergePage>(new { Scope = scope, Rows = result.Rows.Count, result.Doubles, result.WithoutKey, result.Conflicts, result.Used, result.LeftOut, Problem = refusal is null ? null : $"{refusal.Title} {refusal.Detail}" }) { StatusCode = refusal?.Status ?? 200 };
    }

    async Task<Refusal?> ChooseAsync(CollectionScope scope, IReadOnlyList<ConflictChoice> choices, CancellationToken cancel)
    {
        var conflicts = (await merger.MergeAsync(scope.Collection, cancel)).Conflicts.ToDictionary(conflict => Fold.Text(conflict.Key));
        var known = await db.Set<CollectionChoice>().Where(row => row.CollectionId == scope.Collection.Id).ToDictionaryAsync(row => row.RowKey, cancel);
        foreach (var choice in choices)
        {
            var key = Fold.Text(choice.Key);
            if (!conflicts.TryGetValue(key, out var conflict) || (choice.Partner is not null && conflict.Offers.All(offer => offer.PartnerId != choice.Partner)))
            {
                return new Refusal(400, "choice-unknown", text["choice-unknown", choice.Key], text["choice-unknown-next"]);
            }

            var row = known.GetValueOrDefault(key);
            if (choice.Partner is not { } partner)
            {
                if (row is not null)
                {
                    db.Remove(row);
                }

                continue;
            }

            if (row is null)
            {
                row = new CollectionChoice { CollectionId = scope.Collection.Id, RowKey = key };
                db.Add(row);
            }
            else if (row.PartnerId == partner)
            {
                continue;
            }

            (row.PartnerId, row.ChosenBy, row.ChosenAt) = (partner, scope.Operation.Viewer.AccountId, clock.GetUtcNow());
        }

        await db.SaveChangesAsync(cancel);
        return null;
    }

    async Task<(Import? Import, Refusal? Refusal)> MergeAsync(CollectionScope scope, bool newestWins, CancellationToken cancel)
    {
        var collection = scope.Collection;
        var result = await merger.MergeAsync(collection, cancel);
        if (result.Rows.Count == 0)
        {
            return (null, new Refusal(409, "nothing-to-merge", text["nothing-to-merge"], text["nothing-to-merge-next"]));
        }

        if (result.Open > 0 && !newestWins)
        {
            return (null, new Refusal(409, "conflicts-open", text["conflicts-open", result.Open], text["conflicts-open-next"]));
        }

        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == collection.DatasetId, cancel);
        if (dataset is not null && (!Accounts.Inherited.Covers(dataset.Sensitivity, collection.Sensitivity) || dataset.Audience < collection.Audience))
        {
            return (null, new Refusal(409, "sensitivity-inherited", text["dataset-too-open"], text["dataset-too-open-next"]));
        }

        var (partner, sent) = (Free(collection, text["partner"]), Free(collection, text["sent-on"]));
        var path = files.NewTemporaryPath();
        await File.WriteAllLinesAsync(path, result.Rows.Select(row => Line([.. row.Cells, row.Partners, Merger.Day(row.SentAt)])).Prepend(Line([.. collection.Columns.Select(column => column.Header), partner, sent])), cancel);
        List<ColumnMeaning> columns = [.. collection.Columns.Select((column, at) => new ColumnMeaning(new SheetColumn(at, column.Header, null), column.Meaning, 1, "template"))];
        columns.Add(new ColumnMeaning(new SheetColumn(columns.Count, partner, null), new Meaning(Concept.Organisation, Qualifier: "source"), 1, "template"));
        columns.Add(new ColumnMeaning(new SheetColumn(columns.Count, sent, null), new Meaning(Concept.Date, Qualifier: "sent"), 1, "template"));
        var acceptance = Accepted(scope, result, dataset);
        var import = await derived.AddAsync(scope.Operation, new DerivedTable(path, collection.Title + ".csv", columns, DerivationKind.Collection, $"{{\"collection\":\"{collection.Id:D}\"}}", [.. result.Used.Select(used => new DerivedFrom(null, null, used.ImportId))], acceptance)
        {
            LeastSensitivity = collection.Sensitivity,
            LeastAudience = collection.Audience,
        }, cancel);
        await db.Set<CollectiveFile>().Where(row => row.Id == collection.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.DatasetId, acceptance.DatasetId), cancel);
        return (import, null);
    }

    Acceptance Accepted(CollectionScope scope, MergeResult result, Dataset? dataset) => new()
    {
        DatasetId = dataset?.Id ?? Guid.NewGuid(),
        IsNew = dataset is null,
        Slug = dataset is null ? DatasetSlug.Of(scope.Collection.Title, scope.Collection.Sensitivity) : null,
        Title = scope.Collection.Title,
        Source = text["source-partners", result.Used.Count],
        Sensitivity = scope.Collection.Sensitivity,
        Audience = scope.Collection.Audience,
        Note = text["merge-note", result.Used.Count, result.Conflicts.Count - result.Open, result.Open, result.Doubles],
        Reason = text["merge-reason"],
        VersionId = Guid.NewGuid(),
        By = scope.Operation.Viewer.AccountId,
        At = clock.GetUtcNow(),
    };

    static string Line(IEnumerable<string> cells) => string.Join(',', cells.Select(CsvText.Field));

    /// <summary>A header that the template does not have.</summary>
    static string Free(CollectiveFile collection, string wanted)
    {
        var header = wanted;
        for (var number = 2; collection.Columns.Any(column => string.Equals(column.Header, header, StringComparison.OrdinalIgnoreCase)); number++)
        {
            header = $"{wanted} {PageContext.Number(number)}";
        }

        return header;
    }
}

/// <summary>How conflicts that nobody settled are taken.</summary>
/// <param name="NewestWins">True: the newest return wins.</param>
public sealed record MergeForm(bool NewestWins);

/// <summary>Which partner's row stands.</summary>
/// <param name="Key">Key of the conflict.</param>
/// <param name="Partner">Partner; null takes the choice back.</param>
public sealed record ConflictChoice(string Key, Guid? Partner);

/// <summary>What merging would give.</summary>
public sealed record MergeAnswer(long Rows, long Doubles, long WithoutKey, int OpenConflicts, IReadOnlyList<MergeConflict> Conflicts, IReadOnlyList<string> LeftOut);
