using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Imports;
using Muster.Server.Features.KeyFigures;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Demonstration;

/// <summary>Makes the demonstration at the first start, through the same doors as people: accounts, an operation, an edition of places, and imports. Each step looks first what is there, so that a start after a crash goes on where it ended.</summary>
sealed class DemonstrationLoader(IServiceScopeFactory scopes, MusterSettings settings, TimeProvider clock, ILogger<DemonstrationLoader> log)
{
    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    /// <summary>Loads what is missing; a failure is told and does not keep the server from serving.</summary>
    /// <param name="output">Gets a line for each step.</param>
    /// <param name="cancel">Stops; the next start goes on.</param>
    public async Task LoadAsync(TextWriter output, CancellationToken cancel)
    {
        if (!settings.LoadDemonstration)
        {
            return;
        }

        try
        {
            if (DemonstrationManifest.Find(settings.SamplesFolder) is { } manifest && await BeginAsync(manifest, output, cancel) is { } operation)
            {
                await FillAsync(manifest, operation, output, cancel);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            log.LogError(failure, "The demonstration could not be loaded.");
            await output.WriteLineAsync("The demonstration could not be loaded; the next start tries again. Start with --no-demo to do without it.");
        }
    }

    /// <summary>Says how to sign in while the demonstration, or an account of it, is there.</summary>
    public async Task TellAsync(TextWriter output, string address, CancellationToken cancel)
    {
        if (!settings.LoadDemonstration)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var slugs = await scope.ServiceProvider.GetRequiredService<MusterDb>().Set<Operation>().Where(operation => operation.IsDemonstration).Select(operation => operation.Slug).ToListAsync(cancel);
        foreach (var slug in slugs)
        {
            await output.WriteLineAsync($"Demonstration: {address}/operations/{slug}");
        }

        await scope.ServiceProvider.GetRequiredService<DemonstrationAccounts>().TellAsync(output, cancel);
    }

    /// <summary>The demonstration operation where something of it is still to be loaded; null where there is nothing to do.</summary>
    async Task<Operation?> BeginAsync(DemonstrationManifest manifest, TextWriter output, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        var (wanted, operation) = (manifest.Operation, await db.Set<Operation>().AsNoTracking().SingleOrDefaultAsync(row => row.Slug == manifest.Operation.Slug, cancel));
        if (operation is not null)
        {
            return operation.IsDemonstration && !await IsWholeAsync(db, manifest, operation.Id, cancel) ? operation : null;
        }

        // A server that people use already, or whose demonstration was wiped, gets none.
        if (await db.Users.AnyAsync(cancel))
        {
            return null;
        }

        operation = new Operation
        {
            Slug = wanted.Slug,
            Name = wanted.Name,
            Countries = string.Join(' ', wanted.Countries),
            Disaster = wanted.Disaster,
            Glide = wanted.Glide,
            ExpectedEnd = wanted.ExpectedEnd,
            Status = wanted.Status,
            Zone = wanted.Zone,
            Description = wanted.Description,
            IsDemonstration = true,
            CreatedAt = clock.GetUtcNow(),
        };
        db.Add(operation);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException failure) when (db.IsDuplicate(failure))
        {
            // Another node begins at the same moment: both go on with what is there.
            db.ChangeTracker.Clear();
            operation = await db.Set<Operation>().AsNoTracking().SingleAsync(row => row.Slug == wanted.Slug, cancel);
        }

        await output.WriteLineAsync($"Loading the demonstration \"{operation.Name}\", the first time only.");
        return operation;
    }

    static async Task<bool> IsWholeAsync(MusterDb db, DemonstrationManifest manifest, Guid operation, CancellationToken cancel)
    {
        var imports = manifest.Datasets.Select(dataset => DemonstrationManifest.IdOf(operation, dataset.Slug)).ToList();
        var loads = manifest.Gazetteers.Select(gazetteer => DemonstrationManifest.IdOf(operation, gazetteer.Name)).ToList();
        return await db.Set<Import>().CountAsync(import => imports.Contains(import.Id) && (import.State == ImportState.Accepted || import.State == ImportState.Discarded || import.State == ImportState.Unreadable), cancel) == imports.Count
            && await db.Set<EditionLoad>().CountAsync(load => loads.Contains(load.Id) && load.State != LoadState.Waiting, cancel) == loads.Count;
    }

    async Task FillAsync(DemonstrationManifest manifest, Operation operation, TextWriter output, CancellationToken cancel)
    {
        var officer = await JoinAsync(operation, cancel);
        foreach (var gazetteer in manifest.Gazetteers)
        {
            var state = await LoadPlacesAsync(manifest, operation, gazetteer, officer, cancel);
            await output.WriteLineAsync($"  places {gazetteer.Name}: {(state == LoadState.Loaded ? "loaded" : "refused, see /places/" + gazetteer.Country + "/editions")}");
        }

        for (var index = 0; index < manifest.Datasets.Count; index++)
        {
            var dataset = manifest.Datasets[index];
            var state = await ImportAsync(manifest, operation, dataset, officer, cancel);
            if (dataset.HoldsKeyFigures && state == ImportState.Accepted)
            {
                await TakeKeyFiguresAsync(operation, dataset, officer, cancel);
            }

            await output.WriteLineAsync($"  {index + 1} of {manifest.Datasets.Count}  {dataset.Title}: {(state == ImportState.Accepted ? "imported" : $"not imported, see /operations/{operation.Slug}/imports")}");
        }

        foreach (var figure in manifest.Figures)
        {
            await SaveFigureAsync(operation, figure, officer, cancel);
        }
    }

    /// <returns>The information officer, in whose name all is loaded.</returns>
    async Task<Guid> JoinAsync(Operation operation, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        var people = await scope.ServiceProvider.GetRequiredService<DemonstrationAccounts>().MakeAsync(cancel);
        foreach (var (email, role) in new[] { (DemonstrationAccounts.Officer, OperationRole.InformationOfficer), (DemonstrationAccounts.Member, OperationRole.Member) })
        {
            var account = people[email];
            if (!await db.Set<Membership>().AnyAsync(membership => membership.OperationId == operation.Id && membership.AccountId == account, cancel))
            {
                db.Add(new Membership { OperationId = operation.Id, AccountId = account, Role = role, Since = clock.GetUtcNow() });
                await db.SaveChangesAsync(cancel);
            }
        }

        return people[DemonstrationAccounts.Officer];
    }

    async Task<LoadState> LoadPlacesAsync(DemonstrationManifest manifest, Operation operation, DemonstrationGazetteer gazetteer, Guid officer, CancellationToken cancel)
    {
        var id = DemonstrationManifest.IdOf(operation.Id, gazetteer.Name);
        if (await StateAsync(id, cancel) is null)
        {
            await using var scope = scopes.CreateAsyncScope();
            var files = new List<LoadFile>();
            foreach (var path in gazetteer.Units.Concat(gazetteer.Boundaries))
            {
                var stored = await StoreAsync(scope, manifest, path, cancel);
                files.Add(new LoadFile(Path.GetFileName(path), stored.Hash, stored.SizeInBytes));
            }

            // Places that people loaded before stay the current ones.
            var hasPlaces = await scope.ServiceProvider.GetRequiredService<PlaceStore>().EditionAsync(gazetteer.Country, null, cancel) is not null;
            await scope.ServiceProvider.GetRequiredService<EditionLoads>().BeginAsync(gazetteer.Country, new EditionRequest(gazetteer.Name, gazetteer.ValidOn, gazetteer.Source, gazetteer.Licence, MakeCurrent: !hasPlaces), files, officer, id, cancel);
        }

        while (true)
        {
            if (await StateAsync(id, cancel) is { } state and not LoadState.Waiting)
            {
                return state;
            }

            await Task.Delay(Look, cancel);
        }

        async Task<LoadState?> StateAsync(Guid load, CancellationToken cancel)
        {
            await using var scope = scopes.CreateAsyncScope();
            return await scope.ServiceProvider.GetRequiredService<MusterDb>().Set<EditionLoad>().Where(row => row.Id == load).Select(row => (LoadState?)row.State).SingleOrDefaultAsync(cancel);
        }
    }

    /// <summary>Uploads, waits for the examination, accepts, waits for the version.</summary>
    /// <returns>Where it ended: in review again where storing failed.</returns>
    async Task<ImportState> ImportAsync(DemonstrationManifest manifest, Operation operation, DemonstrationDataset dataset, Guid officer, CancellationToken cancel)
    {
        var id = DemonstrationManifest.IdOf(operation.Id, dataset.Slug);
        var wasAccepted = false;
        while (true)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (db, desk) = (scope.ServiceProvider.GetRequiredService<MusterDb>(), scope.ServiceProvider.GetRequiredService<ImportDesk>());
            var import = await db.Set<Import>().AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancel);
            switch (import)
            {
                case null:
                    var stored = await StoreAsync(scope, manifest, dataset.File, cancel);
                    await desk.AddAsync(new Import { Id = id, OperationId = operation.Id, FileHash = stored.Hash, FileName = Path.GetFileName(dataset.File), SizeInBytes = stored.SizeInBytes, State = ImportState.Examining, UploadedBy = officer, UploadedAt = clock.GetUtcNow() }, cancel);
                    break;
                case { State: ImportState.Review } when !wasAccepted:
                    await desk.AcceptAsync(id, import.Revision, AcceptanceOf(operation.Id, dataset, officer), cancel);
                    wasAccepted = true;
                    break;
                case { State: ImportState.Examining or ImportState.Storing }:
                    await Task.Delay(Look, cancel);
                    break;
                default:
                    return import.State;
            }
        }
    }

    /// <summary>Fills the register as an officer would from the dataset's page; what is there already is not taken again.</summary>
    async Task TakeKeyFiguresAsync(Operation operation, DemonstrationDataset dataset, Guid officer, CancellationToken cancel)
    {
        await using var services = scopes.CreateAsyncScope();
        var viewer = new Viewer(officer, "", false, new Dictionary<Guid, OperationRole> { [operation.Id] = OperationRole.InformationOfficer });
        var scope = new OperationScope(operation, viewer);
        if (await services.ServiceProvider.GetRequiredService<FigureCells>().DatasetAsync(scope, dataset.Slug, cancel) is var (found, version))
        {
            var (tables, store) = (services.ServiceProvider.GetRequiredService<TableStore>(), services.ServiceProvider.GetRequiredService<KeyFigureStore>());
            var text = services.ServiceProvider.GetRequiredService<IStringLocalizer<KeyFiguresText>>();
            await TakeFromDataset.TakeAsync(scope, TakeForm.Of(found, version.Columns), found, version, tables, store, text, cancel);
        }
    }

    /// <summary>Saves a figure as an officer would; one whose data was not imported is left out.</summary>
    async Task SaveFigureAsync(Operation operation, DemonstrationFigure figure, Guid officer, CancellationToken cancel)
    {
        await using var services = scopes.CreateAsyncScope();
        var (db, figures) = (services.ServiceProvider.GetRequiredService<MusterDb>(), services.ServiceProvider.GetRequiredService<FigureStore>());
        if (await db.Set<Figure>().AnyAsync(row => row.OperationId == operation.Id && row.Slug == figure.Slug, cancel))
        {
            return;
        }

        var viewer = new Viewer(officer, "", false, new Dictionary<Guid, OperationRole> { [operation.Id] = OperationRole.InformationOfficer });
        var scope = new OperationScope(operation, viewer);
        var text = services.ServiceProvider.GetRequiredService<IStringLocalizer<FiguresText>>();
        var draft = await FigureDraft.OfAsync(scope, new FigureInput(figure.Title, figure.Kind, figure.Dataset, figure.SecondDataset, Frozen: false, figure.Settings), figures, text, cancel);
        if (draft.Errors.Count == 0)
        {
            await EditFigure.AddAsync(scope, draft, db, clock, cancel, figure.Slug);
        }
    }

    Acceptance AcceptanceOf(Guid operation, DemonstrationDataset dataset, Guid officer) => new()
    {
        DatasetId = DemonstrationManifest.IdOf(operation, "dataset " + dataset.Slug),
        VersionId = DemonstrationManifest.IdOf(operation, "version " + dataset.Slug),
        IsNew = true,
        Slug = dataset.Slug,
        Title = dataset.Title,
        Description = dataset.Description,
        Source = dataset.Source,
        Licence = dataset.Licence,
        Method = dataset.Method,
        Caveats = dataset.Caveats,
        PeriodStart = dataset.PeriodStart,
        PeriodEnd = dataset.PeriodEnd,
        Sensitivity = dataset.Sensitivity,
        Audience = dataset.Audience,
        Reason = "Demonstration data, kept as published: its findings are part of what it shows.",
        By = officer,
        At = clock.GetUtcNow(),
    };

    static async Task<StoredFile> StoreAsync(AsyncServiceScope scope, DemonstrationManifest manifest, string path, CancellationToken cancel)
    {
        await using var content = File.OpenRead(Path.Combine(manifest.Folder, path));
        return await scope.ServiceProvider.GetRequiredService<IFileStore>().SaveAsync(content, long.MaxValue, null, cancel);
    }
}
