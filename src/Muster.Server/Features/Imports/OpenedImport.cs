using Muster.Server.Storage;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>The file of an import opened as its last examination read it, with the steps that hold: for passes that answer a question at once.</summary>
sealed record OpenedImport(TableSource Source, Examination Examination, IReadOnlyList<RepairStep> Steps, PlaceMatcher? Matcher) : IDisposable
{
    /// <summary>Steps that change what cells say, without those that leave rows out: every row of the file comes out.</summary>
    public IReadOnlyList<RepairStep> ChangesOfCells => [.. Steps.Where(step => step is not (DropTotalRows or DropRows or DropRowsWhere or SettlePlace or AddPlaceCodes))];

    /// <summary>Null before the first examination.</summary>
    public static async Task<OpenedImport?> OpenAsync(ImportScope scope, MusterDb db, IFileStore files, ImportPlaces places, CancellationToken cancel)
    {
        if (await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel) is not { } examination || await files.PathAsync(scope.Import.FileHash, cancel) is not { } path)
        {
            return null;
        }

        var steps = await ImportSteps.InForceAsync(db, scope.Import.Id, cancel);
        var gazetteer = await places.OfAsync(examination.EditionId, cancel);
        return new OpenedImport(TableSource.Open(path, ImportChoices.Of(scope.Import).ToReadOptions(scope.Import.FileName)), examination, steps, gazetteer?.Matcher);
    }

    /// <summary>All rows with their cells as the steps leave them; none is left out.</summary>
    public RepairedTable Cells() => new(Source, Examination.Sheet, Examination.Columns, ChangesOfCells, null);

    public void Dispose() => Source.Dispose();
}
