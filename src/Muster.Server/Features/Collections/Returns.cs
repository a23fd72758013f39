using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular;
using Muster.Tabular.Reading;

namespace Muster.Server.Features.Collections;

/// <summary>Takes returns in: each is an import of its own, checked against the template at once.</summary>
sealed class Returns(MusterDb db, IFileStore files, ImportDesk desk, CollectionPlaces places, IStringLocalizer<CollectionsText> text, TimeProvider clock)
{
    /// <summary>Largest return: a filled template is far smaller.</summary>
    public const long MostBytes = 20L << 20;

    /// <summary>Most returns of one partner.</summary>
    const int MostReturns = 50;

    /// <summary>Saves a file that a partner sent and says how it fits.</summary>
    public async Task<(CollectionReturn? Sent, Refusal? Refusal)> TakeAsync(CollectionScope scope, string? name, Stream content, bool cameByLink, CancellationToken cancel)
    {
        var (collection, partner) = (scope.Collection, scope.Partner!);
        if (collection.IsClosed)
        {
            return (null, new Refusal(409, "collection-closed", text["closed"], text["closed-next"]));
        }

        if (Imports.FileName.Of(name) is not { } fileName)
        {
            return (null, new Refusal(400, "upload-without-file", text["no-file"], text["no-file-next"]));
        }

        if (await db.Set<CollectionReturn>().CountAsync(sent => sent.PartnerId == partner.Id, cancel) >= MostReturns)
        {
            return (null, new Refusal(409, "return-limit", text["return-limit", MostReturns], text["return-limit-next"]));
        }

        StoredFile file;
        try
        {
            file = await files.SaveAsync(content, MostBytes, null, cancel);
        }
        catch (FileTooLargeException)
        {
            return (null, new Refusal(413, "return-too-large", text["return-too-large"], text["return-too-large-next"]));
        }

        var stamp = ReturnReader.StampOf((await files.PathAsync(file.Hash, cancel))!);
        var (check, choices) = await CheckAsync(collection, file.Hash, fileName, stamp, null, cancel);
        var import = new Import
        {
            OperationId = collection.OperationId,
            FileHash = file.Hash,
            FileName = fileName,
            SizeInBytes = file.SizeInBytes,
            State = ImportState.Examining,
            ChoicesJson = choices.ToJson(),
            LeastSensitivity = collection.Sensitivity,
            LeastAudience = collection.Audience,
            UploadedBy = cameByLink ? null : scope.Operation.Viewer.AccountId,
            UploadedAt = clock.GetUtcNow(),
        };
        var sent = new CollectionReturn { CollectionId = collection.Id, PartnerId = partner.Id, ImportId = import.Id, SentAt = import.UploadedAt, CameByLink = cameByLink, TemplateVersion = stamp is { } known && known.Collection == collection.Id ? known.Version : null, CheckJson = JsonSerializer.Serialize(check, TableColumn.Json) };
        await desk.AddAsync(import, cancel, sent);
        return (sent, null);
    }

    /// <summary>Pairs the columns of a return as a person says.</summary>
    /// <param name="scope">Collective file and partner.</param>
    /// <param name="id">The return.</param>
    /// <param name="columns">For each column of the template the column of the file from 0, or -1.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<(CollectionReturn? Sent, Refusal? Refusal)> PairAsync(CollectionScope scope, Guid id, IReadOnlyList<int> columns, CancellationToken cancel)
    {
        var sent = await db.Set<CollectionReturn>().SingleOrDefaultAsync(row => row.Id == id && row.CollectionId == scope.Collection.Id, cancel);
        if (sent is null)
        {
            return (null, new Refusal(404, "not-found", text["return-unknown"]));
        }

        var headers = sent.Check.Headers.Count;
        if (columns.Count != scope.Collection.Columns.Count || columns.Any(column => column < -1 || column >= headers) || columns.Where(column => column >= 0).GroupBy(column => column).Any(same => same.Count() > 1))
        {
            return (null, new Refusal(400, "pairing-invalid", text["pairing-invalid"], text["pairing-invalid-next"]));
        }

        var import = await db.Set<Import>().AsNoTracking().SingleAsync(row => row.Id == sent.ImportId, cancel);
        var stamp = ReturnReader.StampOf(await files.PathAsync(import.FileHash, cancel) ?? "");
        var (check, _) = await CheckAsync(scope.Collection, import.FileHash, import.FileName, stamp, columns, cancel);
        sent.CheckJson = JsonSerializer.Serialize(check, TableColumn.Json);
        var meanings = Meanings(scope.Collection, columns);
        var refusal = import.State is ImportState.Accepted or ImportState.Discarded or ImportState.Storing ? null : await desk.ChooseAsync(import.Id, null, choices => choices with { Meanings = meanings }, cancel);
        await db.SaveChangesAsync(cancel);
        return (sent, refusal);
    }

    async Task<(ReturnCheck Check, ImportChoices Choices)> CheckAsync(CollectiveFile collection, string hash, string fileName, (Guid, int)? stamp, IReadOnlyList<int>? decided, CancellationToken cancel)
    {
        var path = await files.PathAsync(hash, cancel) ?? throw new FileNotFoundException("The return is no longer stored.");
        var known = await places.OfAsync(collection, cancel);
        try
        {
            return await Task.Run(() => Check(path, fileName, collection, known, stamp, decided), cancel);
        }
        catch (UnreadableException unreadable)
        {
            var nothing = collection.Columns.Select(_ => -1).ToList();
            return (new ReturnCheck(nothing, 0, [new ReturnProblem("unreadable", null, unreadable.Problem.What, null, 1)], 0), new ImportChoices { Country = collection.Country ?? "" });
        }
    }

    static (ReturnCheck, ImportChoices) Check(string path, string fileName, CollectiveFile collection, IReadOnlyList<TemplatePlace> places, (Guid, int)? stamp, IReadOnlyList<int>? decided)
    {
        var options = new ReadOptions { FileName = fileName };
        int? sheet;
        using (var source = TableSource.Open(path, options))
        {
            sheet = ReturnReader.SheetOf(source);
        }

        using var table = Pipeline.Open(path, options, sheet);
        var check = ReturnReader.Check(table, collection, places, stamp, decided);
        return (check, new ImportChoices { Sheet = table.Sheet.Index, Country = collection.Country ?? "", Meanings = Meanings(collection, check.Columns) });
    }

    static Dictionary<int, Tabular.Tagging.Meaning> Meanings(CollectiveFile collection, IReadOnlyList<int> columns) =>
        collection.Columns.Select((column, at) => (column.Meaning, Column: columns[at])).Where(pair => pair.Column >= 0).ToDictionary(pair => pair.Column, pair => pair.Meaning);
}
