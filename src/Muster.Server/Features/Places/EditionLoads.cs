using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Jobs;
using Muster.Server.Storage;

namespace Muster.Server.Features.Places;

/// <summary>What is said of an edition when its files are given.</summary>
/// <param name="Name">For example "CNIGS 2018-11-29".</param>
/// <param name="ValidOn">Date of the dataset.</param>
/// <param name="Source">Who made it, or null.</param>
/// <param name="Licence">Licence, or null.</param>
/// <param name="MakeCurrent">New imports are matched with it from then on.</param>
/// <param name="RepairBoundaries">Invalid boundaries are repaired and told, instead of refused.</param>
public sealed record EditionRequest(string Name, DateOnly ValidOn, string? Source, string? Licence, bool MakeCurrent = true, bool RepairBoundaries = false)
{
    public LoadWay Way { get; init; }

    /// <summary>The edition to add to or replace; null for a new one.</summary>
    public Guid? EditionId { get; init; }
}

/// <summary>Begins loads, for the page, the API and the demonstration alike.</summary>
sealed class EditionLoads(MusterDb db, JobSignal signal, TimeProvider clock)
{
    /// <summary>Saves the request with its job.</summary>
    /// <param name="country">ISO 3166 alpha-3.</param>
    /// <param name="request">What is said of it.</param>
    /// <param name="files">Stored already.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="id">Id of the load, where it must be the same each time; a load that is there already is left as it is.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<EditionLoad> BeginAsync(string country, EditionRequest request, IReadOnlyList<LoadFile> files, Guid? by, Guid? id, CancellationToken cancel)
    {
        var load = new EditionLoad
        {
            Id = id ?? Guid.NewGuid(),
            Country = country,
            EditionId = request.EditionId ?? Guid.NewGuid(),
            Way = request.Way,
            Name = request.Name,
            ValidOn = request.ValidOn,
            Source = request.Source,
            Licence = request.Licence,
            MakeCurrent = request.MakeCurrent,
            RepairBoundaries = request.RepairBoundaries,
            FilesJson = JsonSerializer.Serialize(files),
            RequestedBy = by,
            RequestedAt = clock.GetUtcNow(),
        };
        db.Add(load);
        db.Add(new Job { Kind = PlacesLoadJob.Name, SubjectId = load.Id, CreatedAt = load.RequestedAt });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (id is not null && db.IsDuplicate(failure))
        {
            db.ChangeTracker.Clear();
        }

        signal.Wake();
        return load;
    }
}
