using Microsoft.Extensions.Localization;
using Muster.Server.Errors;

namespace Muster.Server.Features.Imports;

/// <summary>What imports refuse; each code stands in docs/errors.md.</summary>
sealed class ImportRefusals(IStringLocalizer<ImportsText> text, MusterSettings settings)
{
    public Refusal TooLarge() => new(413, "upload-too-large", text["too-large", Limit], text["too-large-next"]);

    public Refusal NoFile() => new(400, "upload-without-file", text["no-file"], text["no-file-next"]);

    public Refusal WrongBody() => new(415, "upload-body-wrong", text["body-wrong"], text["body-wrong-next"]);

    public Refusal CutOff() => new(400, "upload-cut-off", text["cut-off"], text["cut-off-next"]);

    public Refusal LengthNeeded() => new(400, "upload-length-needed", text["length-needed"], text["length-needed-next"]);

    public Refusal TooManyUploads() => new(409, "too-many-uploads", text["too-many-uploads"], text["too-many-uploads-next"]);

    public Refusal UploadOffset(long offset) => new(409, "upload-offset-differs", text["offset-differs", offset], text["offset-differs-next"]);

    public Refusal ChecksumDiffers() => new(409, "upload-checksum-differs", text["checksum-differs"], text["checksum-differs-next"]);

    public Refusal DatasetUnknown(string dataset) => new(400, "dataset-unknown", text["dataset-unknown", dataset], text["dataset-unknown-next"]);

    public Refusal Stale() => new(409, "changed-meanwhile", text["changed-meanwhile"], text["changed-meanwhile-next"]);

    public Refusal Closed() => new(409, "import-closed", text["closed"], text["closed-next"]);

    public Refusal NotReady() => new(409, "import-not-ready", text["not-ready"], text["not-ready-next"]);

    public Refusal StepUnknown() => new(400, "step-invalid", text["step-invalid"], text["step-invalid-next"]);

    public Refusal StepRefused(string why) => new(409, "step-refused", text["step-refused"], why);

    public Refusal NothingToReplay() => new(409, "nothing-to-replay", text["nothing-to-replay"], text["nothing-to-replay-next"]);

    public Refusal NothingAbove(double score) => new(409, "nothing-above-score", text["nothing-above", score.ToString("0.##", System.Globalization.CultureInfo.CurrentCulture)], text["nothing-above-next"]);

    public static Refusal ChoiceInvalid(string why) => new(400, "choice-invalid", why);

    public Refusal AcceptanceInvalid(IReadOnlyDictionary<string, string> errors) =>
        new(400, "acceptance-invalid", text["acceptance-invalid"], string.Join(' ', errors.Values)) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };

    /// <summary>The limit as people say it.</summary>
    public string Limit => Size(settings.UploadLimitInBytes);

    /// <summary>A number of bytes in a unit that suits it.</summary>
    public static string Size(long bytes) => bytes switch
    {
        >= 1L << 30 => string.Create(System.Globalization.CultureInfo.CurrentCulture, $"{bytes / (double)(1L << 30):0.#} GB"),
        >= 1L << 20 => string.Create(System.Globalization.CultureInfo.CurrentCulture, $"{bytes / (double)(1L << 20):0.#} MB"),
        >= 1L << 10 => string.Create(System.Globalization.CultureInfo.CurrentCulture, $"{bytes / (double)(1L << 10):0.#} kB"),
        _ => string.Create(System.Globalization.CultureInfo.CurrentCulture, $"{bytes} B"),
    };
}
