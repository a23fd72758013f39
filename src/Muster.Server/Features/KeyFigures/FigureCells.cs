using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Cells of datasets as sources of key figures.</summary>
sealed class FigureCells(MusterDb db, TableStore tables)
{
    /// <summary>The dataset and its current version, where the viewer sees them.</summary>
    public async Task<(Dataset Dataset, DatasetVersion Version)?> DatasetAsync(OperationScope scope, string? slug, CancellationToken cancel)
    {
        var dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.OperationId == scope.Operation.Id && dataset.Slug == slug, cancel);
        if (dataset is null || !DatasetGate.Sees(scope.Viewer, dataset))
        {
            return null;
        }

        var version = await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Id == dataset.CurrentVersionId, cancel);
        return version is null ? null : (dataset, version);
    }

    /// <summary>A cell of the current version; null where there is none such.</summary>
    public async Task<FigureCell?> FindAsync(OperationScope scope, string? slug, int? row, string? column, CancellationToken cancel)
    {
        if (row is not { } number || await DatasetAsync(scope, slug, cancel) is not var (dataset, version) || await tables.RowAsync(version, number, cancel) is not { } found
            || version.Columns.FirstOrDefault(candidate => string.Equals("c" + candidate.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), column, StringComparison.Ordinal)) is not { } header)
        {
            return null;
        }

        return new FigureCell(dataset, version, header, found, CellText.Of(found.Cells[header.Index]), PlaceOf(version, found));
    }

    /// <summary>For reports taken from a cell whose dataset has a newer version: what the cell of the same row says there, known by the texts of the row's other columns.</summary>
    public async Task<IReadOnlyDictionary<Guid, NewerCell>> NewerAsync(KeyFigureLine line, CancellationToken cancel)
    {
        var newer = new Dictionary<Guid, NewerCell>();
        foreach (var report in line.Standing.Where(report => report.DatasetId is { } id && line.Datasets.ContainsKey(id)).Take(20))
        {
            var dataset = line.Datasets[report.DatasetId!.Value];
            var versions = await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.DatasetId == dataset.Id && (version.Number == report.VersionNumber || version.Id == dataset.CurrentVersionId)).ToListAsync(cancel);
            var (taken, current) = (versions.Find(version => version.Number == report.VersionNumber), versions.Find(version => version.Id == dataset.CurrentVersionId));
            if (taken is not null && current is not null && current.Number > taken.Number)
            {
                newer.Add(report.Id, await CompareAsync(taken, current, report, cancel));
            }
        }

        return newer;
    }

    async Task<NewerCell> CompareAsync(DatasetVersion taken, DatasetVersion current, ReportedFigure report, CancellationToken cancel)
    {
        var then = await tables.RowAsync(taken, report.RowNumber!.Value, cancel);
        var column = current.Columns.FirstOrDefault(column => column.Header == report.ColumnHeader);
        if (then is null || column is null)
        {
            return new NewerCell(current.Number, null, null, null);
        }

        // The row is known by its texts: places, dates, names. Numbers may be what changed.
        var filters = new List<TableFilter>();
        foreach (var known in taken.Columns.Where(known => known.Header != report.ColumnHeader && known.Profile.Type is not (Tabular.Detecting.ColumnType.WholeNumber or Tabular.Detecting.ColumnType.Number)).Take(20))
        {
            if (current.Columns.FirstOrDefault(other => other.Header == known.Header) is { } same)
            {
                var cell = then.Cells[known.Index];
                filters.Add(cell is null ? new TableFilter(same.Index, TableOperator.Blank, []) : new TableFilter(same.Index, TableOperator.Any, [CellText.Of(cell)]));
            }
        }

        if (filters.Count == 0)
        {
            return new NewerCell(current.Number, null, null, null);
        }

        try
        {
            var page = await tables.PageAsync(current, new TableQuery { Filters = filters, Limit = 2 }, cancel);
            return page is { Total: 1, Rows: [{ } row] }
                ? new NewerCell(current.Number, CellText.Of(row.Cells[column.Index]), row.Number, "c" + column.Index.ToString(System.Globalization.CultureInfo.InvariantCulture))
                : new NewerCell(current.Number, null, null, null);
        }
        catch (TableQueryException)
        {
            // A column that holds another kind of value now cannot be asked for the old one.
            return new NewerCell(current.Number, null, null, null);
        }
    }

    static (string? Code, string? Name) PlaceOf(DatasetVersion version, TableRow row)
    {
        var places = version.Columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode or Concept.PlaceName, Level: not null } && row.Cells[column.Index] is not null).ToList();
        var level = places.Count == 0 ? -1 : places.Max(column => column.Meaning.Level!.Value);
        return (Text(Concept.PlaceCode), Text(Concept.PlaceName));

        string? Text(Concept concept) => places.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Level == level) is { } column ? CellText.Of(row.Cells[column.Index]) : null;
    }
}

/// <summary>A cell to be taken as a figure.</summary>
/// <param name="Dataset">Its dataset.</param>
/// <param name="Version">Its version.</param>
/// <param name="Column">Its column.</param>
/// <param name="Row">Its row.</param>
/// <param name="Text">As typed.</param>
/// <param name="Place">Code and name of the row's deepest place.</param>
sealed record FigureCell(Dataset Dataset, DatasetVersion Version, TableColumn Column, TableRow Row, string Text, (string? Code, string? Name) Place)
{
    public CellLink Link => new(Dataset.Id, Version.Number, Row.Number, Column.Header);
}

/// <summary>The same cell in a newer version.</summary>
/// <param name="Version">Its number.</param>
/// <param name="Text">As typed there; null where the row is not found there exactly once.</param>
/// <param name="Row">Row there.</param>
/// <param name="Column">Column there: <c>c5</c>.</param>
public sealed record NewerCell(int Version, string? Text, int? Row, string? Column);
