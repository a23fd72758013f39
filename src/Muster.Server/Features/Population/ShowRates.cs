using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Population;

/// <summary>A figure of a dataset for so many residents, by place, with both figures and the name of the denominator.</summary>
static class ShowRates
{
    /// <returns>The page: the form, and the rates once a dataset is chosen; a refusal is told on the page.</returns>
    public static Task<IResult> Page(OperationScope scope, [AsParameters] RateQuestion question, RateMaker maker, IStringLocalizer<FiguresText> words, CancellationToken cancel) => FigureProblems.TryAsync(words, async () =>
    {
        var choices = await maker.ChoicesAsync(scope, question, cancel);
        var (table, refusal) = string.IsNullOrEmpty(question.Dataset) ? (null, null) : await maker.MakeAsync(scope, Filled(question), cancel);
        return new RazorComponentResult<RatesPage>(new { Scope = scope, Question = question, Offered = choices, Table = table, Refusal = refusal }) { StatusCode = refusal?.Status ?? 200 };
    });

    /// <returns>The rates; 404 <c>rate-no-figures</c>; 400 <c>rate-no-measure</c>; 409 <c>rate-units-differ</c>, <c>rate-levels-differ</c>, <c>rate-undecided</c>, <c>rate-no-residents</c>, <c>rate-no-places</c>.</returns>
    public static Task<IResult> Handle(OperationScope scope, [AsParameters] RateQuestion question, RateMaker maker, IStringLocalizer<FiguresText> words, CancellationToken cancel) => FigureProblems.TryAsync(words, async () =>
    {
        var (table, refusal) = await maker.MakeAsync(scope, Filled(question), cancel);
        return table is null ? refusal! : TypedResults.Ok(table);
    });

    /// <summary>The same as CSV, a row a place.</summary>
    public static Task<IResult> Csv(OperationScope scope, [AsParameters] RateQuestion question, RateMaker maker, IStringLocalizer<FiguresText> words, CancellationToken cancel) => FigureProblems.TryAsync(words, async () =>
    {
        var (table, refusal) = await maker.MakeAsync(scope, Filled(question), cancel);
        if (table is null)
        {
            return refusal!;
        }

        var csv = new FigureCsv().Row("pcode", "name", "people", "residents", "rate", "per", "measure", "round", "denominator", "denominator_year");
        foreach (var row in table.Rows)
        {
            csv.Row(row.Code, row.Name, row.People, row.Residents, row.Rate is { } rate ? Math.Round(rate, 4) : null, table.Per, table.Measure, table.Round, row.Source, row.Year);
        }

        return TypedResults.File(csv.ToBytes(), "text/csv; charset=utf-8", $"{scope.Operation.Slug}-rates.csv");
    });

    static RateQuestion Filled(RateQuestion question) => question with { Measure = Text(question.Measure), Denominator = Text(question.Denominator), Round = Text(question.Round) };

    static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
