using System.Text.Json;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>What a person says of a figure; the same in the page's form and in the API's JSON.</summary>
/// <param name="Title">1 to 300 letters.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Dataset">Short name of its dataset.</param>
/// <param name="SecondDataset">Short name of the dataset joined by place; absent for none.</param>
/// <param name="Frozen">Stays with the present versions; else follows the datasets.</param>
/// <param name="Settings">What is drawn and how; what is absent is chosen from the data.</param>
/// <param name="Revision">Revision that was seen, when one is changed; absent overwrites.</param>
public sealed record FigureInput(string? Title, FigureKind Kind, string? Dataset, string? SecondDataset = null, bool Frozen = false, FigureSettings? Settings = null, int? Revision = null)
{
    internal static FigureInput Read(Func<string, string?> field, IStringLocalizer<FiguresText> text)
    {
        var kind = field("kind") is { Length: > 0 } word ? Enum.GetValues<FigureKind>().Where(kind => FigureQuery.Word(kind) == word).Select(kind => (FigureKind?)kind).FirstOrDefault() ?? throw FigureProblems.Parameter(text, "kind", word, string.Join(", ", Enum.GetValues<FigureKind>().Select(FigureQuery.Word))) : FigureKind.Map;
        return new(Filled("title"), kind, Filled("dataset"), Filled("secondDataset"), Filled("frozen") is "true" or "on", FigureSettings.Read(field, text), int.TryParse(field("revision"), System.Globalization.CultureInfo.InvariantCulture, out var revision) ? revision : null);

        string? Filled(string name) => field(name) is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;
    }

    internal static Func<string, string?> FieldsOf(HttpRequest request, IFormCollection? form) => name => form is not null ? form[name].ToString() : request.Query[name].ToString();

    internal static FigureInput Of(FigureScope scope) => new(scope.Figure.Title, scope.Figure.Kind, scope.Main?.Dataset.Slug, scope.Second?.Dataset.Slug, scope.Figure.FrozenVersion is not null, scope.Figure.Settings, scope.Figure.Revision);
}

/// <summary>A figure about to be saved, its datasets found.</summary>
/// <param name="Input">What was said.</param>
/// <param name="Main">Its dataset; null while none is chosen.</param>
/// <param name="Second">The joined dataset.</param>
/// <param name="Errors">Sentences by field; empty when it can be saved.</param>
public sealed record FigureDraft(FigureInput Input, DatasetScope? Main, DatasetScope? Second, IReadOnlyDictionary<string, string> Errors)
{
    internal FigureRequest? Request(OperationScope operation) => Main?.Version is null ? null : new FigureRequest(operation, Input.Kind, Input.Title, Input.Settings ?? new FigureSettings(), Main, Second);

    /// <summary>Finds the datasets and checks what can be checked without drawing.</summary>
    internal static async Task<FigureDraft> OfAsync(OperationScope operation, FigureInput input, FigureStore figures, IStringLocalizer<FiguresText> text, CancellationToken cancel)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(input.Title) || input.Title.Length > Figure.LongestTitle)
        {
            errors["title"] = text["title-needed", Figure.LongestTitle];
        }

        var main = input.Dataset is null ? null : await figures.DatasetAsync(operation, input.Dataset, null, cancel);
        if (main?.Version is null)
        {
            errors["dataset"] = text["dataset-needed"];
        }

        var second = input.SecondDataset is null ? null : await figures.DatasetAsync(operation, input.SecondDataset, null, cancel);
        if (input.SecondDataset is not null && second?.Version is null)
        {
            errors["secondDataset"] = text["dataset-needed"];
        }

        _ = (input.Settings ?? new FigureSettings()).Checked(text);
        if (JsonSerializer.Serialize(input.Settings, FigureSettings.Json).Length > Figure.LongestSettings)
        {
            errors["note"] = text["text-allowed", 1000];
        }

        return new(input, main, second?.Version is null ? null : second, errors);
    }

    internal Refusal Refusal(IStringLocalizer<FiguresText> text) => new(400, "figure-invalid", text["figure-invalid"]) { Errors = Errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
}

/// <summary>A saved figure, as the API tells it.</summary>
public sealed record FigureAnswerBody(string Slug, string Title, FigureKind Kind, string? Dataset, string? SecondDataset, int? FrozenVersion, int? DrawnVersion, FigureSettings Settings, string Sensitivity, string Audience, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, int Revision, string Path)
{
    internal static FigureAnswerBody Of(FigureScope scope) => new(scope.Figure.Slug, scope.Figure.Title, scope.Figure.Kind, scope.Main?.Dataset.Slug, scope.Second?.Dataset.Slug, scope.Figure.FrozenVersion, scope.Main?.Version?.Number, scope.Figure.Settings,
        FigureQuery.Word(scope.Sensitivity), FigureQuery.Word(scope.Audience), scope.Figure.CreatedAt, scope.Figure.ChangedAt, scope.Figure.Revision, scope.Path);
}
