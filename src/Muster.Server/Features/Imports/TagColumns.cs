using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>What the columns mean: read from headers, tags and words; a person overrules.</summary>
static class TagColumns
{
    public static async Task<RazorComponentResult<ColumnsPage>> Page(ImportScope scope, ImportViews views, string? told, CancellationToken cancel) =>
        new(new { View = await views.LoadAsync(scope, cancel), Told = told });

    /// <summary>Takes the whole list; only what differs from the reading becomes a person's decision.</summary>
    public static async Task<IResult> Save(ImportScope scope, HttpContext context, ImportDesk desk, ImportRefusals refusals, IStringLocalizer<ImportsText> text, IFileStore files, CancellationToken cancel)
    {
        // Bound by hand, as the fields are named by column.
        var form = await context.Request.ReadFormAsync(cancel);
        if (await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel) is not { } examination || !int.TryParse(form["revision"], out var revision))
        {
            return refusals.NotReady();
        }

        var decided = new Dictionary<int, Meaning>(ImportChoices.Of(scope.Import).Meanings);
        foreach (var column in examination.Columns)
        {
            var index = column.Column.Index;
            var (key, age) = (form[$"meaning-{index}"].ToString(), form[$"age-{index}"].ToString());
            if (key.Length == 0 || (key == MeaningText.Key(column.Meaning) && (!column.Meaning.CountsPeople || age.Trim() == (column.Meaning.Age?.ToString() ?? ""))))
            {
                continue;
            }

            if (MeaningText.Parse(key, age, column.Meaning) is not { } meaning)
            {
                return ImportRefusals.ChoiceInvalid(text["meaning-invalid", column.Column.Header, age]);
            }

            decided[index] = meaning;
        }

        return ImportsFeature.Answer(await desk.ChooseAsync(scope.Import.Id, revision, choices => choices with { Meanings = decided }, cancel), scope.Path + "/columns");
    }

    /// <returns>Columns with meaning, confidence, reason and profile; empty before the first examination.</returns>
    public static async Task<Ok<IReadOnlyList<ColumnAnswer>>> List(ImportScope scope, IFileStore files, CancellationToken cancel)
    {
        var examination = await Examination.ReadAsync(files, scope.Import.ExaminationHash, cancel);
        return TypedResults.Ok<IReadOnlyList<ColumnAnswer>>([.. (examination?.Columns ?? []).Select(column => new ColumnAnswer(
            column.Column.Index, column.Column.Header, column.Column.Tag, column.Meaning, column.Confidence, column.Reason, column.Suggestion,
            examination!.AsRead.Profiles.FirstOrDefault(profile => profile.Column == column.Column.Index)))]);
    }
}

/// <summary>A column as the API gives it.</summary>
/// <param name="Index">From 0.</param>
/// <param name="Header">As in the file.</param>
/// <param name="Tag">HXL tag as written, or null.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Reason">Why.</param>
/// <param name="Suggestion">What it may mean, for a person to confirm.</param>
/// <param name="Profile">What its values are.</param>
sealed record ColumnAnswer(int Index, string Header, string? Tag, Meaning Meaning, double Confidence, string Reason, Meaning? Suggestion, ColumnProfile? Profile);
