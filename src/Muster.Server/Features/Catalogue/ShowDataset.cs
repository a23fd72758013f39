using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Catalogue;

/// <summary>A dataset's own page: what it is, how it was made, its figures, its first rows, how to take it along and cite it.</summary>
static class ShowDataset
{
    const int FirstRows = 10;
    const int MostColumns = 12;

    public static async Task<RazorComponentResult<DatasetPage>> Page(DatasetScope scope, TableStore tables, IEnumerable<DatasetFigureSource> sources, IEnumerable<DatasetAsideSource> besides, People people, Addresses addresses, CancellationToken cancel)
    {
        var columns = scope.Version?.Columns.Take(MostColumns).ToList() ?? [];
        var rows = scope.Version is { } version ? await tables.PageAsync(version, new TableQuery { Columns = [.. columns.Select(column => column.Index)], Limit = FirstRows }, cancel) : null;
        var figures = new List<DatasetFigure>();
        foreach (var source in sources)
        {
            figures.AddRange(await source.DescribeAsync(scope, cancel));
        }

        var asides = new List<DatasetAside>();
        foreach (var source in besides)
        {
            asides.AddRange(await source.DescribeAsync(scope, cancel));
        }

        return new RazorComponentResult<DatasetPage>(new
        {
            Scope = scope,
            Asides = (IReadOnlyList<DatasetAside>)asides,
            Columns = (IReadOnlyList<TableColumn>)columns,
            Rows = rows,
            Figures = (IReadOnlyList<DatasetFigure>)figures,
            Maker = scope.Operation.MayContribute ? await people.NameAsync(scope.Version?.CreatedBy, cancel) : null,
            Address = addresses.Of(scope.Version is null ? scope.Path : $"{scope.Path}/versions/{scope.Version.Number}"),
        });
    }

    /// <returns>The dataset with its newest version.</returns>
    public static Ok<DatasetAnswer> Handle(DatasetScope scope) => TypedResults.Ok(DatasetAnswer.Of(scope.Dataset, scope.Version));
}
