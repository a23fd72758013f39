using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Storage;
using NetTopologySuite.IO;

namespace Muster.Server.Features.Places;

/// <summary>Saves an edition in one transaction and reads it back as units.</summary>
sealed class EditionWriter(MusterDb db, TimeProvider clock)
{
    const int Batch = 500;

    /// <summary>Writes units, edition and outcome of the load together; a load that was saved before is left as it is.</summary>
    public async Task SaveAsync(EditionLoad load, EditionBuilder builder, PlaceFindings findings, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var edition = await db.Set<GazetteerEdition>().SingleOrDefaultAsync(edition => edition.Id == load.EditionId, cancel);
        if (edition is null)
        {
            edition = new GazetteerEdition { Id = load.EditionId, Country = load.Country, Name = load.Name, LoadedAt = clock.GetUtcNow(), LoadedBy = load.RequestedBy };
            db.Add(edition);
        }

        (edition.Name, edition.ValidOn, edition.Nesting) = (load.Name, load.ValidOn, builder.Nesting);
        (edition.Source, edition.Licence) = (load.Source ?? edition.Source, load.Licence ?? edition.Licence);
        edition.Revision++;
        await db.Set<PlaceRow>().Where(place => place.EditionId == load.EditionId).ExecuteDeleteAsync(cancel);
        var hasCurrent = await db.Set<GazetteerEdition>().AnyAsync(other => other.Country == load.Country && other.IsCurrent && other.Id != load.EditionId, cancel);
        if (load.MakeCurrent || !hasCurrent)
        {
            await db.Set<GazetteerEdition>().Where(other => other.Country == load.Country && other.Id != load.EditionId).ExecuteUpdateAsync(set => set.SetProperty(other => other.IsCurrent, false), cancel);
            edition.IsCurrent = true;
        }

        load.State = LoadState.Loaded;
        Note(load, findings, clock);
        await db.SaveChangesAsync(cancel);
        await AddUnitsAsync(load.EditionId, builder, cancel);
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Units of an edition with their boundaries.</summary>
    public async IAsyncEnumerable<Unit> UnitsAsync(Guid edition, [EnumeratorCancellation] CancellationToken cancel)
    {
        var reader = new WKBReader { HandleSRID = false };
        await foreach (var row in db.Set<PlaceRow>().AsNoTracking().Where(place => place.EditionId == edition).AsAsyncEnumerable().WithCancellation(cancel))
        {
            yield return new Unit { Code = row.Code, Level = row.Level, Parent = row.ParentCode, Name = row.Name, Names = new Dictionary<string, string>(PlaceNames.Read(row.NamesJson)), Boundary = row.Boundary is null ? null : reader.Read(row.Boundary) };
        }
    }

    /// <summary>Keeps the findings and the end of a load.</summary>
    public static void Note(EditionLoad load, PlaceFindings findings, TimeProvider clock)
    {
        load.FindingsJson = JsonSerializer.Serialize(findings.All.OrderByDescending(finding => finding.Severity).Take(EditionLoad.MostFindings));
        load.FindingCount = findings.All.Count;
        load.FinishedAt = clock.GetUtcNow();
    }

    async Task AddUnitsAsync(Guid edition, EditionBuilder builder, CancellationToken cancel)
    {
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var batch in builder.Units.Chunk(Batch))
            {
                db.AddRange(batch.Select(unit => RowOf(edition, unit)));
                await db.SaveChangesAsync(cancel);
                db.ChangeTracker.Clear();
            }
        }
        finally
        {
            db.ChangeTracker.AutoDetectChangesEnabled = detects;
        }
    }

    static PlaceRow RowOf(Guid edition, Unit unit)
    {
        var box = unit.Boundary?.EnvelopeInternal;
        return new PlaceRow
        {
            EditionId = edition,
            Code = unit.Code,
            Level = unit.Level,
            ParentCode = unit.Parent,
            Name = unit.Name.Length > 0 ? unit.Name : unit.Code,
            NamesJson = PlaceNames.Write(unit.Names),
            SearchText = PlaceNames.SearchText(unit.Code, unit.Names.Values),
            AreaSqKm = unit.Boundary is null ? null : BoundaryCheck.SquareKilometres(unit.Boundary),
            West = box?.MinX,
            South = box?.MinY,
            East = box?.MaxX,
            North = box?.MaxY,
            Boundary = unit.Boundary is null ? null : new WKBWriter(ByteOrder.LittleEndian, handleSRID: false).Write(unit.Boundary),
        };
    }
}
