using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Imports;

/// <summary>What is entered at acceptance; the same fields in the page's form and in the API's JSON.</summary>
public sealed partial class AcceptanceForm
{
    /// <summary>Short name of the dataset that gets a new version; empty makes a new dataset.</summary>
    public string? Dataset { get; set; }

    /// <summary>Title of a new dataset, 1 to 300 characters.</summary>
    public string? Title { get; set; }

    public string? Description { get; set; }
    public string? Source { get; set; }
    public string? Licence { get; set; }

    /// <summary>First day, as yyyy-MM-dd.</summary>
    public string? PeriodStart { get; set; }

    /// <summary>Last day, as yyyy-MM-dd.</summary>
    public string? PeriodEnd { get; set; }

    public Sensitivity Sensitivity { get; set; } = Sensitivity.Undecided;

    /// <summary>Null takes the narrower of "members" and what the sensitivity allows.</summary>
    public Audience? Audience { get; set; }

    /// <summary>A note that goes with the version.</summary>
    public string? Note { get; set; }

    /// <summary>Why it is accepted although errors are left.</summary>
    public string? Reason { get; set; }

    /// <summary>The revision that the person saw; null decides whatever it is.</summary>
    public int? Revision { get; set; }

    internal bool IsNew => string.IsNullOrWhiteSpace(Dataset);

    internal Audience AudienceWanted => Audience ?? (Access.IsAllowed(Sensitivity, Accounts.Audience.Members) ? Accounts.Audience.Members : Accounts.Audience.Named);

    /// <summary>Fields filled in as far as a file's name tells them.</summary>
    internal static AcceptanceForm Suggest(string fileName, int revision)
    {
        var words = Separators.Replace(Path.GetFileNameWithoutExtension(fileName), " ").Trim();
        var years = Year.Matches(words).Select(match => int.Parse(match.Value, CultureInfo.InvariantCulture)).ToList();
        return new AcceptanceForm
        {
            Title = words.Length == 0 ? fileName : char.ToUpper(words[0], CultureInfo.InvariantCulture) + words[1..],
            PeriodStart = years.Count == 0 ? null : $"{years.Min()}-01-01",
            PeriodEnd = years.Count == 0 ? null : $"{years.Max()}-12-31",
            Revision = revision,
        };
    }

    /// <summary>Sentences by field; empty when all is well.</summary>
    /// <param name="text">Texts.</param>
    /// <param name="errorsLeft">Errors that the examination still shows.</param>
    internal Dictionary<string, string> Check(IStringLocalizer text, long errorsLeft)
    {
        var errors = new Dictionary<string, string>();
        if (errorsLeft > 0 && string.IsNullOrWhiteSpace(Reason))
        {
            errors["reason"] = text["reason-needed"];
        }

        if (!IsNew)
        {
            return errors;
        }

        if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > 300)
        {
            errors["title"] = text["title-needed"];
        }

        if (!TryDay(PeriodStart, out var start) || !TryDay(PeriodEnd, out var end) || end < start)
        {
            errors["periodEnd"] = text["period-form"];
        }

        if (!Enum.IsDefined(Sensitivity) || Sensitivity == Sensitivity.Severe)
        {
            errors["sensitivity"] = text["severe-not-stored"];
        }
        else if (!Enum.IsDefined(AudienceWanted) || !Access.IsAllowed(Sensitivity, AudienceWanted))
        {
            errors["audience"] = text["audience-too-wide"];
        }

        return errors;
    }

    internal Acceptance ToAcceptance(Guid? dataset, Guid? by, DateTimeOffset at)
    {
        _ = TryDay(PeriodStart, out var start);
        _ = TryDay(PeriodEnd, out var end);
        return new Acceptance
        {
            DatasetId = dataset ?? Guid.NewGuid(),
            IsNew = dataset is null,
            Slug = dataset is null ? DatasetSlug.Of(Title!, Sensitivity) : null,
            Title = Filled(Title),
            Description = Filled(Description),
            Source = Filled(Source),
            Licence = Filled(Licence),
            PeriodStart = start,
            PeriodEnd = end,
            Sensitivity = Sensitivity,
            Audience = AudienceWanted,
            Note = Filled(Note),
            Reason = Filled(Reason),
            VersionId = Guid.NewGuid(),
            By = by,
            At = at,
        };
    }

    static bool TryDay(string? text, out DateOnly? day)
    {
        day = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var isDay = DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed);
        day = isDay ? parsed : null;
        return isDay;
    }

    static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("[_ -]+")]
    static partial Regex Separators { get; }

    [GeneratedRegex(@"(?<!\d)(19|20)\d\d(?!\d)")]
    static partial Regex Year { get; }
}
