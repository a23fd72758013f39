using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Search;
using Muster.Server.Storage;

namespace Muster.Server.Features.Figures;

/// <summary>The saved figures of an operation that the viewer sees, the last changed first.</summary>
static class ListFigures
{
    const int PageSize = 24;
    const int ApiPageSize = 100;

    public static async Task<RazorComponentResult<FiguresPage>> Page(OperationScope scope, FigureStore figures, string? q, int? page, CancellationToken cancel)
    {
        var seen = await figures.SeenAsync(scope, cancel);
        var found = Found(seen, q);
        var at = Math.Max(1, page ?? 1);
        return new RazorComponentResult<FiguresPage>(new { Scope = scope, Figures = (IReadOnlyList<FigureScope>)[.. found.Skip((at - 1) * PageSize).Take(PageSize)], Total = found.Count, SeenCount = seen.Count, Q = q, Page = at, PageSize });
    }

    /// <returns>A page of 100.</returns>
    public static async Task<Ok<Catalogue.PageOf<FigureAnswerBody>>> Handle(OperationScope scope, FigureStore figures, string? q, int? page, CancellationToken cancel)
    {
        var found = Found(await figures.SeenAsync(scope, cancel), q);
        var at = Math.Max(1, page ?? 1);
        return TypedResults.Ok(new Catalogue.PageOf<FigureAnswerBody>(found.Count, at, ApiPageSize, [.. found.Skip((at - 1) * ApiPageSize).Take(ApiPageSize).Select(FigureAnswerBody.Of)]));
    }

    /// <returns>One figure.</returns>
    public static Ok<FigureAnswerBody> One(FigureScope scope) => TypedResults.Ok(FigureAnswerBody.Of(scope));

    static List<FigureScope> Found(IReadOnlyList<FigureScope> seen, string? q)
    {
        var words = Fold.Text(q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. seen.Where(figure => words.All(word => figure.Figure.SearchText.Contains(word, StringComparison.Ordinal)))];
    }
}

/// <summary>Finds saved figures by their titles in all operations that the viewer sees.</summary>
sealed class FigureSearch(MusterDb db, FigureStore figures, IStringLocalizer<FiguresText> text) : SearchSource
{
    const int MostOperations = 50;

    public override string Kind => "figure";

    public override string Title => text["saved-figures"];

    public override async Task<IReadOnlyList<SearchHit>> FindAsync(string text, Viewer viewer, int limit, CancellationToken cancel)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(10).ToList();
        var candidates = words.Aggregate(db.Set<Figure>().AsNoTracking(), (query, word) => query.Where(figure => figure.SearchText.Contains(word)));
        var operations = await db.Set<Operation>().AsNoTracking().Where(operation => candidates.Any(figure => figure.OperationId == operation.Id)).Take(MostOperations).ToListAsync(cancel);
        var hits = new List<SearchHit>();
        foreach (var operation in operations.Where(operation => OperationGate.Sees(viewer, operation)))
        {
            var seen = await figures.SeenAsync(new OperationScope(operation, viewer), cancel);
            hits.AddRange(seen.Where(figure => words.All(word => figure.Figure.SearchText.Contains(word, StringComparison.Ordinal))).Select(figure => new SearchHit(figure.Figure.Title, figure.Path, operation.Name)));
        }

        return [.. hits.Take(limit)];
    }
}

/// <summary>Saved figures on the operation's page.</summary>
sealed class FiguresPanel(FigureStore figures, IStringLocalizer<FiguresText> text) : OperationPanelSource
{
    public override async Task<OperationPanel?> DescribeAsync(OperationScope scope, CancellationToken cancel)
    {
        var seen = await figures.SeenAsync(scope, cancel);
        return seen.Count == 0 && !scope.MayContribute ? null : new OperationPanel(15, text["saved-figures"], scope.Path + "/figures", seen.Count, text["no-figures"],
            [.. seen.Take(6).Select(figure => new OperationPanelItem(figure.Figure.Title, figure.Path, text["kind-" + FigureQuery.Word(figure.Figure.Kind)], figure.Figure.ChangedAt))])
        {
            Action = scope.MayContribute ? (text["new-figure"], scope.Path + "/figures/new") : null,
        };
    }
}
