using System.Globalization;
using Microsoft.OData;
using Microsoft.OData.UriParser;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Feeds;

/// <summary>The query options of OData 4.0 (OASIS, URL Conventions 5.1) in the words of a table. What a table cannot answer is refused, never passed over.</summary>
/// <param name="Table">Filters, sorts, columns, offset and limit.</param>
/// <param name="WithKey">The row number is among the properties wanted.</param>
/// <param name="WithCount">The number of all rows that pass is wanted.</param>
/// <param name="Top">Most rows wanted in all; null for every row.</param>
sealed record ODataQuery(TableQuery Table, bool WithKey, bool WithCount, long? Top)
{
    /// <summary>Rows of one answer.</summary>
    public const int PageSize = 1000;

    static readonly string[] Known = ["$filter", "$orderby", "$select", "$top", "$skip", "$count", "$format"];

    /// <exception cref="ODataRefusedException">An option that means nothing here, with the reason.</exception>
    public static ODataQuery Parse(ODataModel model, IQueryCollection query)
    {
        if (query.Keys.FirstOrDefault(key => key.StartsWith('$') && !Known.Contains(key)) is { } unknown)
        {
            throw new ODataRefusedException($"{unknown} is not answered here; these are: {string.Join(", ", Known)}.");
        }

        if (query["$format"].ToString() is { Length: > 0 } format && !format.StartsWith("json", StringComparison.OrdinalIgnoreCase) && !format.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            throw new ODataRefusedException("$format: only json is written here.");
        }

        var options = query.Where(option => Known.Contains(option.Key) && option.Key != "$format" && option.Value.ToString().Length > 0).ToDictionary(option => option.Key, option => option.Value.ToString());
        try
        {
            var parser = new ODataQueryOptionParser(model.Edm, model.Rows.EntityType, model.Rows, options);
            parser.Settings.MaximumExpansionDepth = 0;
            var filters = new List<TableFilter>();
            if (parser.ParseFilter() is { } filter)
            {
                Filters(filter.Expression, model, filters);
            }

            var columns = Columns(parser.ParseSelectAndExpand(), model, out var withKey);
            var (top, skip) = (parser.ParseTop(), parser.ParseSkip());
            return new ODataQuery(
                new TableQuery { Filters = filters, Sorts = [.. Sorts(parser.ParseOrderBy(), model)], Columns = columns, Offset = skip ?? 0, Limit = (int)Math.Min(top ?? PageSize, PageSize) },
                withKey,
                parser.ParseCount() is true,
                top);
        }
        catch (ODataException failure)
        {
            throw new ODataRefusedException(failure.Message);
        }
    }

    static IEnumerable<TableSort> Sorts(OrderByClause? clause, ODataModel model)
    {
        for (; clause is not null; clause = clause.ThenBy)
        {
            if (Property(clause.Expression) is not { } name)
            {
                throw new ODataRefusedException("$orderby takes names of properties only.");
            }

            // The row number is the order of the source, in which equal rows stand anyway.
            if (model.ColumnOf(name) is { } column)
            {
                yield return new TableSort(column, clause.Direction == OrderByDirection.Descending);
            }
            else if (clause.Direction == OrderByDirection.Descending)
            {
                throw new ODataRefusedException("$orderby=row desc is not answered here; row without desc is the order of the source.");
            }
        }
    }

    static List<int>? Columns(SelectExpandClause? clause, ODataModel model, out bool withKey)
    {
        withKey = true;
        if (clause is null || clause.AllSelected)
        {
            return null;
        }

        var names = clause.SelectedItems.OfType<PathSelectItem>().Select(item => item.SelectedPath.FirstSegment.Identifier).ToList();
        withKey = names.Contains(ODataModel.Key);
        return [.. names.Select(model.ColumnOf).OfType<int>().Distinct()];
    }

    static void Filters(QueryNode node, ODataModel model, List<TableFilter> filters)
    {
        switch (Bare(node))
        {
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.And } both:
                Filters(both.Left, model, filters);
                Filters(both.Right, model, filters);
                break;
            case BinaryOperatorNode { OperatorKind: BinaryOperatorKind.Or } either:
                filters.Add(Either(either, model));
                break;
            case BinaryOperatorNode comparison:
                filters.Add(Comparison(comparison, model));
                break;
            case InNode { Right: CollectionConstantNode values } within when Property(within.Left) is { } name:
                filters.Add(new TableFilter(ColumnOf(name, model), TableOperator.Any, [.. values.Collection.Select(value => Text(value.Value))]));
                break;
            case SingleValueFunctionCallNode { Name: "contains" or "startswith" } call when call.Parameters.ToList() is [var left, var right] && Property(left) is { } name && Constant(right) is { } value:
                filters.Add(new TableFilter(ColumnOf(name, model), call.Name == "contains" ? TableOperator.Contains : TableOperator.Begins, [Text(value.Value)]));
                break;
            default:
                throw Refused();
        }
    }

    /// <summary>"a eq 1 or a eq 2" is one of several values; anything else joined by "or" is refused.</summary>
    static TableFilter Either(BinaryOperatorNode node, ODataModel model)
    {
        var (left, right) = (Side(node.Left), Side(node.Right));
        return left.Column == right.Column && left.Operator is TableOperator.Equals or TableOperator.Any && right.Operator is TableOperator.Equals or TableOperator.Any
            ? new TableFilter(left.Column, TableOperator.Any, [.. left.Values, .. right.Values])
            : throw Refused();

        TableFilter Side(QueryNode side)
        {
            var filters = new List<TableFilter>();
            Filters(side, model, filters);
            return filters is [var one] ? one : throw Refused();
        }
    }

    static TableFilter Comparison(BinaryOperatorNode node, ODataModel model)
    {
        var (left, right, kind) = (node.Left, node.Right, node.OperatorKind);
        if (Property(left) is null)
        {
            (left, right) = (right, left);
            kind = kind switch
            {
                BinaryOperatorKind.GreaterThan => BinaryOperatorKind.LessThan,
                BinaryOperatorKind.GreaterThanOrEqual => BinaryOperatorKind.LessThanOrEqual,
                BinaryOperatorKind.LessThan => BinaryOperatorKind.GreaterThan,
                BinaryOperatorKind.LessThanOrEqual => BinaryOperatorKind.GreaterThanOrEqual,
                _ => kind,
            };
        }

        if (Property(left) is not { } name || Constant(right) is not { } value)
        {
            throw Refused();
        }

        var column = ColumnOf(name, model);
        return (kind, value.Value) switch
        {
            (BinaryOperatorKind.Equal, null) => new TableFilter(column, TableOperator.Blank, []),
            (BinaryOperatorKind.NotEqual, null) => new TableFilter(column, TableOperator.Filled, []),
            (BinaryOperatorKind.Equal, { } constant) => new TableFilter(column, TableOperator.Equals, [Text(constant)]),
            (BinaryOperatorKind.NotEqual, { } constant) => new TableFilter(column, TableOperator.Not, [Text(constant)]),
            (BinaryOperatorKind.GreaterThan, { } constant) => new TableFilter(column, TableOperator.Above, [Text(constant)]),
            (BinaryOperatorKind.GreaterThanOrEqual, { } constant) => new TableFilter(column, TableOperator.AtLeast, [Text(constant)]),
            (BinaryOperatorKind.LessThan, { } constant) => new TableFilter(column, TableOperator.Below, [Text(constant)]),
            (BinaryOperatorKind.LessThanOrEqual, { } constant) => new TableFilter(column, TableOperator.AtMost, [Text(constant)]),
            _ => throw Refused(),
        };
    }

    static int ColumnOf(string name, ODataModel model) => model.ColumnOf(name) ?? throw new ODataRefusedException("$filter on row is not answered here; ask for the row itself by $skip.");

    static QueryNode Bare(QueryNode node)
    {
        while (node is ConvertNode convert)
        {
            node = convert.Source;
        }

        return node;
    }

    static string? Property(QueryNode node) => Bare(node) is SingleValuePropertyAccessNode property ? property.Property.Name : null;

    static ConstantNode? Constant(QueryNode node) => Bare(node) as ConstantNode;

    static string Text(object? value) => value switch
    {
        null => "",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    static ODataRefusedException Refused() => new("$filter: only comparisons of a property with a value (eq, ne, gt, ge, lt, le, in, contains, startswith), joined by and, or several values of one property joined by or.");
}

/// <summary>A query option that is not answered; the message says why.</summary>
sealed class ODataRefusedException(string message) : Exception(message);
