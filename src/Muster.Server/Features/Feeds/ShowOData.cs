using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Muster.Server.Errors;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Feeds;

/// <summary>A dataset's current table as an OData 4.0 service (OASIS, Protocol and JSON Format), so that spreadsheets and dashboards connect to it.</summary>
static class ShowOData
{
    const string Minimal = "application/json;odata.metadata=minimal;odata.streaming=true";

    /// <returns>The service document; 404 before the first version.</returns>
    public static IResult Service(DatasetScope scope, HttpContext context, Addresses addresses)
    {
        if (scope.Version is null)
        {
            return Refusals.Of(context, 404);
        }

        context.Response.Headers["OData-Version"] = "4.0";
        return TypedResults.Text(
            $$"""{"@odata.context":{{JsonSerializer.Serialize(Root(context, addresses, "") + "/$metadata")}},"value":[{"name":"{{ODataModel.Set}}","kind":"EntitySet","url":"{{ODataModel.Set}}"}]}""", Minimal);
    }

    /// <returns>The model as CSDL XML.</returns>
    public static IResult Metadata(DatasetScope scope, HttpContext context)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        context.Response.Headers["OData-Version"] = "4.0";
        return TypedResults.Bytes(new ODataModel(version).ToXml(), "application/xml");
    }

    /// <returns>Rows that pass, 1,000 at a time with the address of the next ones; 400 <c>odata-refused</c> for what is not answered.</returns>
    public static async Task<IResult> Rows(DatasetScope scope, TableStore tables, Exports exports, Addresses addresses, HttpContext context, CancellationToken cancel)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        var model = new ODataModel(version);
        ODataQuery query;
        try
        {
            query = ODataQuery.Parse(model, context.Request.Query);
        }
        catch (ODataRefusedException failure)
        {
            return Refused(context, failure);
        }

        var page = await tables.PageAsync(version, query.Table, cancel);
        await exports.NoteAsync(scope, string.Create(CultureInfo.InvariantCulture, $"odata, {page.Rows.Count} rows from {query.Table.Offset}"), cancel);
        context.Response.Headers["OData-Version"] = "4.0";
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.ContentType = Minimal;
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, new JsonWriterOptions { SkipValidation = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteString("@odata.context", $"{Root(context, addresses, "/" + ODataModel.Set)}/$metadata#{ODataModel.Set}{Selected(context)}");
        if (query.WithCount)
        {
            json.WriteNumber("@odata.count", page.Total);
        }

        json.WriteStartArray("value");
        foreach (var row in page.Rows)
        {
            Write(json, model, query, page, row);
        }

        json.WriteEndArray();
        if (Next(query, page) is { } next)
        {
            json.WriteString("@odata.nextLink", NextAddress(context, addresses, next, query));
        }

        json.WriteEndObject();
        await json.FlushAsync(cancel);
        return Results.Empty;
    }

    /// <returns>How many rows pass, as plain text.</returns>
    public static async Task<IResult> Count(DatasetScope scope, TableStore tables, HttpContext context, CancellationToken cancel)
    {
        if (scope.Version is not { } version)
        {
            return Refusals.Of(context, 404);
        }

        try
        {
            var query = ODataQuery.Parse(new ODataModel(version), context.Request.Query);
            context.Response.Headers["OData-Version"] = "4.0";
            return TypedResults.Text((await tables.CountAsync(version, query.Table.Filters, cancel)).ToString(CultureInfo.InvariantCulture));
        }
        catch (ODataRefusedException failure)
        {
            return Refused(context, failure);
        }
    }

    static void Write(Utf8JsonWriter json, ODataModel model, ODataQuery query, TablePage page, TableRow row)
    {
        json.WriteStartObject();
        if (query.WithKey)
        {
            json.WriteNumber(ODataModel.Key, row.Number);
        }

        for (var at = 0; at < page.Columns.Count; at++)
        {
            var name = model.Names[page.Columns[at]];
            switch (row.Cells[at])
            {
                case null: json.WriteNull(name); break;
                case long whole: json.WriteNumber(name, whole); break;
                case double number: json.WriteNumber(name, number); break;
                case var text: json.WriteString(name, CellText.Of(text)); break;
            }
        }

        json.WriteEndObject();
    }

    static long? Next(ODataQuery query, TablePage page)
    {
        var end = query.Table.Offset + page.Rows.Count;
        var isEnough = query.Top is { } top && top <= page.Rows.Count;
        return isEnough || end >= page.Total || page.Rows.Count == 0 ? null : end;
    }

    /// <summary>The same question from the next row on; a wanted number of rows shrinks by those already sent.</summary>
    static string NextAddress(HttpContext context, Addresses addresses, long skip, ODataQuery query)
    {
        var options = context.Request.Query.Where(option => option.Key is not "$skip" and not "$top").ToDictionary(option => option.Key, option => (string?)option.Value.ToString());
        options["$skip"] = skip.ToString(CultureInfo.InvariantCulture);
        if (query.Top is { } top)
        {
            options["$top"] = (top - ODataQuery.PageSize).ToString(CultureInfo.InvariantCulture);
        }

        return QueryHelpers.AddQueryString(addresses.Of(context.Request.Path), options);
    }

    static string Selected(HttpContext context) => context.Request.Query["$select"].ToString() is { Length: > 0 } select ? $"({select})" : "";

    static string Root(HttpContext context, Addresses addresses, string below)
    {
        var path = context.Request.Path.ToString().TrimEnd('/');
        return addresses.Of(below.Length > 0 && path.EndsWith(below, StringComparison.Ordinal) ? path[..^below.Length] : path);
    }

    /// <summary>OData's own form of an error (JSON Format 21), with the code of this list of refusals.</summary>
    static JsonHttpResult<ODataProblem> Refused(HttpContext context, ODataRefusedException failure)
    {
        context.Response.Headers["OData-Version"] = "4.0";
        return TypedResults.Json(new ODataProblem(new ODataError("odata-refused", failure.Message)), statusCode: 400);
    }
}

/// <summary>An error as OData writes it.</summary>
/// <param name="Error">Code and sentence.</param>
public sealed record ODataProblem(ODataError Error);

/// <summary>What was wrong.</summary>
/// <param name="Code">Stable code, of docs/errors.md.</param>
/// <param name="Message">Sentence.</param>
public sealed record ODataError(string Code, string Message);
