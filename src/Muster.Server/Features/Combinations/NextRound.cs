using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Appending;
using Muster.Tabular.Comparing;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Combinations;

/// <summary>An import becomes the next round of a dataset: compared with the round before it, then appended to all rounds or put in their place.</summary>
sealed class NextRound(MusterDb db, Rounds rounds, ImportRows rows, SourceTables sources, DerivedImports derived, ImportDesk desk, ImportViews views, IFileStore files, IStringLocalizer<CombinationsText> text, TimeProvider clock)
{
    const int MostDatasets = 500;

    public static Task<IResult> Page(ImportScope scope, NextRound next, HttpContext context, CancellationToken cancel) =>
        next.PageAsync(scope, NextRoundForm.Read(name => context.Request.Query[name]), null, cancel);

    public static async Task<IResult> FromForm(ImportScope scope, IFormCollection fields, NextRound next, CancellationToken cancel)
    {
        var form = NextRoundForm.Read(name => fields[name]);
        var (import, refusal) = await next.TakeAsync(scope, form, cancel);
        return import is null ? await next.PageAsync(scope, form, refusal, cancel) : TypedResults.LocalRedirect($"{scope.Operation.Path}/imports/{import.Value:D}");
    }

    /// <returns>200: how the import differs from the newest round; 400 <c>round-invalid</c>; 409 <c>import-not-ready</c>.</returns>
    public static Task<IResult> Preview(ImportScope scope, NextRound next, HttpContext context, CancellationToken cancel) =>
        next.PreviewAsync(scope, NextRoundForm.Read(name => context.Request.Query[name]), cancel);

    async Task<IResult> PreviewAsync(ImportScope scope, NextRoundForm form, CancellationToken cancel)
    {
        var (dataset, version) = await FindAsync(scope, form, cancel);
        if (dataset is null || version is null)
        {
            return Invalid("dataset-unknown", form.Dataset ?? "");
        }

        try
        {
            return await CompareAsync(scope, version, form, cancel) is { } compared ? TypedResults.Ok(compared) : NotReady();
        }
        catch (UnreadableException problem)
        {
            return new Refusal(400, "round-invalid", CompareRounds.Told(problem.Problem, text));
        }
    }

    /// <returns>202 and the address of the import to follow; 400 <c>round-invalid</c>; 409 <c>import-not-ready</c>, <c>round-key-not-unique</c>, <c>round-pending</c>, <c>sensitivity-inherited</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, NextRoundForm form, NextRound next, CancellationToken cancel)
    {
        var (import, refusal) = await next.TakeAsync(scope, form, cancel);
        return import is null ? refusal! : TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, import.Value), new RoundTaken(ImportAnswer.UrlOf(scope.Operation, import.Value)));
    }

    /// <returns>The import to follow: this one where it replaces, the combined one where it is appended.</returns>
    public async Task<(Guid? Import, Refusal? Refusal)> TakeAsync(ImportScope scope, NextRoundForm form, CancellationToken cancel)
    {
        if (scope.Import.State != ImportState.Review || await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel) is not { } examination)
        {
            return (null, NotReady());
        }

        var (dataset, version) = await FindAsync(scope, form, cancel);
        if (dataset is null || version is null)
        {
            return (null, Invalid("dataset-unknown", form.Dataset ?? ""));
        }

        if (await db.Set<DerivationSource>().AnyAsync(source => source.SourceImportId == scope.Import.Id
            && db.Set<Import>().Any(import => import.Id == source.ImportId && import.State != ImportState.Discarded), cancel))
        {
            return (null, new Refusal(409, "round-pending", text["round-pending"], text["round-pending-next"]));
        }

        if (FindingGroups.Count(examination).Errors > 0 && form.Reason is null)
        {
            return (null, Invalid("reason-needed"));
        }

        if (examination.Ledger.Accepted == 0)
        {
            return (null, Invalid("no-rows"));
        }

        var known = await rounds.ListAsync(dataset.Id, cancel);
        var number = form.Number ?? Math.Max(known.Count == 0 ? 1 : 0, known.Select(round => round.Number).DefaultIfEmpty(0).Max()) + 1;
        var label = form.Label ?? text["round-default", number];
        if (label.Length > 100 || (form.AsOf is not null && form.Day is null))
        {
            return (null, Invalid("round-fields"));
        }

        try
        {
            return form.IsAppend
                ? await AppendAsync(scope, form, dataset, version, known, number, label, cancel)
                : await ReplaceAsync(scope, form, dataset, number, label, cancel);
        }
        catch (UnreadableException problem)
        {
            return (null, new Refusal(400, "round-invalid", CompareRounds.Told(problem.Problem, text)));
        }
    }

    async Task<(Guid? Import, Refusal? Refusal)> ReplaceAsync(ImportScope scope, NextRoundForm form, Dataset dataset, int number, string label, CancellationToken cancel)
    {
        var acceptance = Accepted(scope, form, dataset);
        db.Add(new DatasetRound { DatasetId = dataset.Id, ImportId = scope.Import.Id, VersionId = acceptance.VersionId, Number = number, Label = label, AsOf = form.Day, Mode = RoundMode.Replace });
        var refusal = await desk.AcceptAsync(scope.Import.Id, null, acceptance, cancel);
        return refusal is null ? (scope.Import.Id, null) : (null, refusal);
    }

    async Task<(Guid? Import, Refusal? Refusal)> AppendAsync(ImportScope scope, NextRoundForm form, Dataset dataset, DatasetVersion version, IReadOnlyList<DatasetRound> known, int number, string label, CancellationToken cancel)
    {
        if (!form.WithoutKey && await CompareAsync(scope, version, form, cancel) is { Repeated: { Count: > 0 } repeated })
        {
            return (null, new Refusal(409, "round-key-not-unique", text["key-not-unique", PageContext.Number(repeated.Count)], string.Join(", ", repeated.Take(10)) + ". " + text["key-not-unique-next"]));
        }

        var slices = (await rounds.SlicesOfAsync(version, cancel)).Reverse().ToList();
        var first = known.FirstOrDefault(round => round.VersionId == version.Id)?.Label ?? form.EarlierLabel ?? text["round-default", number - 1];
        var labels = slices.Select(slice => slice.Value ?? first).ToList();
        if (labels.Contains(label))
        {
            return (null, Invalid("round-label-taken", label));
        }

        var opened = new List<SourceTable>();
        var path = files.NewTemporaryPath();
        try
        {
            foreach (var slice in slices)
            {
                opened.Add(await sources.OpenAsync(slice.Version, slice.Columns, slice.Filters, cancel));
            }

            using var import = await rows.OpenAsync(scope.Import, cancel);
            if (import is null)
            {
                return (null, NotReady());
            }

            List<NamedTable> tables = [.. opened.Select((table, at) => new NamedTable(labels[at], table.Table)), new NamedTable(label, import.Table)];
            var column = Free(text["round-column"], tables);
            var columns = await Task.Run(() => Append(tables, column, path, cancel), cancel);
            var acceptance = Accepted(scope, form, dataset);
            var made = await derived.AddAsync(scope.Operation, new DerivedTable(path, $"{dataset.Title}, {label}.csv", columns, DerivationKind.Round, new RoundRecipe(column, form.WithoutKey ? [] : form.Keys).ToJson(),
                [new DerivedFrom(dataset.Id, version.Id, null), new DerivedFrom(null, null, scope.Import.Id)], acceptance)
            {
                LeastSensitivity = dataset.Sensitivity,
                LeastAudience = dataset.Audience,
                Beside = [.. Recorded(scope, form, dataset, version, known, number, label, first, acceptance)],
            }, cancel);
            return (made.Id, null);
        }
        finally
        {
            opened.ForEach(table => table.Dispose());
            File.Delete(path);
        }
    }

    /// <summary>The round, and the one before it where it is the first that the dataset is told of.</summary>
    static IEnumerable<DatasetRound> Recorded(ImportScope scope, NextRoundForm form, Dataset dataset, DatasetVersion version, IReadOnlyList<DatasetRound> known, int number, string label, string first, Acceptance acceptance)
    {
        if (known.Count == 0)
        {
            yield return new DatasetRound { DatasetId = dataset.Id, ImportId = version.ImportId, VersionId = version.Id, Number = Math.Max(1, number - 1), Label = first, AsOf = dataset.PeriodEnd, Mode = RoundMode.Replace };
        }

        yield return new DatasetRound { DatasetId = dataset.Id, ImportId = scope.Import.Id, VersionId = acceptance.VersionId, Number = number, Label = label, AsOf = form.Day, Mode = RoundMode.Append };
    }

    static IReadOnlyList<ColumnMeaning> Append(List<NamedTable> tables, string column, string path, CancellationToken cancel)
    {
        var append = new TableAppend(tables, column);
        using var output = Combiner.Create(path);
        using var writer = TableWriter.Csv(output, append.Columns);
        append.Run(writer, cancel);
        return [.. append.Columns.Select((meaning, at) => meaning with { Column = meaning.Column with { Index = at }, Meaning = meaning.Column.Header == column ? new Meaning(Concept.Round) : meaning.Meaning })];
    }

    static string Free(string wanted, List<NamedTable> tables)
    {
        var header = wanted;
        for (var number = 2; tables.Any(table => table.Table.Columns.Any(column => column.Column.Header == header)); number++)
        {
            header = string.Create(CultureInfo.InvariantCulture, $"{wanted} {number}");
        }

        return header;
    }

    Acceptance Accepted(ImportScope scope, NextRoundForm form, Dataset dataset) => new()
    {
        DatasetId = dataset.Id,
        Note = form.Note,
        Reason = form.Reason ?? text["made-of-accepted"],
        VersionId = Guid.NewGuid(),
        By = scope.Operation.Viewer.AccountId,
        At = clock.GetUtcNow(),
    };

    /// <summary>The import against the newest round of the dataset.</summary>
    async Task<RoundComparison?> CompareAsync(ImportScope scope, DatasetVersion version, NextRoundForm form, CancellationToken cancel)
    {
        using var import = await rows.OpenAsync(scope.Import, cancel);
        var newest = (await rounds.SlicesOfAsync(version, cancel))[0];
        using var earlier = await sources.OpenAsync(newest.Version, newest.Columns, newest.Filters, cancel);
        return import is null ? null : await Task.Run(() => RoundComparer.Compare(earlier.Table, import.Table, form.Keys, cancel), cancel);
    }

    async Task<IResult> PageAsync(ImportScope scope, NextRoundForm form, Refusal? refusal, CancellationToken cancel)
    {
        var view = await views.LoadAsync(scope, cancel);
        var datasets = await DatasetsAsync(scope, cancel);
        var earlier = form.Dataset is null ? await views.EarlierAsync(scope, cancel) : null;
        var chosen = form.Dataset ?? datasets.FirstOrDefault(dataset => dataset.Id == earlier?.DatasetId)?.Slug;
        var (dataset, version) = await FindAsync(scope, form with { Dataset = chosen }, cancel);
        RoundComparison? compared = null;
        var problem = refusal is null ? null : $"{refusal.Title} {refusal.Detail}";
        IReadOnlyList<DatasetRound> known = [];
        if (dataset is not null && version is not null && scope.Import.State == ImportState.Review)
        {
            known = await rounds.ListAsync(dataset.Id, cancel);
            try
            {
                compared = await CompareAsync(scope, version, form, cancel);
            }
            catch (UnreadableException unreadable)
            {
                problem ??= CompareRounds.Told(unreadable.Problem, text);
            }
        }

        var number = form.Number ?? Math.Max(known.Count == 0 ? 1 : 0, known.Select(round => round.Number).DefaultIfEmpty(0).Max()) + 1;
        return new RazorComponentResult<NextRoundPage>(new
        {
            View = view,
            Form = form with { Dataset = chosen, Number = number, Label = form.Label ?? text["round-default", number], EarlierLabel = form.EarlierLabel ?? (known.Count == 0 ? text["round-default", number - 1].Value : null) },
            Datasets = datasets,
            Target = dataset,
            Version = version,
            HasRounds = known.Count > 0,
            Compared = compared,
            Problem = problem,
        })
        { StatusCode = refusal?.Status ?? 200 };
    }

    async Task<(Dataset? Dataset, DatasetVersion? Version)> FindAsync(ImportScope scope, NextRoundForm form, CancellationToken cancel)
    {
        var dataset = form.Dataset is null ? null : await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == scope.Import.OperationId && dataset.Slug == form.Dataset, cancel);
        return dataset is null || !DatasetGate.Sees(scope.Operation.Viewer, dataset)
            ? (null, null)
            : (dataset, await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Id == dataset.CurrentVersionId, cancel));
    }

    async Task<IReadOnlyList<Dataset>> DatasetsAsync(ImportScope scope, CancellationToken cancel)
    {
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == scope.Import.OperationId && dataset.CurrentVersionId != null).OrderBy(dataset => dataset.Title).Take(MostDatasets).ToListAsync(cancel);
        return [.. datasets.Where(dataset => DatasetGate.Sees(scope.Operation.Viewer, dataset))];
    }

    Refusal NotReady() => new(409, "import-not-ready", text["import-not-ready"], text["import-not-ready-next"]);

    Refusal Invalid(string what, params object[] arguments) => new(400, "round-invalid", text[what, arguments], text[what + "-next"]);
}

/// <summary>Where to follow a round that was taken.</summary>
/// <param name="Url">Address of its import in the API.</param>
public sealed record RoundTaken(string Url);
