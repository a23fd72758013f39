using System.Text.Json;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>An import as the API gives it.</summary>
/// <param name="Id">Lower-case UUID.</param>
/// <param name="Url">Address in the API.</param>
/// <param name="Page">Address of its page.</param>
/// <param name="FileName">Name as uploaded.</param>
/// <param name="SizeInBytes">Size of the file.</param>
/// <param name="Sha256">Of the file.</param>
/// <param name="State"><c>examining</c>, <c>review</c>, <c>storing</c>, <c>accepted</c>, <c>unreadable</c>, <c>discarded</c>.</param>
/// <param name="UploadedAt">When.</param>
/// <param name="Revision">To be named by a decision, so that none is taken on what one did not see.</param>
sealed record ImportAnswer(Guid Id, string Url, string Page, string FileName, long SizeInBytes, string Sha256, ImportState State, DateTimeOffset UploadedAt, int Revision)
{
    /// <summary>Share of the present work done, 0 to 1; null where none is under way.</summary>
    public double? Progress { get; init; }

    /// <summary>Rows read, accepted, queued, dropped, blank; null before the first examination.</summary>
    public RowLedger? Rows { get; init; }

    /// <summary>Findings left after the steps.</summary>
    public FindingCounts? Findings { get; init; }

    /// <summary>Why the file cannot be read, or why storing failed.</summary>
    public ReadProblem? Problem { get; init; }

    /// <summary>Short name of the dataset and number of the version made of it.</summary>
    public string? Dataset { get; init; }

    public int? Version { get; init; }

    public static string UrlOf(OperationScope scope, Guid id) => $"/api{scope.Path}/imports/{id:D}";

    public static ImportAnswer Of(OperationScope scope, Import import) =>
        new(import.Id, UrlOf(scope, import.Id), $"{scope.Path}/imports/{import.Id:D}", import.FileName, import.SizeInBytes, import.FileHash, import.State, import.UploadedAt, import.Revision)
        {
            Rows = import.LedgerJson is null ? null : JsonSerializer.Deserialize<RowLedger>(import.LedgerJson, TableColumn.Json),
            Problem = ProblemOf(import),
        };

    public static ReadProblem? ProblemOf(Import import) => import.Problem is null ? null : JsonSerializer.Deserialize<ReadProblem>(import.Problem, TableColumn.Json);
}

/// <summary>Findings by weight.</summary>
/// <param name="Errors">Block endorsement.</param>
/// <param name="Warnings">Need a decision or a note.</param>
/// <param name="Information">For information.</param>
public sealed record FindingCounts(long Errors, long Warnings, long Information);
