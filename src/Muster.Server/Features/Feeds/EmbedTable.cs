using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Errors;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Feeds;

/// <summary>The rows of a table alone, to be framed by another site: the filters, columns and order of the address, no forms.</summary>
static class EmbedTable
{
    public static async Task<IResult> Page(DatasetScope scope, TableStore tables, Addresses addresses, HttpContext context, CancellationToken cancel)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        // The one page that may be framed: it holds nothing to click on but links that leave the frame.
        context.Response.Headers.ContentSecurityPolicy = context.Response.Headers.ContentSecurityPolicy.ToString().Replace("frame-ancestors 'none'", "frame-ancestors *", StringComparison.Ordinal);
        try
        {
            var view = TableView.Parse(context.Request.Query, version.Columns);
            var rows = await tables.PageAsync(version, view.Query, cancel);
            return new RazorComponentResult<EmbedPage>(new { Scope = scope, View = view, Rows = rows, Path = context.Request.Path.ToString(), Whole = addresses.Of(view.FilterAddress(scope.Path + "/table")) });
        }
        catch (TableQueryException)
        {
            return Refusals.Of(context, 400);
        }
    }
}
