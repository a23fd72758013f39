using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Operations;

/// <summary>What a person enters of an operation; the same fields in the page's form and in the API's JSON.</summary>
public sealed partial class OperationForm
{
    /// <summary>1 to 200 characters.</summary>
    public string? Name { get; set; }

    /// <summary>Short name in the address; made from the name where it is empty. Fixed once made.</summary>
    public string? Slug { get; set; }

    /// <summary>ISO 3166 alpha-3 codes, separated by blanks or commas.</summary>
    public string? Countries { get; set; }

    public string? Disaster { get; set; }

    /// <summary>GLIDE number: <c>TC-2016-000108-HTI</c>.</summary>
    public string? Glide { get; set; }

    /// <summary><c>2017-Q1</c>, <c>2017-03</c>, <c>2017</c> or a date.</summary>
    public string? ExpectedEnd { get; set; }

    public OperationStatus Status { get; set; } = OperationStatus.Active;

    /// <summary>IANA zone.</summary>
    public string? Zone { get; set; }

    public string? Description { get; set; }
    public Sensitivity Sensitivity { get; set; } = Sensitivity.Low;
    public Audience Audience { get; set; } = Audience.Members;

    /// <summary>The revision that the person saw.</summary>
    public int Revision { get; set; }

    public static OperationForm Of(Operation operation) => new()
    {
        Name = operation.Name,
        Slug = operation.Slug,
        Countries = operation.Countries,
        Disaster = operation.Disaster,
        Glide = operation.Glide,
        ExpectedEnd = operation.ExpectedEnd,
        Status = operation.Status,
        Zone = operation.Zone,
        Description = operation.Description,
        Sensitivity = operation.Sensitivity,
        Audience = operation.Audience,
        Revision = operation.Revision,
    };

    internal string SlugWanted => string.IsNullOrWhiteSpace(Slug) ? Operations.Slug.Of(Name ?? "") : Slug.Trim();

    /// <summary>Sentences by field; empty when all is well.</summary>
    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > 200)
        {
            errors["name"] = text["name-needed"];
        }
        else if (!Operations.Slug.IsValid(SlugWanted) || SlugWanted == "new")
        {
            errors["slug"] = text["slug-form"];
        }

        var countries = CountryList();
        if (countries.Length == 0 || countries.FirstOrDefault(country => !Iso3.IsMatch(country)) is not null)
        {
            errors["countries"] = text["countries-form"];
        }

        if (!string.IsNullOrWhiteSpace(Glide) && !GlideForm.IsMatch(Glide.Trim()))
        {
            errors["glide"] = text["glide-form"];
        }

        if (!string.IsNullOrWhiteSpace(ExpectedEnd) && !Operations.ExpectedEnd.TryParse(ExpectedEnd.Trim(), out _))
        {
            errors["expectedEnd"] = text["expected-end-form"];
        }

        if (string.IsNullOrWhiteSpace(Zone) || !TimeZoneInfo.TryFindSystemTimeZoneById(Zone.Trim(), out var zone) || !zone.HasIanaId)
        {
            errors["zone"] = text["zone-form"];
        }

        if (!Access.IsAllowed(Sensitivity, Audience))
        {
            errors["audience"] = text["audience-too-wide"];
        }

        if (!Enum.IsDefined(Status) || !Enum.IsDefined(Sensitivity) || !Enum.IsDefined(Audience))
        {
            errors["status"] = text["invalid"];
        }

        return errors;
    }

    internal void ApplyTo(Operation operation)
    {
        operation.Name = Name!.Trim();
        operation.Countries = string.Join(' ', CountryList());
        operation.Disaster = Filled(Disaster);
        operation.Glide = Filled(Glide)?.ToUpperInvariant();
        operation.ExpectedEnd = Filled(ExpectedEnd);
        operation.Status = Status;
        operation.Zone = Zone!.Trim();
        operation.Description = Filled(Description);
        operation.Sensitivity = Sensitivity;
        operation.Audience = Audience;
    }

    string[] CountryList() => [.. (Countries ?? "").ToUpperInvariant().Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    [GeneratedRegex("^[A-Z]{3}$")]
    static partial Regex Iso3 { get; }

    // Hazard, year, serial number, country (glidenumber.net).
    [GeneratedRegex("^[A-Za-z]{2}-[0-9]{4}-[0-9]{6}-[A-Za-z]{3}$")]
    static partial Regex GlideForm { get; }
}
