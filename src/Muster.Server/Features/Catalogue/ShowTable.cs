using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Catalogue;

/// <summary>The rows of a version: paged, sorted and filtered by the server.</summary>
static class ShowTable
{
    const int ShownValues = 100;

    public static async Task<IResult> Page(DatasetScope scope, TableStore tables, HttpContext context, IStringLocalizer<CatalogueText> text, CancellationToken cancel)
    {
        if (scope.Version is not { } version)
        {
            return new RazorComponentResult<DatasetTablePage>(new { Scope = scope });
        }

        try
        {
            var view = TableView.Parse(context.Request.Query, version.Columns);
            if (context.Request.Query.ContainsKey("op"))
            {
                // The form's own fields become one more filter of a plain address, which people can copy.
                return TypedResults.LocalRedirect(view.Address(context.Request.Path));
            }

            var rows = await tables.PageAsync(version, view.Query, cancel);
            var values = view.Facet is { } facet ? await tables.ValuesAsync(version, facet, view.Filters, ShownValues, cancel) : null;
            return new RazorComponentResult<DatasetTablePage>(new { Scope = scope, View = view, Rows = rows, Values = values, Path = context.Request.Path.ToString() });
        }
        catch (TableQueryException failure)
        {
            var refusal = TableRefusals.Of(failure, version, text);
            return Refusals.WantsPage(context.Request)
                ? new RazorComponentResult<DatasetTablePage>(new { Scope = scope, Problem = refusal, Path = context.Request.Path.ToString() }) { StatusCode = 400 }
                : refusal;
        }
    }

    /// <param name="scope">Dataset.</param>
    /// <param name="tables">Tables.</param>
    /// <param name="context">Query: <c>filter</c>, <c>sort</c>, <c>columns</c>.</param>
    /// <param name="offset">Rows to pass over.</param>
    /// <param name="limit">1 to 1,000; 100 when not said.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>The rows; 400 <c>column-unknown</c>, <c>filter-unknown</c>, <c>filter-value</c>, <c>filter-no-order</c>, <c>filter-too-long</c>; 404 before the first version.</returns>
    public static async Task<IResult> Rows(DatasetScope scope, TableStore tables, HttpContext context, long offset = 0, int limit = 100, CancellationToken cancel = default)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        limit = Math.Clamp(limit, 1, TableQuery.MostRows);
        offset = Math.Max(0, offset);
        var view = TableView.Parse(context.Request.Query, version.Columns);
        var page = await tables.PageAsync(version, view.Query with { Offset = offset, Limit = limit }, cancel);
        var columns = VersionAnswer.Of(version).Columns;
        return TypedResults.Ok(new RowsAnswer(page.Total, offset, limit, [.. page.Columns.Select(column => columns[column])], page.Rows));
    }

    /// <returns>The distinct values of a column with their rows, most frequent first.</returns>
    public static async Task<IResult> Values(DatasetScope scope, TableStore tables, HttpContext context, string column, int limit = ShownValues, CancellationToken cancel = default)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        var view = TableView.Parse(context.Request.Query, version.Columns);
        return TypedResults.Ok(await tables.ValuesAsync(version, TableView.IndexOf(column, version.Columns), view.Filters, Math.Clamp(limit, 1, TableQuery.MostRows), cancel));
    }
}
