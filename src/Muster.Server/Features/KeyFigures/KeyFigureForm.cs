using Microsoft.Extensions.Localization;

namespace Muster.Server.Features.KeyFigures;

/// <summary>What a person enters of a reported figure; the same fields in the page's form and in the API's JSON.</summary>
public sealed class KeyFigureForm
{
    internal const int LongestName = 200;
    internal const int LongestUnit = 60;
    internal const int LongestSource = 300;
    internal const int LongestUrl = 2000;
    internal const int LongestNote = 1000;

    /// <summary>What it counts: <c>displaced</c>, <c>deaths</c>, or words of one's own; 1 to 200 characters.</summary>
    public string? Indicator { get; set; }

    /// <summary>Name of the place; empty for the whole operation.</summary>
    public string? Area { get; set; }

    /// <summary>P-code of the place, where one is known.</summary>
    public string? PlaceCode { get; set; }

    /// <summary>The number as typed; empty or a dash where the source gives none.</summary>
    public string? Value { get; set; }

    /// <summary>What is counted; "people" when empty.</summary>
    public string? Unit { get; set; }

    /// <summary>Day it speaks of.</summary>
    public DateOnly? AsOf { get; set; }

    /// <summary>Who published it.</summary>
    public string? Source { get; set; }

    /// <summary>Where it can be read: an address beginning with http.</summary>
    public string? Url { get; set; }

    public string? Note { get; set; }

    /// <summary>Short name of the dataset of the cell it is taken from; with <see cref="Row"/> and <see cref="Column"/>, else none of the three.</summary>
    public string? Dataset { get; set; }

    /// <summary>Row of the cell, from 1 as the spreadsheet shows it.</summary>
    public int? Row { get; set; }

    /// <summary>Column of the cell: <c>c5</c>.</summary>
    public string? Column { get; set; }

    internal bool IsFromCell => !string.IsNullOrWhiteSpace(Dataset);

    internal string UnitWanted => string.IsNullOrWhiteSpace(Unit) ? "people" : Unit.Trim().ToLowerInvariant();

    /// <summary>Sentences by field; empty when all is well.</summary>
    internal Dictionary<string, string> Check(IStringLocalizer text, DateOnly today)
    {
        var errors = new Dictionary<string, string>();
        if (string.IsNullOrWhiteSpace(Indicator) || Indicator.Trim().Length > LongestName || Indicators.KeyOf(Indicator).Length == 0)
        {
            errors["indicator"] = text["indicator-needed"];
        }

        Longest(Area, LongestName, "area");
        Longest(PlaceCode, 40, "placeCode");
        Longest(Unit, LongestUnit, "unit");
        Longest(Note, LongestNote, "note");
        CheckValue(text, errors);
        if (AsOf is null)
        {
            errors["asOf"] = text["as-of-needed"];
        }
        else if (AsOf > today.AddDays(1))
        {
            errors["asOf"] = text["as-of-future"];
        }

        if (string.IsNullOrWhiteSpace(Source) || Source.Trim().Length > LongestSource)
        {
            errors["source"] = text["source-needed"];
        }

        if (!string.IsNullOrWhiteSpace(Url) && (Url.Trim().Length > LongestUrl || !Uri.TryCreate(Url.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
        {
            errors["url"] = text["url-form"];
        }

        return errors;

        void Longest(string? value, int most, string field)
        {
            if (value is { } written && written.Trim().Length > most)
            {
                errors[field] = text["too-long", most];
            }
        }
    }

    void CheckValue(IStringLocalizer text, Dictionary<string, string> errors)
    {
        switch (FigureNumber.Read(Value, out var value))
        {
            case FigureNumber.Reading.Ambiguous:
                var (first, second) = (Value!.Replace(",", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).Trim(), Value.Replace(',', '.').Trim());
                errors["value"] = text["value-ambiguous", Value, first, second + "0"];
                break;
            case FigureNumber.Reading.Wrong:
                errors["value"] = text["value-form", Value!];
                break;
            case FigureNumber.Reading.Number when Math.Abs(value) > 1_000_000_000_000_000m:
                errors["value"] = text["value-form", Value!];
                break;
        }
    }
}
