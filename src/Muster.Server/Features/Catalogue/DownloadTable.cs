using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Catalogue;

/// <summary>The rows of a version as CSV, workbook, JSON or Parquet, streamed, with the filters and columns of the address.</summary>
static class DownloadTable
{
    const int SheetRows = 1_048_575;

    /// <param name="scope">Dataset.</param>
    /// <param name="format"><c>csv</c>, <c>xlsx</c>, <c>json</c>, <c>parquet</c>.</param>
    /// <param name="headers"><c>as-read</c>, <c>cod-classic</c>, <c>cod-newest</c>, <c>hxl</c>; not for Parquet.</param>
    /// <param name="exact">True: CSV text that looks like a formula stays as it is.</param>
    /// <param name="tables">Tables.</param>
    /// <param name="files">Files.</param>
    /// <param name="exports">Exports.</param>
    /// <param name="context">Query: <c>filter</c>, <c>columns</c>.</param>
    /// <param name="text">Texts.</param>
    /// <param name="cancel">Stops.</param>
    /// <returns>200 and the file; 304; 400 <c>headers-unknown</c>, <c>sheet-too-small</c> or the codes of filters; 404 for another format and before the first version.</returns>
    public static async Task<IResult> Handle(
        DatasetScope scope, string format, string? headers, bool? exact, TableStore tables, IFileStore files, Exports exports, HttpContext context, IStringLocalizer<CatalogueText> text, CancellationToken cancel)
    {
        if (scope.Version is not { } version || format is not ("csv" or "xlsx" or "json" or "parquet"))
        {
            return Refusals.Of(context, 404);
        }

        if (!TryStyle(headers, out var style))
        {
            return new Refusal(400, "headers-unknown", text["headers-unknown", headers!], text["headers-unknown-next"]);
        }

        var view = TableView.Parse(context.Request.Query, version.Columns);
        var columns = view.Columns ?? [.. version.Columns.Select(column => column.Index)];
        var rows = await tables.CountAsync(version, view.Filters, cancel);
        if (format == "xlsx" && rows > SheetRows)
        {
            return new Refusal(400, "sheet-too-small", text["sheet-too-small", Pages.PageContext.Number(rows)], text["sheet-too-small-next"]);
        }

        Describe(context, scope, version, format, exact is true);
        if (Exports.IsKnown(context, Tag(version, format, context)) || HttpMethods.IsHead(context.Request.Method))
        {
            return Results.Empty;
        }

        await exports.NoteAsync(scope, string.Create(CultureInfo.InvariantCulture, $"{format}, {rows} rows"), cancel);
        if (format == "parquet")
        {
            var path = files.NewTemporaryPath();
            await tables.WriteParquetAsync(version, columns, view.Filters, path, cancel);
            return TypedResults.File(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous), context.Response.ContentType);
        }

        await StreamAsync(tables, version, columns, view.Filters, output => Writer(output, format, version, columns, style, exact is true), context, cancel);
        return Results.Empty;
    }

    static async Task StreamAsync(TableStore tables, DatasetVersion version, IReadOnlyList<int> columns, IReadOnlyList<TableFilter> filters, Func<Stream, TableWriter> writer, HttpContext context, CancellationToken cancel)
    {
        // The writers are synchronous and run beside the request's thread; the reader's pace holds them back.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        try
        {
            await tables.WriteAsync(version, columns, filters, () => writer(context.Response.Body), cancel);
        }
        catch when (context.Response.HasStarted)
        {
            // Half a file must not look whole.
            context.Abort();
        }
    }

    static TableWriter Writer(Stream output, string format, DatasetVersion version, IReadOnlyList<int> columns, HeaderStyle style, bool isExact)
    {
        // The writer sees the chosen columns as the whole table, numbered from 0.
        var chosen = columns.Select(index => version.Columns[index]).ToList();
        var meanings = chosen.Select((column, at) => new ColumnMeaning(new SheetColumn(at, column.Header, column.Tag), column.Meaning, column.Confidence, column.Reason)).ToList();
        var profiles = chosen.Select((column, at) => column.Profile with { Column = at }).ToList();
        return format switch
        {
            "xlsx" => TableWriter.Xlsx(output, "data", meanings, profiles, style),
            "json" => TableWriter.Json(output, meanings, profiles, style),
            _ => TableWriter.Csv(output, meanings, style, guardFormulas: !isExact),
        };
    }

    static void Describe(HttpContext context, DatasetScope scope, DatasetVersion version, string format, bool isExact)
    {
        var response = context.Response;
        response.ContentType = format switch
        {
            "csv" => "text/csv; charset=utf-8",
            "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "json" => "application/json; charset=utf-8",
            _ => "application/vnd.apache.parquet",
        };
        response.Headers.ContentDisposition = Exports.Attachment(Exports.FileName($"{scope.Dataset.Slug}-v{version.Number}", "." + format));
        if (format == "csv" && !isExact)
        {
            // Says that text may carry an apostrophe, and where the exact file is.
            var query = context.Request.QueryString.Add("exact", "true");
            response.Headers["Muster-Formulas"] = "guarded";
            response.Headers.Link = $"<{context.Request.Path}{query}>; rel=\"alternate\"; title=\"exact\"";
        }
    }

    static string Tag(DatasetVersion version, string format, HttpContext context)
    {
        var asked = Encoding.UTF8.GetBytes($"{version.TableHash} {format} {context.Request.QueryString}");
        return $"W/\"{Convert.ToHexStringLower(SHA256.HashData(asked)).AsSpan(0, 32)}\"";
    }

    static bool TryStyle(string? headers, out HeaderStyle style)
    {
        (var isKnown, style) = headers switch
        {
            null or "" or "as-read" => (true, HeaderStyle.AsRead),
            "cod-classic" => (true, HeaderStyle.CodClassic),
            "cod-newest" => (true, HeaderStyle.CodNewest),
            "hxl" => (true, HeaderStyle.Hxl),
            _ => (false, HeaderStyle.AsRead),
        };
        return isKnown;
    }
}
