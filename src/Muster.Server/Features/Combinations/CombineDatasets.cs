using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Joining;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Combinations;

/// <summary>Two datasets put together: looked at first, saved when right.</summary>
sealed class CombineDatasets(MusterDb db, Combiner combiner, DerivedImports imports, Exports exports, IStringLocalizer<CombinationsText> text, TimeProvider clock)
{
    const int MostDatasets = 500;
    const int FirstRows = 12;
    const int FirstUnmatched = 20;

    /// <summary>The page: choose the second dataset, then how, then see what comes out.</summary>
    public static async Task<IResult> Page(DatasetScope scope, CombineDatasets combine, HttpContext context, CancellationToken cancel) =>
        await combine.PageAsync(scope, CombinationForm.Read(name => context.Request.Query[name]), null, cancel);

    public static async Task<IResult> FromForm(DatasetScope scope, IFormCollection fields, CombineDatasets combine, CancellationToken cancel)
    {
        var form = CombinationForm.Read(name => fields[name]);
        var (import, refusal) = await combine.SaveAsync(scope, form, null, cancel);
        return import is not null ? TypedResults.LocalRedirect($"{scope.Operation.Path}/imports/{import.Id:D}") : await combine.PageAsync(scope, form, refusal, cancel);
    }

    /// <returns>200: what would come out; 400 <c>combination-invalid</c>.</returns>
    public static async Task<IResult> Preview(DatasetScope scope, CombineDatasets combine, HttpContext context, CancellationToken cancel)
    {
        var (preview, refusal) = await combine.PreviewAsync(scope, CombinationForm.Read(name => context.Request.Query[name]), cancel);
        return preview is null ? refusal! : TypedResults.Ok(preview);
    }

    /// <returns>202 and the import by which the result comes in; 400 <c>combination-invalid</c>; 409 <c>join-multiplies</c>, <c>sensitivity-inherited</c>.</returns>
    public static async Task<IResult> Handle(DatasetScope scope, CombinationForm form, CombineDatasets combine, CancellationToken cancel)
    {
        var (import, refusal) = await combine.SaveAsync(scope, form, null, cancel);
        return import is null ? refusal! : TypedResults.Accepted(ImportAnswer.UrlOf(scope.Operation, import.Id), ImportAnswer.Of(scope.Operation, import));
    }

    /// <returns>CSV of the rows without a partner: dataset, number of the row in its table, key.</returns>
    public static Task<IResult> Unmatched(DatasetScope scope, CombineDatasets combine, HttpContext context, CancellationToken cancel) =>
        combine.UnmatchedAsync(scope, CombinationForm.Read(name => context.Request.Query[name]), cancel);

    async Task<IResult> UnmatchedAsync(DatasetScope scope, CombinationForm form, CancellationToken cancel)
    {
        var (plan, refusal) = await PlanAsync(scope, form, cancel);
        if (plan is null)
        {
            return refusal!;
        }

        try
        {
            using var combined = await combiner.MakeAsync(plan, cancel);
            await exports.NoteAsync(scope, "rows without a partner", cancel);
            var lines = combined.Unmatched.Select(row => string.Create(CultureInfo.InvariantCulture, $"{CsvText.Guarded(row.Side == JoinSide.Left ? plan.Left.Title : plan.Right.Title)},{row.RowNumber - 1},{CsvText.Guarded(row.Key)}"));
            return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("dataset,row,key")) + "\n"), "text/csv; charset=utf-8", $"{plan.Left.Slug}-{plan.Right.Slug}-unmatched.csv");
        }
        catch (UnreadableException problem)
        {
            return Invalid(problem.Problem);
        }
    }

    /// <summary>Makes it and hands it to the job that stores it.</summary>
    /// <param name="scope">First dataset.</param>
    /// <param name="form">How.</param>
    /// <param name="into">Dataset that gets it as its next version, where that is settled already.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<(Import? Import, Refusal? Refusal)> SaveAsync(DatasetScope scope, CombinationForm form, Dataset? into, CancellationToken cancel)
    {
        var (plan, refusal) = await PlanAsync(scope, form, cancel);
        if (plan is null)
        {
            return (null, refusal);
        }

        into ??= await IntoAsync(scope, form, cancel);
        if (form.Into is not null && into is null)
        {
            return (null, new Refusal(400, "combination-invalid", text["dataset-unknown", form.Into], text["dataset-unknown-next"]));
        }

        var least = Inherited.Highest([plan.Left.Sensitivity, plan.Right.Sensitivity]);
        if (into is not null && (!Inherited.Covers(into.Sensitivity, least) || into.Audience < Inherited.Narrowest(least, [plan.Left.Audience, plan.Right.Audience])))
        {
            return (null, new Refusal(409, "sensitivity-inherited", text["sensitivity-inherited"], text["sensitivity-inherited-next"]));
        }

        try
        {
            using var combined = await combiner.MakeAsync(plan, cancel);
            return combined.Multiplies is not null && !form.AllowRepeats
                ? (null, new Refusal(409, "join-multiplies", text["join-multiplies", PageContext.Number(combined.Join!.Read), PageContext.Number(combined.Join.Written)], text["join-multiplies-next"]))
                : (await imports.AddAsync(scope.Operation, Derived(scope, plan, combined, into, least), cancel), null);
        }
        catch (UnreadableException problem)
        {
            return (null, Invalid(problem.Problem));
        }
    }

    DerivedTable Derived(DatasetScope scope, CombinationPlan plan, Combined combined, Dataset? into, Sensitivity least)
    {
        var (form, now) = (plan.Form, clock.GetUtcNow());
        var title = form.Title ?? SuggestedTitle(plan);
        var sensitivity = form.Sensitivity is { } wanted && Inherited.Covers(wanted, least) && wanted != Sensitivity.Severe ? wanted : least;
        var narrowest = Inherited.Narrowest(sensitivity, [plan.Left.Audience, plan.Right.Audience]);
        var acceptance = new Acceptance
        {
            DatasetId = into?.Id ?? Guid.NewGuid(),
            IsNew = into is null,
            Slug = into is null ? DatasetSlug.Of(title, sensitivity) : null,
            Title = title,
            Source = string.Join("; ", new[] { plan.Left.Source, plan.Right.Source }.OfType<string>().Distinct()) is { Length: > 0 } source ? source : null,
            PeriodStart = new[] { plan.Left.PeriodStart, plan.Right.PeriodStart }.Min(),
            PeriodEnd = new[] { plan.Left.PeriodEnd, plan.Right.PeriodEnd }.Max(),
            Sensitivity = sensitivity,
            Audience = form.Audience is { } audience && audience > narrowest ? audience : narrowest,
            Reason = text["made-of-accepted"],
            VersionId = Guid.NewGuid(),
            By = scope.Operation.Viewer.AccountId,
            At = now,
        };
        return new DerivedTable(combined.Path, title + ".csv", combined.Columns, form.IsAppend ? DerivationKind.Append : DerivationKind.Join, (form with { LeftKeys = [.. plan.Keys.Select(key => key.Left)], RightKeys = [.. plan.Keys.Select(key => key.Right)] }).ToJson(),
            [new DerivedFrom(plan.Left.Id, plan.LeftVersion.Id, null), new DerivedFrom(plan.Right.Id, plan.RightVersion.Id, null)], acceptance)
        {
            LeastSensitivity = least,
            LeastAudience = Inherited.Narrowest(least, [plan.Left.Audience, plan.Right.Audience]),
        };
    }

    string SuggestedTitle(CombinationPlan plan) => text[plan.Form.IsAppend ? "title-append" : "title-join", plan.Left.Title, plan.Right.Title];

    async Task<IResult> PageAsync(DatasetScope scope, CombinationForm form, Refusal? refusal, CancellationToken cancel)
    {
        var datasets = await OthersAsync(scope, cancel);
        CombinationPreview? preview = null;
        CombinationPlan? plan = null;
        if (form.With is not null)
        {
            (plan, var wrong) = await PlanAsync(scope, form, cancel);
            refusal ??= wrong;
            if (plan is not null)
            {
                (preview, wrong) = await PreviewAsync(plan, cancel);
                refusal ??= wrong;
            }
        }

        return new RazorComponentResult<CombinationPage>(new
        {
            Scope = scope,
            Form = form with { Title = form.Title ?? (plan is null ? null : SuggestedTitle(plan)) },
            Datasets = datasets,
            Plan = plan,
            Preview = preview,
            Problem = refusal is null ? null : $"{refusal.Title} {refusal.Detail}",
        })
        { StatusCode = refusal?.Status ?? 200 };
    }

    async Task<(CombinationPreview? Preview, Refusal? Refusal)> PreviewAsync(DatasetScope scope, CombinationForm form, CancellationToken cancel)
    {
        var (plan, refusal) = await PlanAsync(scope, form, cancel);
        return plan is null ? (null, refusal) : await PreviewAsync(plan, cancel);
    }

    async Task<(CombinationPreview? Preview, Refusal? Refusal)> PreviewAsync(CombinationPlan plan, CancellationToken cancel)
    {
        try
        {
            using var combined = await combiner.MakeAsync(plan, cancel);
            using var table = SourceTables.Open(combined.Path, combined.Columns);
            return (new CombinationPreview(plan.Keys, [.. combined.Columns.Select(column => column.Column.Header)], FirstCells.Of(table, FirstRows), combined.Join, combined.Multiplies is not null,
                [.. First(combined.Unmatched, JoinSide.Left)], [.. First(combined.Unmatched, JoinSide.Right)], combined.Differences, combined.Appended), null);
        }
        catch (UnreadableException problem)
        {
            return (null, Invalid(problem.Problem));
        }

        // The header of the written table is line 1: people count its rows from 1 below it.
        static IEnumerable<UnmatchedRow> First(IReadOnlyList<UnmatchedRow> rows, JoinSide side) => rows.Where(row => row.Side == side).Take(FirstUnmatched).Select(row => row with { RowNumber = row.RowNumber - 1 });
    }

    async Task<(CombinationPlan? Plan, Refusal? Refusal)> PlanAsync(DatasetScope scope, CombinationForm form, CancellationToken cancel)
    {
        if (scope.Version is null)
        {
            return (null, new Refusal(400, "combination-invalid", text["no-version"], text["no-version-next"]));
        }

        var other = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == scope.Dataset.OperationId && dataset.Slug == form.With, cancel);
        var version = other is null || !DatasetGate.Sees(scope.Operation.Viewer, other) ? null : await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Id == other.CurrentVersionId, cancel);
        return version is null
            ? (null, new Refusal(400, "combination-invalid", text["dataset-unknown", form.With ?? ""], text["dataset-unknown-next"]))
            : (new CombinationPlan(scope.Dataset, scope.Version, other!, version, form), null);
    }

    async Task<Dataset?> IntoAsync(DatasetScope scope, CombinationForm form, CancellationToken cancel) =>
        form.Into is null ? null : await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == scope.Dataset.OperationId && dataset.Slug == form.Into, cancel) is { } into && DatasetGate.Sees(scope.Operation.Viewer, into) ? into : null;

    async Task<IReadOnlyList<Dataset>> OthersAsync(DatasetScope scope, CancellationToken cancel)
    {
        var datasets = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.OperationId == scope.Dataset.OperationId && dataset.Id != scope.Dataset.Id && dataset.CurrentVersionId != null).OrderBy(dataset => dataset.Title).Take(MostDatasets).ToListAsync(cancel);
        return [.. datasets.Where(dataset => DatasetGate.Sees(scope.Operation.Viewer, dataset))];
    }

    Refusal Invalid(ReadProblem problem) => text["problem-" + problem.Code] is { ResourceNotFound: false } said
        ? new Refusal(400, "combination-invalid", said, text[$"problem-{problem.Code}-next"])
        : new Refusal(400, "combination-invalid", problem.What, problem.Next);
}
