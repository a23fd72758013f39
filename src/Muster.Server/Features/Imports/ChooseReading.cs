using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Muster.Server.Storage;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>How the file is read: sheet, header row, encoding, separator, country of its places. Each change is examined at once.</summary>
static class ChooseReading
{
    /// <summary>Choices as a script sends them; null = detected.</summary>
    /// <param name="Sheet">From 0.</param>
    /// <param name="HeaderRow">Number of the last header row from 1; 0 = none.</param>
    /// <param name="Encoding">Name such as <c>windows-1252</c>.</param>
    /// <param name="Separator">One character.</param>
    /// <param name="Country">ISO 3166 alpha-3; empty = no places.</param>
    /// <param name="EditionId">Edition of the gazetteer.</param>
    /// <param name="Meanings">By column from 0.</param>
    /// <param name="Revision">The revision seen; null decides whatever it is.</param>
    public sealed record Request(int? Sheet, int? HeaderRow, string? Encoding, string? Separator, string? Country, Guid? EditionId, Dictionary<int, Meaning>? Meanings, int? Revision);

    public static async Task<IResult> FromForm(
        ImportScope scope, [FromForm] int revision, [FromForm] string? sheet, [FromForm] string? headerRow, [FromForm] string? encoding, [FromForm] string? separator, [FromForm] string? country, ImportDesk desk, CancellationToken cancel)
    {
        var refusal = await desk.ChooseAsync(scope.Import.Id, revision, choices => Keep(choices, choices with
        {
            Sheet = Number(sheet),
            HeaderRow = Number(headerRow),
            Encoding = Filled(encoding),
            Separator = SeparatorOf(separator),
            Country = country switch { "none" => "", _ => Filled(country) },
            EditionId = null,
        }), cancel);
        return ImportsFeature.Answer(refusal, scope.Path);
    }

    public static async Task<IResult> CheckAgain(ImportScope scope, [FromForm] int revision, ImportDesk desk, CancellationToken cancel)
    {
        _ = revision;
        return ImportsFeature.Answer(await desk.CheckAgainAsync(scope.Import.Id, cancel), scope.Path);
    }

    /// <returns>The choices that hold.</returns>
    public static Ok<ImportChoices> Show(ImportScope scope) => TypedResults.Ok(ImportChoices.Of(scope.Import));

    /// <returns>202 and the import; 400 <c>choice-invalid</c>; 409 <c>changed-meanwhile</c>, <c>import-closed</c>.</returns>
    public static async Task<IResult> Handle(ImportScope scope, Request request, ImportDesk desk, ImportRefusals refusals, IStringLocalizer<ImportsText> text, MusterDb db, IFileStore files, CancellationToken cancel)
    {
        if (request.Separator is { Length: not (0 or 1) } || request.Sheet < 0 || request.HeaderRow < 0)
        {
            return ImportRefusals.ChoiceInvalid(text["choice-invalid"]);
        }

        var choices = new ImportChoices
        {
            Sheet = request.Sheet,
            HeaderRow = request.HeaderRow,
            Encoding = Filled(request.Encoding),
            Separator = request.Separator is { Length: 1 } separator ? separator[0] : null,
            Country = request.Country,
            EditionId = request.EditionId,
            Meanings = request.Meanings ?? [],
        };
        var refusal = await desk.ChooseAsync(scope.Import.Id, request.Revision, _ => choices, cancel);
        return refusal ?? await TakeStep.AcceptedAsync(scope, db, files, cancel);
    }

    /// <summary>Meanings hold for columns of one table: where another is chosen they are forgotten.</summary>
    static ImportChoices Keep(ImportChoices before, ImportChoices after) =>
        (before.Sheet, before.HeaderRow, before.Separator) == (after.Sheet, after.HeaderRow, after.Separator) ? after : after with { Meanings = new Dictionary<int, Meaning>() };

    static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static char? SeparatorOf(string? text) => text switch
    {
        "tab" => '\t',
        { Length: 1 } => text[0],
        _ => null,
    };

    static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
