using Muster.Server.Features.Accounts;
using Muster.Server.Storage;

namespace Muster.Server.Features.Imports;

/// <summary>Records who takes files of an import: raw files count as high until decided (DR-C4), whatever the dataset becomes.</summary>
sealed class ImportExports(MusterDb db, TimeProvider clock)
{
    public async Task NoteAsync(ImportScope scope, string what, CancellationToken cancel)
    {
        db.Add(new AuditEntry
        {
            At = clock.GetUtcNow(),
            AccountId = scope.Operation.Viewer.AccountId,
            OperationId = scope.Import.OperationId,
            Action = "import.export",
            Subject = scope.Import.Id.ToString("D"),
            Detail = what,
        });
        await db.SaveChangesAsync(cancel);
    }
}
