using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Catalogue;

/// <summary>What a table cannot answer, said to the person who asked.</summary>
static class TableRefusals
{
    /// <summary>Turns a question that cannot be answered into its refusal, on every route of a group.</summary>
    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (TableQueryException failure)
        {
            return Of(failure, context.HttpContext.Features.Get<DatasetScope>()?.Version, Text(context));
        }
        catch (TableLimitException failure)
        {
            return Of(failure, Text(context));
        }
    }

    public static Refusal Of(TableQueryException failure, DatasetVersion? version, IStringLocalizer<CatalogueText> text)
    {
        var header = failure.Column is { } index && version?.Columns.ElementAtOrDefault(index) is { } column ? ColumnTitle.Of(column) : "";
        var value = failure.Value ?? "";
        return failure.Code switch
        {
            "column-unknown" => new Refusal(400, "column-unknown", text["column-unknown", value], text["column-unknown-next"]),
            "filter-value" => new Refusal(400, "filter-value", text["filter-value", value, header], text["filter-value-next"]),
            "filter-no-order" => new Refusal(400, "filter-no-order", text["filter-no-order", header], text["filter-no-order-next"]),
            "filter-too-long" => new Refusal(400, "filter-too-long", text["filter-too-long"], text["filter-too-long-next"]),
            _ => new Refusal(400, "filter-unknown", text["filter-unknown", value], text["filter-unknown-next"]),
        };
    }

    public static Refusal Of(TableLimitException failure, IStringLocalizer<CatalogueText> text) => failure.Code == "table-query-too-slow"
        ? new Refusal(503, "table-query-too-slow", text["table-query-too-slow"], text["table-query-next"])
        : new Refusal(503, "table-query-too-large", text["table-query-too-large"], text["table-query-next"]);

    static IStringLocalizer<CatalogueText> Text(EndpointFilterInvocationContext context) => context.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<CatalogueText>>();
}

/// <summary>How a column is called where its header is empty.</summary>
public static class ColumnTitle
{
    public static string Of(TableColumn column) => column.Header.Length > 0 ? column.Header : $"c{column.Index}";
}
