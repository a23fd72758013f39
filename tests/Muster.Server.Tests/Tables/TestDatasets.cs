using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Server.Tests.Host;
using Muster.Tabular.Repairing;
using Muster.Tabular.Validating;

namespace Muster.Server.Tests.Tables;

/// <summary>Datasets with real files, as an accepted import leaves them.</summary>
static class TestDatasets
{
    /// <summary>A dataset with one version of a table.</summary>
    public static async Task<(Dataset Dataset, DatasetVersion Version)> DatasetAsync(
        this RunningMuster muster, Operation operation, StoredTable? table = null, Sensitivity sensitivity = Sensitivity.Low, Audience audience = Audience.Public,
        string title = "Population of Haïti", Account? owner = null, IReadOnlyList<Finding>? findings = null)
    {
        var dataset = new Dataset
        {
            OperationId = operation.Id,
            Slug = "ds-" + Guid.NewGuid().ToString("N"),
            Title = title,
            Source = "IHSI",
            Sensitivity = sensitivity,
            Audience = audience,
            CreatedBy = owner?.Id,
            CreatedAt = muster.Clock.GetUtcNow(),
            UpdatedAt = muster.Clock.GetUtcNow(),
            SearchText = Fold.Text(title + " IHSI"),
        };
        await muster.SaveAsync(dataset);
        return (dataset, await muster.VersionAsync(dataset, table ?? StoredTable.Communes(), 1, findings));
    }

    /// <summary>One more version, which becomes the current one.</summary>
    public static async Task<DatasetVersion> VersionAsync(this RunningMuster muster, Dataset dataset, StoredTable table, int number, IReadOnlyList<Finding>? findings = null)
    {
        var files = muster.Services.GetRequiredService<IFileStore>();
        var original = await files.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes($"{dataset.Slug} {number}: as uploaded")), 1 << 20);
        var stored = await table.SaveAsync(files);
        var found = findings is null ? null : await files.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(findings.Select(finding => JsonSerializer.Serialize(finding, TableColumn.Json) + "\n")))), 1 << 20);
        var import = new Import { OperationId = dataset.OperationId, FileHash = original.Hash, FileName = "communes.csv", State = ImportState.Accepted, DatasetId = dataset.Id, UploadedBy = dataset.CreatedBy, UploadedAt = muster.Clock.GetUtcNow() };
        var version = new DatasetVersion
        {
            DatasetId = dataset.Id,
            Number = number,
            ImportId = import.Id,
            FileHash = original.Hash,
            FileName = "communes.csv",
            TableHash = stored.Hash,
            FindingsHash = found?.Hash,
            ColumnsJson = JsonSerializer.Serialize(table.Columns, TableColumn.Json),
            LedgerJson = JsonSerializer.Serialize(new RowLedger(table.Count + 1, table.Count, 0, 1, 0, 0), TableColumn.Json),
            Rows = table.Count,
            Errors = findings?.Count(finding => finding.Severity == Severity.Error) ?? 0,
            Warnings = findings?.Count(finding => finding.Severity == Severity.Warning) ?? 0,
            CreatedBy = dataset.CreatedBy,
            CreatedAt = muster.Clock.GetUtcNow(),
        };
        await muster.SaveAsync(import, version);
        await muster.WithDbAsync(async db =>
        {
            var row = await db.FindAsync<Dataset>(dataset.Id);
            row!.CurrentVersionId = version.Id;
            return await db.SaveChangesAsync();
        });
        return version;
    }
}
