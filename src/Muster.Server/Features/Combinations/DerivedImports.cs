using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Combinations;

/// <summary>A table that Muster made of others, on its way to becoming a version.</summary>
/// <param name="Path">The file, which is taken over.</param>
/// <param name="FileName">Its name.</param>
/// <param name="Columns">What its columns mean.</param>
/// <param name="Kind">How it was made.</param>
/// <param name="Recipe">Settings, JSON.</param>
/// <param name="Sources">What it was made of, in order.</param>
/// <param name="Acceptance">Where it goes.</param>
sealed record DerivedTable(string Path, string FileName, IReadOnlyList<ColumnMeaning> Columns, DerivationKind Kind, string Recipe, IReadOnlyList<DerivedFrom> Sources, Acceptance Acceptance)
{
    public Sensitivity LeastSensitivity { get; init; } = Sensitivity.Low;

    public Audience LeastAudience { get; init; } = Audience.Public;

    /// <summary>Rows of other features, saved with it.</summary>
    public IReadOnlyList<object> Beside { get; init; } = [];
}

/// <summary>One source: a version of a dataset, or an import whose rows went in.</summary>
readonly record struct DerivedFrom(Guid? DatasetId, Guid? VersionId, Guid? ImportId);

/// <summary>Brings derived tables in by the way of every other file: examined, kept as they are, stored as a version. Only the decision was taken before.</summary>
sealed class DerivedImports(IFileStore files, ImportDesk desk, TimeProvider clock)
{
    public async Task<Import> AddAsync(OperationScope scope, DerivedTable table, CancellationToken cancel)
    {
        var file = await files.AdoptAsync(table.Path, cancel);
        var import = new Import
        {
            OperationId = scope.Operation.Id,
            FileHash = file.Hash,
            FileName = Imports.FileName.Of(table.FileName) ?? "table.csv",
            SizeInBytes = file.SizeInBytes,
            State = ImportState.Examining,
            ChoicesJson = new ImportChoices
            {
                Sheet = 0,
                HeaderRow = 1,
                Encoding = "utf-8",
                Separator = ',',
                Meanings = table.Columns.ToDictionary(column => column.Column.Index, column => column.Meaning),
            }.ToJson(),
            AcceptanceJson = table.Acceptance.ToJson(),
            AcceptsItself = true,
            LeastSensitivity = table.LeastSensitivity,
            LeastAudience = table.LeastAudience,
            UploadedBy = scope.Viewer.AccountId,
            UploadedAt = clock.GetUtcNow(),
            DecidedBy = table.Acceptance.By,
            DecidedAt = table.Acceptance.At,
        };
        var derivation = new Derivation { ImportId = import.Id, OperationId = import.OperationId, Kind = table.Kind, RecipeJson = table.Recipe, MadeBy = import.UploadedBy, MadeAt = import.UploadedAt };
        var sources = table.Sources.Select((source, at) => new DerivationSource { ImportId = import.Id, Order = at + 1, DatasetId = source.DatasetId, VersionId = source.VersionId, SourceImportId = source.ImportId });
        await desk.AddAsync(import, cancel, [derivation, .. sources, .. table.Beside]);
        return import;
    }
}

/// <summary>Imports whose rows went into a table become part of its version when that is stored.</summary>
sealed class SourceImportsFollow(MusterDb db) : AfterAcceptance
{
    public override async Task FollowAsync(Import import, DatasetVersion version, CancellationToken cancel)
    {
        var sources = await (
            from source in db.Set<DerivationSource>()
            join row in db.Set<Import>() on source.SourceImportId equals row.Id
            where source.ImportId == import.Id && row.State == ImportState.Review
            select row).ToListAsync(cancel);
        foreach (var source in sources)
        {
            (source.State, source.DatasetId, source.VersionId, source.DecidedBy, source.DecidedAt) = (ImportState.Accepted, version.DatasetId, version.Id, version.CreatedBy, version.CreatedAt);
            source.Revision++;
        }
    }
}
