using Microsoft.Extensions.Localization;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>Map and pyramid for a dataset's own page, where its columns and the loaded boundaries allow them. Nothing is summed for it.</summary>
sealed class FigureLinks(FigureData data, IStringLocalizer<FiguresText> text) : DatasetFigureSource
{
    public override async Task<IReadOnlyList<DatasetFigure>> DescribeAsync(DatasetScope scope, CancellationToken cancel)
    {
        var columns = scope.Version?.Columns ?? [];
        var figures = new List<DatasetFigure>();
        if (Measure.Of(columns, text).Count > 0 && FigureData.PlaceColumn(columns) is not null
            && await data.EditionAsync(scope, cancel) is { } edition && (await data.LevelsAsync(edition, cancel)).Count > 0)
        {
            figures.Add(Figure("map", scope));
        }

        if (PyramidMaker.Countable(columns).Count > 0)
        {
            figures.Add(Figure("pyramid", scope));
        }

        return figures;
    }

    DatasetFigure Figure(string name, DatasetScope scope) => new(text[name], $"{scope.Path}/figures/{name}", $"{scope.Path}/figures/{name}.svg", $"{scope.Path}/figures/{name}.svg?size=tall");
}
