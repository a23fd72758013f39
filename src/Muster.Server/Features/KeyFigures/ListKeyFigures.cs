using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.KeyFigures;

/// <summary>The register: one line an indicator and place, with what is to be used and how far the reports are apart.</summary>
static class ListKeyFigures
{
    const int PageSize = 50;

    public static async Task<RazorComponentResult<KeyFiguresPage>> Page(OperationScope scope, KeyFigureStore store, IStringLocalizer<KeyFiguresText> text, [AsParameters] KeyFigureChoice choice, CancellationToken cancel)
    {
        var all = await store.LinesAsync(scope, cancel);
        var found = choice.Apply(all);
        var page = Math.Max(1, choice.Page ?? 1);
        return new(new
        {
            Scope = scope,
            Choice = choice,
            Lines = (IReadOnlyList<KeyFigureRow>)[.. found.Skip((page - 1) * PageSize).Take(PageSize).Select(line => KeyFigureRow.Of(line, text))],
            Places = (IReadOnlyList<string>)[.. all.Select(line => line.Figure.Area).Where(area => area.Length > 0).Distinct().Order(StringComparer.CurrentCultureIgnoreCase)],
            Total = found.Count,
            SeenCount = all.Count,
            PageSize,
        });
    }

    /// <returns>Every line that passes, with all that stands on it.</returns>
    public static async Task<Ok<IReadOnlyList<KeyFigureAnswer>>> Handle(OperationScope scope, KeyFigureStore store, [AsParameters] KeyFigureChoice choice, CancellationToken cancel) =>
        TypedResults.Ok<IReadOnlyList<KeyFigureAnswer>>([.. choice.Apply(await store.LinesAsync(scope, cancel)).Select(line => KeyFigureAnswer.Of(line))]);

    /// <summary>All that stands, one report a row, in the columns that <see cref="TakeFromDataset"/> reads back.</summary>
    public static async Task<FileContentHttpResult> Csv(OperationScope scope, KeyFigureStore store, [AsParameters] KeyFigureChoice choice, CancellationToken cancel)
    {
        var csv = new StringBuilder("as_of,area,pcode,indicator,value,unit,published_by,url,note,anchor,dataset,version,row,column\r\n");
        foreach (var line in choice.Apply(await store.LinesAsync(scope, cancel)))
        {
            foreach (var report in line.Standing.Reverse())
            {
                csv.AppendJoin(',', [
                    report.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
                    CsvText.Guarded(line.Figure.Area),
                    CsvText.Guarded(line.Figure.PlaceCode),
                    CsvText.Guarded(line.Figure.Indicator),
                    report.Value is { } value ? Plain(value) : "",
                    CsvText.Guarded(line.Figure.Unit),
                    CsvText.Guarded(report.Source),
                    CsvText.Guarded(report.Url),
                    CsvText.Guarded(report.Note),
                    report.Id == line.Anchor?.Id ? "yes" : "",
                    report.DatasetId is { } dataset ? line.Datasets.GetValueOrDefault(dataset)?.Slug : "",
                    report.VersionNumber?.ToString(CultureInfo.InvariantCulture),
                    report.RowNumber?.ToString(CultureInfo.InvariantCulture),
                    CsvText.Guarded(report.ColumnHeader),
                ]).Append("\r\n");
            }
        }

        return TypedResults.File((byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(csv.ToString())], "text/csv; charset=utf-8", scope.Operation.Slug + "-key-figures.csv");
    }

    /// <summary>A number without marks between its groups, and without the zeros that a database puts behind it.</summary>
    internal static string Plain(decimal value) => value.ToString("0.######", CultureInfo.InvariantCulture);
}

/// <summary>How the register is narrowed.</summary>
/// <param name="Q">Words, accents and letter case aside; all must be there.</param>
/// <param name="Place">Exactly this place.</param>
/// <param name="Doubt">Only lines on which reports of one day differ, or one is newer than the anchor.</param>
/// <param name="Page">From 1.</param>
public sealed record KeyFigureChoice(string? Q, string? Place, bool? Doubt, int? Page)
{
    internal IReadOnlyList<KeyFigureLine> Apply(IReadOnlyList<KeyFigureLine> lines)
    {
        var words = Fold.Text(Q ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Where(line =>
            words.All(word => line.Figure.SearchText.Contains(word, StringComparison.Ordinal))
            && (string.IsNullOrEmpty(Place) || line.Figure.Area == Place)
            && (Doubt is not true || line.IsInDoubt))];
    }

    /// <summary>The address of this choice below a path.</summary>
    public string Address(string path) => Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["q"] = string.IsNullOrWhiteSpace(Q) ? null : Q.Trim(),
        ["place"] = string.IsNullOrWhiteSpace(Place) ? null : Place,
        ["doubt"] = Doubt is true ? "true" : null,
        ["page"] = Page is > 1 ? Page.Value.ToString(CultureInfo.InvariantCulture) : null,
    }.Where(part => part.Value is not null));
}

/// <summary>A line of the list.</summary>
/// <param name="Id">Line.</param>
/// <param name="Name">Indicator as people read it.</param>
/// <param name="Area">Place; empty for the whole operation.</param>
/// <param name="PlaceCode">P-code, or null.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Value">Value shown, as people read it; null where none is given.</param>
/// <param name="IsAnchor">Chosen by a person; else it is the newest.</param>
/// <param name="AsOf">Its day; null where nothing stands.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Count">Reports that stand.</param>
/// <param name="Range">Least and most of them, as people read it; null where they agree.</param>
/// <param name="IsInDoubt">Somebody should look.</param>
public sealed record KeyFigureRow(Guid Id, string Name, string Area, string? PlaceCode, string Unit, string? Value, bool IsAnchor, DateOnly? AsOf, string? Source, int Count, string? Range, bool IsInDoubt)
{
    internal static KeyFigureRow Of(KeyFigureLine line, IStringLocalizer text) => new(
        line.Figure.Id,
        Indicators.NameOf(line.Figure.IndicatorKey, line.Figure.Indicator, text),
        line.Figure.Area,
        line.Figure.PlaceCode,
        line.Figure.Unit,
        Written(line.Shown?.Value),
        line.Anchor is not null,
        line.Shown?.AsOf,
        line.Shown?.Source,
        line.Standing.Count,
        line.Range is { } range && range.Least != range.Most ? text["from-to", Written(range.Least)!, Written(range.Most)!].Value : null,
        line.IsInDoubt);

    internal static string? Written(decimal? value) => value?.ToString(value == decimal.Truncate(value.Value) ? "N0" : "#,0.######", CultureInfo.CurrentCulture);
}

/// <summary>A line of the register for scripts.</summary>
/// <param name="Id">Line.</param>
/// <param name="Indicator">In its one spelling: <c>displaced</c>.</param>
/// <param name="Written">As first written.</param>
/// <param name="Area">Place; empty for the whole operation.</param>
/// <param name="PlaceCode">P-code, or null.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Anchor">The report to be used; null until a person chose.</param>
/// <param name="AnchorReason">Why it was chosen.</param>
/// <param name="InDoubt">Reports of one day differ, or one is newer than the anchor.</param>
/// <param name="Revision">For the next choice.</param>
/// <param name="Values">All that stands, newest first.</param>
public sealed record KeyFigureAnswer(Guid Id, string Indicator, string Written, string Area, string? PlaceCode, string Unit, Guid? Anchor, string? AnchorReason, bool InDoubt, int Revision, IReadOnlyList<ReportedAnswer> Values)
{
    internal static KeyFigureAnswer Of(KeyFigureLine line) => new(
        line.Figure.Id,
        line.Figure.IndicatorKey,
        line.Figure.Indicator,
        line.Figure.Area,
        line.Figure.PlaceCode,
        line.Figure.Unit,
        line.Anchor?.Id,
        line.Anchor is null ? null : line.Figure.AnchorReason,
        line.IsInDoubt,
        line.Figure.Revision,
        [.. line.Standing.Select(report => new ReportedAnswer(
            report.Id, report.AsOf, report.Value, report.Source, report.Url, report.Note, report.DatasetId is { } dataset ? line.Datasets.GetValueOrDefault(dataset)?.Slug : null, report.VersionNumber, report.RowNumber, report.ColumnHeader))]);
}

/// <summary>One report for scripts.</summary>
/// <param name="Id">Report.</param>
/// <param name="AsOf">Day it speaks of.</param>
/// <param name="Value">Null where the source gives none; not zero.</param>
/// <param name="Source">Who published it.</param>
/// <param name="Url">Where.</param>
/// <param name="Note">Note.</param>
/// <param name="Dataset">Dataset of its cell; null for one entered by hand.</param>
/// <param name="Version">Version.</param>
/// <param name="Row">Row from 1.</param>
/// <param name="Column">Header.</param>
public sealed record ReportedAnswer(Guid Id, DateOnly AsOf, decimal? Value, string Source, string? Url, string? Note, string? Dataset, int? Version, int? Row, string? Column);
