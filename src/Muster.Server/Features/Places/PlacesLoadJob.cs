using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Jobs;
using Muster.Server.Pages;
using Muster.Server.Storage;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Places;

/// <summary>Reads and checks the files of a load, then saves the edition in one transaction: all of it or nothing.</summary>
sealed class PlacesLoadJob(MusterDb db, IFileStore files, EditionWriter writer, TimeProvider clock, IStringLocalizer<PlacesText> text) : JobHandler
{
    public const string Name = "places-load";

    public override string Kind => Name;

    public override async Task RunAsync(JobRun run, CancellationToken cancel)
    {
        if (await db.Set<EditionLoad>().SingleOrDefaultAsync(load => load.Id == run.SubjectId, cancel) is not { State: LoadState.Waiting } load)
        {
            return;
        }

        // Kept sentences are English, whatever the machine speaks; pages tell them in the reader's language.
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var findings = new PlaceFindings(text);
        try
        {
            var builder = await BuildAsync(load, findings, run, cancel);
            run.Report(0.7, "load-saving");
            await writer.SaveAsync(load, builder, findings, cancel);
        }
        catch (LoadRefusedException refused)
        {
            await RefuseAsync(load, refused.Problem, findings, cancel);
        }
    }

    public override async Task FailedAsync(JobRun run, string reason, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        if (await db.Set<EditionLoad>().SingleOrDefaultAsync(load => load.Id == run.SubjectId, cancel) is { State: LoadState.Waiting } load)
        {
            await RefuseAsync(load, new LoadProblem("places-load-failed", null, [], reason, null, text["problem-places-load-failed-next"]), new PlaceFindings(text), cancel);
        }
    }

    async Task<EditionBuilder> BuildAsync(EditionLoad load, PlaceFindings findings, JobRun run, CancellationToken cancel)
    {
        var builder = new EditionBuilder(load.Country, CountryNames.English(load.Country), load.RepairBoundaries, findings);
        if (load.Way == LoadWay.Add)
        {
            await foreach (var unit in writer.UnitsAsync(load.EditionId, cancel))
            {
                builder.Keep(unit);
            }
        }

        var reader = new UnitFiles(load.Country, files.NewTemporaryPath);
        var read = new List<UnitFile>();
        foreach (var file in load.Files)
        {
            run.Report(0.6 * read.Count / load.Files.Count, "load-reading");
            var path = await files.PathAsync(file.Hash, cancel) ?? throw new LoadRefusedException("places-file-gone", file.Name, file.Hash);
            read.Add(Read(reader, path, file.Name, cancel));
        }

        run.Report(0.6, "load-checking");
        // Tables and upper levels first: what a file says of its own units counts more than what a deeper one repeats of them.
        foreach (var file in read.OrderBy(file => file.Boundaries.Count > 0).ThenBy(file => file.Places.Select(place => place.Level).DefaultIfEmpty().Max()))
        {
            builder.Add(file);
        }

        builder.Complete();
        if (findings.Refusing.Count > 0)
        {
            throw new LoadRefusedException("boundary-invalid", null, findings.Refusing.Count.ToString(CultureInfo.InvariantCulture), findings.Refusing[0].Message);
        }

        return builder.Units.Count > 1 ? builder : throw new LoadRefusedException("places-no-units", null, load.Country);
    }

    static UnitFile Read(UnitFiles reader, string path, string name, CancellationToken cancel)
    {
        try
        {
            return reader.Read(path, name, cancel);
        }
        catch (UnreadableException unreadable)
        {
            var problem = unreadable.Problem;
            throw new LoadRefusedException(new LoadProblem(problem.Code, name, [], problem.What, problem.Where, problem.Next));
        }
    }

    async Task RefuseAsync(EditionLoad load, LoadProblem problem, PlaceFindings findings, CancellationToken cancel)
    {
        load.State = LoadState.Refused;
        load.ProblemJson = JsonSerializer.Serialize(problem);
        EditionWriter.Note(load, findings, clock);
        await db.SaveChangesAsync(cancel);
    }
}
