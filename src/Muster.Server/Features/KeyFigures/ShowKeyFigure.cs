using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Storage;

namespace Muster.Server.Features.KeyFigures;

/// <summary>One line: all that was reported side by side, with the difference to the anchor.</summary>
static class ShowKeyFigure
{
    public static async Task<IResult> Page(OperationScope scope, Guid figure, KeyFigureStore store, FigureCells cells, MusterDb db, HttpContext context, IStringLocalizer<KeyFiguresText> text, string? told, CancellationToken cancel)
    {
        if (await store.FindAsync(scope, figure, cancel) is not { } line)
        {
            return Refusals.Of(context, 404);
        }

        var people = line.Reported.SelectMany(report => new[] { report.CreatedBy, report.WithdrawnBy }).Append(line.Figure.AnchorBy).OfType<Guid>().Distinct().ToList();
        return new RazorComponentResult<KeyFigurePage>(new
        {
            Scope = scope,
            Line = new KeyFigureView(
                line.Figure,
                Indicators.NameOf(line.Figure.IndicatorKey, line.Figure.Indicator, text),
                line.Anchor,
                [.. line.Reported.Select(report => new ReportedView(report, report.DatasetId is { } dataset ? line.Datasets.GetValueOrDefault(dataset) : null, Difference(report, line.Anchor)))],
                await cells.NewerAsync(line, cancel)),
            // Members see who entered and chose; the public sees what and from whom it came.
            Names = scope.MayContribute ? await db.Users.AsNoTracking().Where(user => people.Contains(user.Id)).ToDictionaryAsync(user => user.Id, user => user.DisplayName, cancel) : [],
            Told = told,
        });
    }

    /// <returns>200 and the line; 404.</returns>
    public static async Task<IResult> Handle(OperationScope scope, Guid figure, KeyFigureStore store, HttpContext context, CancellationToken cancel) =>
        await store.FindAsync(scope, figure, cancel) is { } line ? TypedResults.Ok(KeyFigureAnswer.Of(line)) : Refusals.Of(context, 404);

    static decimal? Difference(ReportedFigure report, ReportedFigure? anchor) => report.Id == anchor?.Id ? null : report.Value - anchor?.Value;
}

/// <summary>A line as its page shows it.</summary>
/// <param name="Figure">The line.</param>
/// <param name="Name">Indicator as people read it.</param>
/// <param name="Anchor">The report to be used.</param>
/// <param name="Reports">All, newest first, withdrawn ones too.</param>
/// <param name="Newer">Cells whose dataset has a newer version, by report.</param>
public sealed record KeyFigureView(KeyFigure Figure, string Name, ReportedFigure? Anchor, IReadOnlyList<ReportedView> Reports, IReadOnlyDictionary<Guid, NewerCell> Newer);

/// <summary>A report as its page shows it.</summary>
/// <param name="Report">The report.</param>
/// <param name="Dataset">Dataset of its cell.</param>
/// <param name="Difference">Value less the anchor's; null where one has none.</param>
public sealed record ReportedView(ReportedFigure Report, Tables.Dataset? Dataset, decimal? Difference);
