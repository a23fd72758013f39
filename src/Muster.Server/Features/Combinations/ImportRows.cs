using Muster.Server.Features.Imports;
using Muster.Server.Storage;
using Muster.Tabular;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Combinations;

/// <summary>Opens the rows that an import would bring in: read as chosen, repaired as decided, without those set aside.</summary>
sealed class ImportRows(MusterDb db, IFileStore files, ImportPlaces places)
{
    /// <summary>Null where the file or its examination is gone.</summary>
    /// <exception cref="UnreadableException">It cannot be read.</exception>
    public async Task<RepairedImport?> OpenAsync(Import import, CancellationToken cancel)
    {
        if (await files.PathAsync(import.FileHash, cancel) is not { } path || await Examination.ReadAsync(files, import.ExaminationHash, cancel) is not { } examination)
        {
            return null;
        }

        var gazetteer = await places.OfAsync(examination.EditionId, cancel);
        var steps = await ImportSteps.InForceAsync(db, import.Id, cancel);
        var choices = ImportChoices.Of(import);
        var opened = Pipeline.Open(path, choices.ToReadOptions(import.FileName), choices.Sheet, choices.HeaderRow, choices.Meanings);
        var pipeline = gazetteer is null ? opened : opened.WithPlaces(gazetteer.Matcher);
        var repaired = new RepairedTable(pipeline.Source, pipeline.Sheet, pipeline.Columns, steps, gazetteer?.Matcher);
        return new RepairedImport(opened, repaired);
    }
}

/// <summary>Rows of an import as the engine's verbs take them.</summary>
sealed class RepairedImport(Pipeline opened, RepairedTable repaired) : IDisposable
{
    public Pipeline Table { get; } = new(repaired.Source, repaired.Sheet, repaired.Columns);

    public void Dispose()
    {
        repaired.Dispose();
        opened.Dispose();
    }
}
