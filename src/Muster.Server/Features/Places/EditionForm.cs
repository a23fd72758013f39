using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Muster.Server.Features.Places;

/// <summary>What a person enters with the files of an edition.</summary>
public sealed class EditionForm
{
    public LoadWay Way { get; set; }

    /// <summary>The edition to add to or replace.</summary>
    public Guid? Edition { get; set; }

    public string? Name { get; set; }

    /// <summary>yyyy-MM-dd.</summary>
    public string? ValidOn { get; set; }

    public string? Source { get; set; }
    public string? Licence { get; set; }
    public bool MakeCurrent { get; set; }
    public bool RepairBoundaries { get; set; }

    /// <summary>The request, or sentences by field.</summary>
    internal (EditionRequest? Request, Dictionary<string, string> Errors) Read(IReadOnlyList<GazetteerEdition> editions, int files, IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        var edition = Way == LoadWay.New ? null : editions.FirstOrDefault(edition => edition.Id == Edition);
        if (Way != LoadWay.New && edition is null)
        {
            errors["edition"] = text["edition-needed"];
        }

        // Adding to an edition needs neither name nor date again.
        var name = string.IsNullOrWhiteSpace(Name) ? edition?.Name : Name.Trim();
        if (name is null or { Length: > 200 })
        {
            errors["name"] = text["edition-name-needed"];
        }

        DateOnly? date = edition?.ValidOn;
        if (!string.IsNullOrWhiteSpace(ValidOn))
        {
            date = DateOnly.TryParseExact(ValidOn.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year >= 1900 ? day : null;
        }

        if (date is null)
        {
            errors["validOn"] = text["edition-date-needed"];
        }

        if (files is 0 or > 20)
        {
            errors["files"] = text["edition-files-needed"];
        }

        return errors.Count > 0 ? (null, errors) : (new EditionRequest(name!, date!.Value, Filled(Source), Filled(Licence), MakeCurrent || edition?.IsCurrent == true, RepairBoundaries) { Way = Way, EditionId = edition?.Id }, errors);
    }

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim() is { Length: > 500 } text ? text[..500] : value.Trim();
}
