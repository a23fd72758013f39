using Microsoft.Extensions.Localization;

namespace Muster.Server.Features.People;

/// <summary>What a person enters to come onto a list; the same fields in the page's form and in the API's JSON.</summary>
public sealed class CheckInForm
{
    /// <summary>Day of arrival; today where empty.</summary>
    public DateOnly? ArrivesOn { get; set; }

    /// <summary>Day of departure, where it is known: not in the past, at most five years ahead (H-10).</summary>
    public DateOnly? LeavesOn { get; set; }

    /// <summary>Short names of other lists of the same operation to come onto as well (H-9).</summary>
    public string[]? Also { get; set; }

    /// <summary>Where the person is now, and how they are reached here; kept on their record. Empty = unchanged.</summary>
    public string? Locality { get; set; }

    /// <summary>A telephone number that works here.</summary>
    public string? Phone { get; set; }

    /// <summary>Sentences by field; empty when all is well.</summary>
    internal Dictionary<string, string> Check(IStringLocalizer text, DateOnly today)
    {
        var errors = new Dictionary<string, string>();
        var arrival = ArrivesOn ?? today;
        if (arrival > today.AddYears(5) || arrival < today.AddYears(-5))
        {
            errors["arrivesOn"] = text["arrival-far"];
        }

        if (LeavesOn is { } departure)
        {
            if (departure < today)
            {
                errors["leavesOn"] = text["departure-past"];
            }
            else if (departure > today.AddYears(5))
            {
                errors["leavesOn"] = text["departure-far"];
            }
            else if (departure < arrival)
            {
                errors["leavesOn"] = text["departure-before-arrival"];
            }
        }

        if (Locality?.Trim().Length > PersonForm.LongestLine)
        {
            errors["locality"] = text["too-long", PersonForm.LongestLine];
        }

        return errors;
    }
}
