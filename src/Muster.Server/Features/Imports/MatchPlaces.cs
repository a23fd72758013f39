using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;
using Muster.Tabular.Matching;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>Texts that name places without a code: what the matcher suggests, and what a person decides.</summary>
static class MatchPlaces
{
    const int PageSize = 50;
    const int ApiPageSize = 1000;
    const int MostFound = 50;

    public static async Task<RazorComponentResult<PlacesPage>> Page(ImportScope scope, ImportViews views, ImportPlaces places, IFileStore files, PlaceGroup? group, string? told, int page = 1, CancellationToken cancel = default)
    {
        var view = await views.LoadAsync(scope, cancel);
        page = Math.Max(1, page);
        var shown = group ?? (view.Examination is { } examination ? Enum.GetValues<PlaceGroup>().FirstOrDefault(group => examination.CountOf(group) > 0) : PlaceGroup.Ambiguous);
        return new RazorComponentResult<PlacesPage>(new
        {
            View = view,
            Group = shown,
            Questions = await QuestionsAsync(scope, files, view.Examination, shown, page, PageSize, cancel),
            Page = page,
            PageSize,
            Gazetteer = (await places.OfAsync(view.Examination?.EditionId, cancel))?.Gazetteer,
            Told = told,
        });
    }

    /// <summary>Looks for another place than the one suggested.</summary>
    public static async Task<IResult> ChoosePage(ImportScope scope, long question, ImportViews views, ImportPlaces places, IFileStore files, HttpContext context, string? q, CancellationToken cancel)
    {
        var view = await views.LoadAsync(scope, cancel);
        if (await QuestionAsync(scope, files, view.Examination, question, cancel) is not { } asked || await places.OfAsync(view.Examination?.EditionId, cancel) is not { } loaded)
        {
            return Refusals.Of(context, 404);
        }

        return new RazorComponentResult<ChoosePlacePage>(new { View = view, Number = question, Question = asked, Search = q ?? asked.Text, Found = Find(loaded.Gazetteer, asked, q ?? ""), loaded.Gazetteer });
    }

    /// <summary>One answer: a code, or none to set its rows aside.</summary>
    public static async Task<IResult> Settle(ImportScope scope, [FromForm] long question, [FromForm] string? code, [FromForm] int revision, [FromForm] string? back, ImportDesk desk, ImportRefusals refusals, ImportPlaces places, IFileStore files, CancellationToken cancel)
    {
        var examination = await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel);
        var loaded = await places.OfAsync(examination?.EditionId, cancel);
        if (await QuestionAsync(scope, files, examination, question, cancel) is not { } asked || loaded is null || (!string.IsNullOrEmpty(code) && loaded.Gazetteer.Find(code) is null))
        {
            return refusals.StepUnknown();
        }

        var refusal = await desk.TakeAsync(scope.Import.Id, revision, [Answer(asked, string.IsNullOrEmpty(code) ? null : code)], scope.Operation.Viewer.AccountId, cancel);
        return ImportsFeature.Answer(refusal, BackTo(scope, back));
    }

    /// <summary>All suggestions with at least this score: one decision of many parts, undone as one.</summary>
    public static async Task<IResult> SettleAll(ImportScope scope, [FromForm] double score, [FromForm] int revision, ImportDesk desk, ImportRefusals refusals, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        var examination = await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel);
        var open = Settled(await ImportSteps.InForceAsync(db, scope.Import.Id, cancel));
        var steps = new List<RepairStep>();
        foreach (var asked in await QuestionsAsync(scope, files, examination, PlaceGroup.Suggested, 1, int.MaxValue, cancel))
        {
            if (asked.Answer.Score >= score && asked.Answer.Code is { } code && !open.ContainsKey(Key(asked)))
            {
                steps.Add(Answer(asked, code));
            }
        }

        var refusal = steps.Count == 0 ? refusals.NothingAbove(score) : await desk.TakeAsync(scope.Import.Id, revision, steps, scope.Operation.Viewer.AccountId, cancel);
        return ImportsFeature.Answer(refusal, scope.Path + "/places");
    }

    /// <summary>Adds the codes of a name column: all certain answers are taken, rows without one are queued.</summary>
    public static async Task<IResult> AddCodes(ImportScope scope, [FromForm] string? column, [FromForm] int revision, ImportDesk desk, ImportRefusals refusals, IFileStore files, CancellationToken cancel)
    {
        var examination = await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel);
        var refusal = examination is null || CodesFor(examination, column) is not { } step
            ? refusals.StepUnknown()
            : await desk.TakeAsync(scope.Import.Id, revision, [step], scope.Operation.Viewer.AccountId, cancel);
        return ImportsFeature.Answer(refusal, scope.Path + "/places");
    }

    /// <returns>A page of 1,000 questions of a group, or of all.</returns>
    public static async Task<Ok<Paged<PlaceQuestion>>> Handle(ImportScope scope, IFileStore files, PlaceGroup? group, int page = 1, CancellationToken cancel = default)
    {
        page = Math.Max(1, page);
        var examination = await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel);
        var total = examination is null ? 0 : group is { } one ? examination.CountOf(one) : examination.Places.Count;
        return TypedResults.Ok(new Paged<PlaceQuestion>(total, page, ApiPageSize, await QuestionsAsync(scope, files, examination, group, page, ApiPageSize, cancel)));
    }

    /// <summary>The step that adds codes for a name column, below the nearest place column above it; null where the column names no places.</summary>
    public static AddPlaceCodes? CodesFor(Examination examination, string? column)
    {
        var found = examination.Columns.FirstOrDefault(other => other.Column.Header == column && other.Meaning is { Concept: Concept.PlaceName, Level: not null });
        if (found?.Meaning is not { Level: { } level })
        {
            return null;
        }

        var parent = examination.Columns.Where(other => other.Meaning is { Concept: Concept.PlaceCode or Concept.PlaceName, Level: { } above, Qualifier: null } && above < level && above > 0)
            .OrderByDescending(other => other.Meaning.Level).ThenBy(other => other.Meaning.Concept).FirstOrDefault();
        return new AddPlaceCodes(found.Column.Header, level, parent?.Column.Header);
    }

    /// <summary>What is settled by the steps, by question.</summary>
    public static IReadOnlyDictionary<(string Column, int Level, string? Parent, string Text), SettlePlace> Settled(IEnumerable<RepairStep> steps)
    {
        var settled = new Dictionary<(string Column, int Level, string? Parent, string Text), SettlePlace>();
        foreach (var step in steps.OfType<SettlePlace>())
        {
            settled[(step.Column, step.Level, step.Parent, step.Text)] = step;
        }

        return settled;
    }

    public static (string Column, int Level, string? Parent, string Text) Key(PlaceQuestion question) => (question.Column, question.Level, question.Parent, question.Text);

    static SettlePlace Answer(PlaceQuestion question, string? code) => new(question.Column, question.Level, question.Parent, question.Text, code);

    static string BackTo(ImportScope scope, string? back) =>
        back is not null && back.StartsWith('?') ? scope.Path + "/places" + back : scope.Path + "/places";

    static IReadOnlyList<Place> Find(Gazetteer gazetteer, PlaceQuestion asked, string search)
    {
        var words = Fold.Text(search.Length == 0 ? asked.Text : search).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var near = gazetteer.Places.Where(place => place.Level == asked.Level);
        return [.. near.Where(place => words.All(word => Fold.Text(place.Name).Contains(word, StringComparison.Ordinal) || place.Code.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderByDescending(place => asked.Parent is not null && IsBelow(gazetteer, place, asked.Parent)).ThenBy(place => place.Name, StringComparer.CurrentCultureIgnoreCase).Take(MostFound)];
    }

    static bool IsBelow(Gazetteer gazetteer, Place place, string parent)
    {
        for (var above = place; above is not null; above = above.Parent is null ? null : gazetteer.Find(above.Parent))
        {
            if (above.Code == parent)
            {
                return true;
            }
        }

        return false;
    }

    static async Task<PlaceQuestion?> QuestionAsync(ImportScope scope, IFileStore files, Examination? examination, long number, CancellationToken cancel) =>
        examination is not null && number >= 0 && scope.Import.PlacesHash is { } hash && await files.PathAsync(hash, cancel) is { } path
            ? await JsonLines.PageAsync<PlaceQuestion>(path, examination.Places, number, 1, cancel) is [var question] ? question : null
            : null;

    static async Task<IReadOnlyList<PlaceQuestion>> QuestionsAsync(ImportScope scope, IFileStore files, Examination? examination, PlaceGroup? group, int page, int size, CancellationToken cancel)
    {
        if (examination is null || scope.Import.PlacesHash is not { } hash || await files.PathAsync(hash, cancel) is not { } path)
        {
            return [];
        }

        var first = group is { } one ? examination.StartOf(one) : 0;
        var count = group is { } same ? examination.CountOf(same) : examination.Places.Count;
        var skip = (long)(page - 1) * size;
        return skip >= count ? [] : await JsonLines.PageAsync<PlaceQuestion>(path, examination.Places, first + skip, (int)Math.Min(size, count - skip), cancel);
    }
}
