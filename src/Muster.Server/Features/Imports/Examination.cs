using System.Text.Json;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Imports;

/// <summary>What the last examination of an import showed; kept as a JSON file beside the upload, as it holds field data. Long lists lie in files of their own.</summary>
public sealed record Examination
{
    /// <summary>Choices it was made with, as JSON: with the same ones the first pass need not be made again.</summary>
    public required string Choices { get; init; }

    public required SourceFormat Format { get; init; }
    public string? Encoding { get; init; }
    public char? Separator { get; init; }
    public required IReadOnlyList<SheetName> Sheets { get; init; }
    public required Sheet Sheet { get; init; }

    /// <summary>First rows of the sheet as typed, those above the header too.</summary>
    public required IReadOnlyList<TypedRow> Preview { get; init; }

    /// <summary>Columns of the file.</summary>
    public required IReadOnlyList<ColumnMeaning> Columns { get; init; }

    /// <summary>What the file itself shows, before any step.</summary>
    public required Report AsRead { get; init; }

    /// <summary>Place questions of the file; they lie in a file of their own.</summary>
    public required LineIndex Places { get; init; }

    /// <summary>How many of them lie in each group, in the order of the file.</summary>
    public required IReadOnlyDictionary<PlaceGroup, long> PlaceCounts { get; init; }

    /// <summary>Columns after the steps: those of the file, then those that steps add.</summary>
    public required IReadOnlyList<ColumnMeaning> ColumnsAfter { get; init; }

    /// <summary>What is left after the steps; equal to <see cref="AsRead"/> where there are none.</summary>
    public required Report After { get; init; }

    /// <summary>Steps that held; changes and rows set aside name them by index.</summary>
    public required IReadOnlyList<RepairStep> Steps { get; init; }

    public required RowLedger Ledger { get; init; }

    /// <summary>What steps could not do as recorded.</summary>
    public IReadOnlyList<RepairProblem> Problems { get; init; } = [];

    /// <summary>Where the findings of each rule lie in the file of findings, errors first.</summary>
    public required IReadOnlyList<FindingGroup> Findings { get; init; }

    public required LineIndex Changes { get; init; }
    public required LineIndex SetAside { get; init; }

    /// <summary>Gazetteer used; null where none was.</summary>
    public Guid? EditionId { get; init; }

    public string? Edition { get; init; }
    public string? Country { get; init; }

    /// <summary>Questions in a group.</summary>
    public long CountOf(PlaceGroup group) => PlaceCounts.GetValueOrDefault(group);

    /// <summary>Line at which a group begins.</summary>
    public long StartOf(PlaceGroup group) => PlaceCounts.Where(other => other.Key < group).Sum(other => other.Value);

    internal static async Task<Examination?> ReadAsync(IFileStore files, string? hash, CancellationToken cancel)
    {
        if (hash is null || await files.PathAsync(hash, cancel) is not { } path)
        {
            return null;
        }

        await using var stream = File.OpenRead(path);
        return await JsonSerializer.DeserializeAsync<Examination>(stream, TableColumn.Json, cancel);
    }
}

/// <summary>A row as typed.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Cells">Texts in column order.</param>
public sealed record TypedRow(int Number, IReadOnlyList<string> Cells);

/// <summary>Findings of one rule and severity.</summary>
/// <param name="Rule">Id.</param>
/// <param name="Severity">Weight.</param>
/// <param name="Count">Found, kept or not.</param>
/// <param name="Before">Found in the file before the steps.</param>
/// <param name="Lines">Where the kept ones lie.</param>
public sealed record FindingGroup(string Rule, Severity Severity, long Count, long Before, LineIndex Lines);

/// <summary>A row that does not go into the table.</summary>
/// <param name="Row">Number from 1.</param>
/// <param name="Fate">Queued or dropped.</param>
/// <param name="Step">Index of the repair step that did it, or -1.</param>
public sealed record SetAsideRow(int Row, RowFate Fate, int Step);
