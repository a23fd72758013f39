using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Catalogue;

/// <summary>What a person says of a dataset; the same fields in the page's form and in the API's JSON.</summary>
public sealed class DatasetForm
{
    const int Longest = 4000;

    /// <summary>1 to 300 characters.</summary>
    public string? Title { get; set; }

    public string? Description { get; set; }

    /// <summary>Where the figures come from, as the field cites it.</summary>
    public string? Source { get; set; }

    public string? Licence { get; set; }
    public string? Method { get; set; }
    public string? Caveats { get; set; }

    /// <summary>First day that the figures speak of, <c>2016-10-04</c>.</summary>
    public string? PeriodStart { get; set; }

    /// <summary>Last day.</summary>
    public string? PeriodEnd { get; set; }

    public Sensitivity Sensitivity { get; set; } = Sensitivity.Undecided;
    public Audience Audience { get; set; } = Audience.Named;

    /// <summary>The revision that the person saw.</summary>
    public int Revision { get; set; }

    public static DatasetForm Of(Dataset dataset) => new()
    {
        Title = dataset.Title,
        Description = dataset.Description,
        Source = dataset.Source,
        Licence = dataset.Licence,
        Method = dataset.Method,
        Caveats = dataset.Caveats,
        PeriodStart = dataset.PeriodStart?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PeriodEnd = dataset.PeriodEnd?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Sensitivity = dataset.Sensitivity,
        Audience = dataset.Audience,
        Revision = dataset.Revision,
    };

    /// <summary>Sentences by field; empty when all is well.</summary>
    /// <param name="text">Texts.</param>
    /// <param name="hasFiles">The dataset has versions, whose files a severe one may not have.</param>
    internal Dictionary<string, string> Check(IStringLocalizer text, bool hasFiles)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Title) || Title.Trim().Length > 300)
        {
            errors["title"] = text["title-needed"];
        }

        foreach (var (name, value) in new[] { ("description", Description), ("source", Source), ("licence", Licence), ("method", Method), ("caveats", Caveats) })
        {
            if (value?.Length > Longest)
            {
                errors[name] = text["text-too-long", Longest];
            }
        }

        if (!TryDay(PeriodStart, out var start))
        {
            errors["periodStart"] = text["day-form"];
        }

        if (!TryDay(PeriodEnd, out var end))
        {
            errors["periodEnd"] = text["day-form"];
        }
        else if (start > end)
        {
            errors["periodEnd"] = text["period-turned"];
        }

        if (!Enum.IsDefined(Sensitivity) || !Enum.IsDefined(Audience) || !Access.IsAllowed(Sensitivity, Audience))
        {
            errors["audience"] = text["audience-too-wide"];
        }

        if (Sensitivity == Sensitivity.Severe && hasFiles)
        {
            errors["sensitivity"] = text["severe-stores-no-file"];
        }

        return errors;
    }

    internal void ApplyTo(Dataset dataset)
    {
        dataset.Title = Title!.Trim();
        dataset.Description = Filled(Description);
        dataset.Source = Filled(Source);
        dataset.Licence = Filled(Licence);
        dataset.Method = Filled(Method);
        dataset.Caveats = Filled(Caveats);
        dataset.PeriodStart = TryDay(PeriodStart, out var start) ? start : null;
        dataset.PeriodEnd = TryDay(PeriodEnd, out var end) ? end : null;
        dataset.Sensitivity = Sensitivity;
        dataset.Audience = Audience;
        dataset.SearchText = Fold.Text($"{dataset.Title} {dataset.Source} {dataset.Description}");
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

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
