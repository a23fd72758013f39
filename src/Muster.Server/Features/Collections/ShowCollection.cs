using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.Collections;

/// <summary>A collective file: its template, who has sent it back and who has not.</summary>
static class ShowCollection
{
    public static async Task<RazorComponentResult<CollectionPage>> Page(CollectionScope scope, CollectionStatus status, MusterDb db, string? wrong, CancellationToken cancel) => new(new
    {
        Scope = scope,
        Partners = await status.PartnersAsync(scope.Collection.Id, cancel),
        Dataset = await db.Set<Dataset>().AsNoTracking().SingleOrDefaultAsync(dataset => dataset.Id == scope.Collection.DatasetId, cancel) is { } dataset && DatasetGate.Sees(scope.Operation.Viewer, dataset) ? dataset : null,
        Wrong = wrong,
    });

    /// <returns>The template, its partners and the newest return of each.</returns>
    public static async Task<Ok<CollectionAnswer>> Handle(CollectionScope scope, CollectionStatus status, CancellationToken cancel) =>
        TypedResults.Ok(CollectionAnswer.Of(scope.Collection, await status.PartnersAsync(scope.Collection.Id, cancel)));

    /// <returns>The workbook to send.</returns>
    public static Task<IResult> Template(CollectionScope scope, CollectionPlaces places, IStringLocalizer<CollectionsText> text, MeaningText meanings, CancellationToken cancel) => BookAsync(scope.Collection, places, text, meanings, cancel);

    public static async Task<IResult> BookAsync(CollectiveFile collection, CollectionPlaces places, IStringLocalizer<CollectionsText> text, MeaningText meanings, CancellationToken cancel)
    {
        var known = await places.OfAsync(collection, cancel);
        var output = new MemoryStream();
        TemplateBook.Write(output, collection, known, InLanguage(collection.Language, () => Instructions(collection, text, meanings)));
        return TypedResults.File(output.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Catalogue.Exports.FileName(collection.Slug + "-template", ".xlsx"));
    }

    /// <returns>CSV: partner, contact, e-mail, whether and when sent, file, rows, problems.</returns>
    public static async Task<IResult> StatusCsv(CollectionScope scope, CollectionStatus status, CancellationToken cancel)
    {
        var lines = (await status.PartnersAsync(scope.Collection.Id, cancel)).Select(partner => string.Join(',', new[]
        {
            partner.Name, partner.Contact, partner.Email, partner.HasSent ? "sent" : "not sent", partner.Newest?.SentAt.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), partner.Newest?.FileName,
            partner.Newest?.Check.Rows.ToString(CultureInfo.InvariantCulture), partner.Newest?.Problems.ToString(CultureInfo.InvariantCulture), partner.Newest?.TemplateVersion?.ToString(CultureInfo.InvariantCulture),
        }.Select(CsvText.Guarded)));
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines.Prepend("partner,contact,email,status,sent_at,file,rows,problems,template_version")) + "\n"), "text/csv; charset=utf-8", scope.Collection.Slug + "-status.csv");
    }

    /// <summary>Says something in another language than the reader's.</summary>
    public static T InLanguage<T>(string language, Func<T> say)
    {
        var (before, ui) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (CultureInfo.GetCultureInfo(language), CultureInfo.GetCultureInfo(language));
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (before, ui);
        }
    }

    static List<IReadOnlyList<string>> Instructions(CollectiveFile collection, IStringLocalizer<CollectionsText> text, MeaningText meanings)
    {
        List<IReadOnlyList<string>> rows = [[collection.Title], [""]];
        rows.AddRange((collection.Instructions ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(line => (IReadOnlyList<string>)[line]));
        if (collection.DueOn is { } due)
        {
            rows.Add([text["due-by", due.ToString("d MMMM yyyy", CultureInfo.CurrentCulture)]]);
        }

        rows.AddRange([[text["fill-in", TemplateBook.DataSheet]], [text["fill-headers"]], [text["fill-lists"]], [""]]);
        rows.Add([text["column"], text["meaning"], text["kind"], text["rules"]]);
        rows.AddRange(collection.Columns.Select(column => (IReadOnlyList<string>)
        [
            column.Header, column.Meaning.Concept == Tabular.Tagging.Concept.Unknown ? "" : meanings.Of(column.Meaning), text["kind-" + column.Kind],
            string.Join("; ", new[] { column.IsKey ? text["is-key"].Value : null, column.IsRequired ? text["is-required"].Value : null, column.Words.Count > 0 ? string.Join(", ", column.Words) : null }.OfType<string>()),
        ]));
        return rows;
    }
}
