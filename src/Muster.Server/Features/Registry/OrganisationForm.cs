using Microsoft.Extensions.Localization;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Registry;

/// <summary>What a person enters of an organisation; the same fields in the page's form and in the API's JSON.</summary>
public sealed class OrganisationForm
{
    internal const int LongestName = 200;
    internal const int LongestAcronym = 40;
    internal const int LongestWebsite = 400;

    /// <summary>1 to 200 characters.</summary>
    public string? Name { get; set; }

    public string? Acronym { get; set; }
    public OrganisationKind Kind { get; set; }

    /// <summary>Address beginning with http.</summary>
    public string? Website { get; set; }

    /// <summary>Id in the Financial Tracking Service.</summary>
    public string? FtsId { get; set; }

    /// <summary>Other spellings, one a line.</summary>
    public string? Aliases { get; set; }

    /// <summary>The revision that the person saw.</summary>
    public int Revision { get; set; }

    internal IEnumerable<string> Spellings =>
        new[] { Name, Acronym }.Concat((Aliases ?? "").Split('\n')).Select(spelling => (spelling ?? "").Trim()).Where(spelling => spelling.Length > 0).DistinctBy(OrganisationStore.KeyOf);

    internal string SearchText => string.Join(' ', Spellings.Select(Fold.Text));

    /// <summary>Sentences by field; empty when all is well.</summary>
    internal Dictionary<string, string> Check(IStringLocalizer text)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > LongestName || OrganisationStore.KeyOf(Name).Length == 0)
        {
            errors["name"] = text["name-needed"];
        }

        if (Acronym?.Trim().Length > LongestAcronym)
        {
            errors["acronym"] = text["too-long", LongestAcronym];
        }

        if (!Enum.IsDefined(Kind))
        {
            errors["kind"] = text["kind-wrong"];
        }

        if (!string.IsNullOrWhiteSpace(Website) && (Website.Trim().Length > LongestWebsite || !Uri.TryCreate(Website.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            errors["website"] = text["website-form"];
        }

        if (FtsId?.Trim().Length > 40)
        {
            errors["ftsId"] = text["too-long", 40];
        }

        if (Spellings.Any(spelling => spelling.Length > LongestName) || Spellings.Count() > 60)
        {
            errors["aliases"] = text["aliases-too-long"];
        }

        return errors;
    }

    internal void ApplyTo(Organisation organisation)
    {
        organisation.Name = Name!.Trim();
        organisation.Acronym = Filled(Acronym);
        organisation.Kind = Kind;
        organisation.Website = Filled(Website);
        organisation.FtsId = Filled(FtsId);
        organisation.SearchText = SearchText;
    }

    internal static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
