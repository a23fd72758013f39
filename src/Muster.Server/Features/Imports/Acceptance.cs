using System.Text.Json;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Imports;

/// <summary>What an information officer decided when accepting; kept with the import, so that the store job may be begun again and ends the same.</summary>
public sealed record Acceptance
{
    /// <summary>Dataset that gets a new version; for a new dataset the id it will have.</summary>
    public required Guid DatasetId { get; init; }

    /// <summary>True where the dataset is made by this import.</summary>
    public bool IsNew { get; init; }

    /// <summary>Short name of a new dataset.</summary>
    public string? Slug { get; init; }

    public string? Title { get; init; }
    public string? Description { get; init; }
    public string? Source { get; init; }
    public string? Licence { get; init; }
    public string? Method { get; init; }
    public string? Caveats { get; init; }
    public DateOnly? PeriodStart { get; init; }
    public DateOnly? PeriodEnd { get; init; }
    public Sensitivity Sensitivity { get; init; }
    public Audience Audience { get; init; }

    /// <summary>Note of the version.</summary>
    public string? Note { get; init; }

    /// <summary>Why it is accepted although errors are left.</summary>
    public string? Reason { get; init; }

    /// <summary>Id that the version will have.</summary>
    public required Guid VersionId { get; init; }

    public Guid? By { get; init; }
    public required DateTimeOffset At { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, TableColumn.Json);

    public static Acceptance? Of(Import import) =>
        import.AcceptanceJson is null ? null : JsonSerializer.Deserialize<Acceptance>(import.AcceptanceJson, TableColumn.Json);
}
