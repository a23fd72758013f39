using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.Figures;

/// <summary>Makes a figure, changes it, copies it: a form with the drawing beside it.</summary>
static class EditFigure
{
    /// <summary>An empty form, or one filled from the address: "save as a figure" on a dataset's map leads here.</summary>
    public static Task<IResult> NewPage(OperationScope scope, HttpRequest request, FigureStore figures, FigureMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
        await FormAsync(scope, null, FigureInput.Read(FigureInput.FieldsOf(request, null), text), isChecked: false, figures, maker, text, cancel));

    public static Task<IResult> Page(FigureScope scope, FigureStore figures, FigureMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
        await FormAsync(scope.Operation, scope.Figure.Slug, FigureInput.Of(scope), isChecked: false, figures, maker, text, cancel));

    /// <summary>The form as it stands, drawn and not saved.</summary>
    public static Task<IResult> Preview(OperationScope scope, HttpRequest request, IFormCollection form, FigureStore figures, FigureMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
        await FormAsync(scope, form["figure"].ToString() is { Length: > 0 } slug ? slug : null, FigureInput.Read(FigureInput.FieldsOf(request, form), text), isChecked: false, figures, maker, text, cancel));

    /// <returns>A redirect to the figure; 400 and the form again with what was wrong.</returns>
    public static Task<IResult> CreateFromForm(OperationScope scope, HttpRequest request, IFormCollection form, MusterDb db, FigureStore figures, FigureMaker maker, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var draft = await FigureDraft.OfAsync(scope, FigureInput.Read(FigureInput.FieldsOf(request, form), text), figures, text, cancel);
        return draft.Errors.Count > 0 ? await FormAsync(scope, null, draft.Input, isChecked: true, figures, maker, text, cancel)
            : TypedResults.LocalRedirect($"{scope.Path}/figures/{(await AddAsync(scope, draft, db, clock, cancel)).Slug}");
    });

    /// <returns>201 and the figure; 400 <c>figure-invalid</c>.</returns>
    public static Task<IResult> Create(OperationScope scope, FigureInput input, MusterDb db, FigureStore figures, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var draft = await FigureDraft.OfAsync(scope, input, figures, text, cancel);
        if (draft.Errors.Count > 0)
        {
            return draft.Refusal(text);
        }

        var figure = await AddAsync(scope, draft, db, clock, cancel);
        return TypedResults.Created($"/api{scope.Path}/figures/{figure.Slug}", FigureAnswerBody.Of((await figures.ScopeAsync(scope, figure, cancel))!));
    });

    /// <returns>A redirect to the figure; 400 and the form again; 409 <c>figure-changed</c>.</returns>
    public static Task<IResult> SaveFromForm(FigureScope scope, HttpRequest request, IFormCollection form, MusterDb db, FigureStore figures, FigureMaker maker, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var draft = await FigureDraft.OfAsync(scope.Operation, FigureInput.Read(FigureInput.FieldsOf(request, form), text), figures, text, cancel);
        if (draft.Errors.Count > 0)
        {
            return await FormAsync(scope.Operation, scope.Figure.Slug, draft.Input, isChecked: true, figures, maker, text, cancel);
        }

        return await SaveAsync(scope, draft, db, clock, cancel) ? TypedResults.LocalRedirect(scope.Path) : Changed(text);
    });

    /// <returns>The figure; 400 <c>figure-invalid</c>; 409 <c>figure-changed</c>.</returns>
    public static Task<IResult> Save(FigureScope scope, FigureInput input, MusterDb db, FigureStore figures, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) => FigureProblems.TryAsync(text, async () =>
    {
        var draft = await FigureDraft.OfAsync(scope.Operation, input, figures, text, cancel);
        if (draft.Errors.Count > 0)
        {
            return draft.Refusal(text);
        }

        if (!await SaveAsync(scope, draft, db, clock, cancel))
        {
            return Changed(text);
        }

        var saved = await db.Set<Figure>().AsNoTracking().SingleAsync(figure => figure.Id == scope.Figure.Id, cancel);
        return TypedResults.Ok(FigureAnswerBody.Of((await figures.ScopeAsync(scope.Operation, saved, cancel))!));
    });

    /// <returns>A redirect to the form of the copy.</returns>
    public static async Task<RedirectHttpResult> CopyFromForm(FigureScope scope, MusterDb db, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel) =>
        TypedResults.LocalRedirect($"{scope.Operation.Path}/figures/{(await CopyAsync(scope, db, clock, text, cancel)).Slug}/edit");

    /// <returns>201 and the copy.</returns>
    public static async Task<Created<FigureAnswerBody>> Copy(FigureScope scope, MusterDb db, FigureStore figures, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        var copy = await CopyAsync(scope, db, clock, text, cancel);
        return TypedResults.Created($"/api{scope.Operation.Path}/figures/{copy.Slug}", FigureAnswerBody.Of((await figures.ScopeAsync(scope.Operation, copy, cancel))!));
    }

    /// <summary>Saves a new figure under a short name of its own.</summary>
    internal static async Task<Figure> AddAsync(OperationScope scope, FigureDraft draft, MusterDb db, TimeProvider clock, CancellationToken cancel, string? wanted = null)
    {
        var (title, now) = (draft.Input.Title!.Trim(), clock.GetUtcNow());
        var sensitivity = new[] { draft.Main!.Dataset.Sensitivity, draft.Second?.Dataset.Sensitivity ?? Sensitivity.Undecided }.Max();
        for (var attempt = 1; ; attempt++)
        {
            var figure = new Figure
            {
                OperationId = scope.Operation.Id,
                Slug = wanted ?? await SlugAsync(scope, title, sensitivity > Sensitivity.Moderate, db, cancel),
                Title = title,
                SettingsJson = "{}",
                SearchText = Fold.Text(title),
                CreatedBy = scope.Viewer.AccountId,
                CreatedAt = now,
            };
            Fill(figure, scope, draft, now);
            db.Add(figure);
            try
            {
                await db.SaveChangesAsync(cancel);
                return figure;
            }
            catch (DbUpdateException failure) when (wanted is null && db.IsDuplicate(failure) && attempt < 5)
            {
                // Somebody took the same short name a moment ago: the next one is tried.
                db.ChangeTracker.Clear();
            }
        }
    }

    static async Task<bool> SaveAsync(FigureScope scope, FigureDraft draft, MusterDb db, TimeProvider clock, CancellationToken cancel)
    {
        var figure = await db.Set<Figure>().SingleAsync(figure => figure.Id == scope.Figure.Id, cancel);
        if (draft.Input.Revision is { } seen && seen != figure.Revision)
        {
            return false;
        }

        Fill(figure, scope.Operation, draft, clock.GetUtcNow());
        figure.Revision++;
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            return false;
        }
    }

    static void Fill(Figure figure, OperationScope scope, FigureDraft draft, DateTimeOffset now)
    {
        // A frozen figure that stays on its dataset stays on its version too.
        var isSame = figure.FrozenVersion is not null && figure.DatasetId == draft.Main!.Dataset.Id && figure.SecondDatasetId == draft.Second?.Dataset.Id;
        (figure.Title, figure.Kind, figure.SearchText) = (draft.Input.Title!.Trim(), draft.Input.Kind, Fold.Text(draft.Input.Title.Trim()));
        figure.SettingsJson = JsonSerializer.Serialize(draft.Input.Settings ?? new FigureSettings(), FigureSettings.Json);
        (figure.DatasetId, figure.SecondDatasetId) = (draft.Main!.Dataset.Id, draft.Second?.Dataset.Id);
        if (!draft.Input.Frozen)
        {
            (figure.FrozenVersion, figure.SecondFrozenVersion) = (null, null);
        }
        else if (!isSame)
        {
            (figure.FrozenVersion, figure.SecondFrozenVersion) = (draft.Main.Version!.Number, draft.Second?.Version!.Number);
        }

        (figure.ChangedBy, figure.ChangedAt) = (scope.Viewer.AccountId, now);
    }

    static async Task<Figure> CopyAsync(FigureScope scope, MusterDb db, TimeProvider clock, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        var (original, now) = (scope.Figure, clock.GetUtcNow());
        var title = text["copy-of", original.Title].Value;
        title = title.Length > Figure.LongestTitle ? title[..Figure.LongestTitle] : title;
        var copy = new Figure
        {
            OperationId = original.OperationId,
            Slug = await SlugAsync(scope.Operation, title, scope.Sensitivity > Sensitivity.Moderate, db, cancel),
            Title = title,
            Kind = original.Kind,
            SettingsJson = original.SettingsJson,
            DatasetId = original.DatasetId,
            SecondDatasetId = original.SecondDatasetId,
            FrozenVersion = original.FrozenVersion,
            SecondFrozenVersion = original.SecondFrozenVersion,
            SearchText = Fold.Text(title),
            CreatedBy = scope.Operation.Viewer.AccountId,
            CreatedAt = now,
            ChangedBy = scope.Operation.Viewer.AccountId,
            ChangedAt = now,
        };
        db.Add(copy);
        await db.SaveChangesAsync(cancel);
        return copy;
    }

    /// <summary>The first free short name; one that cannot be guessed where the data is sensitive.</summary>
    static async Task<string> SlugAsync(OperationScope scope, string title, bool isSecret, MusterDb db, CancellationToken cancel)
    {
        var wanted = Slug.Of(title) is { Length: > 0 } slug ? slug : "figure";
        wanted = wanted is "new" or "preview" ? wanted + "-figure" : wanted;
        if (isSecret)
        {
            return $"{wanted}-{Convert.ToHexStringLower(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6))}";
        }

        var taken = await db.Set<Figure>().Where(figure => figure.OperationId == scope.Operation.Id && figure.Slug.StartsWith(wanted)).Select(figure => figure.Slug).ToListAsync(cancel);
        return Enumerable.Range(1, 10_000).Select(number => number == 1 ? wanted : $"{wanted}-{number}").First(name => !taken.Contains(name));
    }

    static Refusal Changed(IStringLocalizer<FiguresText> text) => new(409, "figure-changed", text["figure-changed"], text["figure-changed-next"]);

    static async Task<IResult> FormAsync(OperationScope scope, string? slug, FigureInput input, bool isChecked, FigureStore figures, FigureMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        var draft = await FigureDraft.OfAsync(scope, input, figures, text, cancel);
        var (model, problem) = await TryAsync(draft.Request(scope), maker, text, cancel);
        return new RazorComponentResult<FigureFormPage>(new
        {
            View = new FigureFormView(scope, slug, isChecked ? draft : draft with { Errors = new Dictionary<string, string>() }, await figures.DatasetsAsync(scope, cancel), model, problem),
        })
        { StatusCode = isChecked ? 400 : 200 };
    }

    /// <summary>The drawing, or why there is none: a form that cannot be drawn yet can still be filled in.</summary>
    static async Task<(FigureModel? Model, Refusal? Problem)> TryAsync(FigureRequest? request, FigureMaker maker, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        if (request is null)
        {
            return (null, null);
        }

        try
        {
            return (await maker.MakeAsync(request, cancel), null);
        }
        catch (FigureException problem)
        {
            return (null, problem.Refusal);
        }
        catch (Tables.TableLimitException)
        {
            return (null, new Refusal(503, "figure-too-long", text["figure-too-long"], text["figure-too-long-next"]));
        }
    }
}

/// <summary>What the form shows.</summary>
public sealed record FigureFormView
{
    internal FigureFormView(OperationScope scope, string? slug, FigureDraft draft, IReadOnlyList<Tables.Dataset> datasets, FigureModel? model, Refusal? problem) =>
        (Scope, Slug, Draft, Datasets, Model, Problem) = (scope, slug, draft, datasets, model, problem);

    public OperationScope Scope { get; }

    /// <summary>The figure that is changed; null for a new one.</summary>
    public string? Slug { get; }

    public FigureDraft Draft { get; }

    public IReadOnlyList<Tables.Dataset> Datasets { get; }

    internal FigureModel? Model { get; }

    /// <summary>Why it cannot be drawn.</summary>
    public Refusal? Problem { get; }

    public FigureSettings Settings => Draft.Input.Settings ?? new FigureSettings();

    public FigureChoices Choices => Model?.Choices ?? FigureChoices.None;
}
