using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Catalogue;

/// <summary>Asks the server, once it is ready, for the pages that people ask for first, so that what a first request must prepare (code, queries, open tables) is there before them. Nobody waits for it, and its failure is nobody's.</summary>
sealed class WarmUp(IServiceScopeFactory scopes, ILogger<WarmUp> log)
{
    /// <summary>A dataset page, a table as it is, and one sorted and filtered.</summary>
    static readonly string[] Pages = ["", "/table", "/table?sort={0}&filter={1}:contains:an"];

    /// <param name="address">Address listened on.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task RunAsync(string address, CancellationToken cancel)
    {
        try
        {
            if (await DatasetAsync(cancel) is not { } found)
            {
                return;
            }

            // The certificate is for the address that people use, which may be another than that listened on.
            using var handler = new HttpClientHandler { ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator };
            using var client = new HttpClient(handler) { BaseAddress = new Uri(address), Timeout = TimeSpan.FromSeconds(20) };
            foreach (var page in Pages)
            {
                using var answer = await client.GetAsync($"{found.Path}{string.Format(System.Globalization.CultureInfo.InvariantCulture, page, Uri.EscapeDataString(found.Number), Uri.EscapeDataString(found.Text))}", cancel);
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or UriFormatException or OperationCanceledException)
        {
            log.LogDebug(failure, "The pages asked for ahead were not answered.");
        }
    }

    /// <summary>A dataset that everybody may see, with a column of numbers and one of text.</summary>
    async Task<(string Path, string Number, string Text)?> DatasetAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MusterDb>();
        var open = await db.Set<Dataset>().AsNoTracking().Where(dataset => dataset.Audience == Audience.Public && dataset.Sensitivity == Sensitivity.Low && dataset.CurrentVersionId != null)
            .Join(db.Set<Operation>(), dataset => dataset.OperationId, operation => operation.Id, (dataset, operation) => new { operation.Slug, Dataset = dataset.Slug, dataset.CurrentVersionId })
            .OrderBy(dataset => dataset.Dataset).FirstOrDefaultAsync(cancel);
        if (open is null || await db.Set<DatasetVersion>().AsNoTracking().SingleOrDefaultAsync(version => version.Id == open.CurrentVersionId, cancel) is not { } version)
        {
            return null;
        }

        var number = version.Columns.FirstOrDefault(column => column.Meaning.CountsPeople) ?? version.Columns[0];
        var text = version.Columns.FirstOrDefault(column => column.Profile.Type == Muster.Tabular.Detecting.ColumnType.Text) ?? version.Columns[0];
        return ($"/operations/{open.Slug}/datasets/{open.Dataset}", number.Header, text.Header);
    }
}
