using System.Buffers;
using System.Globalization;
using Muster.Tabular.Matching;

namespace Muster.Tabular.Tagging;

/// <summary>Compares what a header promises with what the column holds, and looks at columns without a header.</summary>
static class ContentCheck
{
    /// <summary>Below this share of values that fit, the header is doubted.</summary>
    const double Doubt = 0.5;

    static readonly SearchValues<char> Figures = SearchValues.Create("0123456789-");

    public static void Settle(ColumnMeaning[] columns, ColumnSample samples)
    {
        for (var index = 0; index < columns.Length; index++)
        {
            columns[index] = columns[index].Meaning.Concept == Concept.Unknown ? Guess(columns[index], samples) : Compare(columns[index], samples);
        }
    }

    static ColumnMeaning Compare(ColumnMeaning column, ColumnSample samples)
    {
        if (column is { Meaning.Concept: Concept.CountryCode, Confidence: <= 0.8, Column.Tag: null } && HeaderText.Of(column.Column.Header).Phrase == "location")
        {
            return Location(column, samples);
        }

        var (share, promised, found) = column.Meaning.Concept switch
        {
            Concept.PlaceCode => (samples.Share(column.Column.Index, value => !LooksLikeName(value)), "place codes", "names"),
            Concept.PlaceName => (samples.Share(column.Column.Index, value => !IsUnitCode(value)), "place names", "codes"),
            Concept.Latitude => (samples.Share(column.Column.Index, value => Within(value, 90)), "latitudes", "other values"),
            Concept.Longitude => (samples.Share(column.Column.Index, value => Within(value, 180)), "longitudes", "other values"),
            _ when column.Meaning.CountsPeople || column.Meaning.Concept is Concept.Households or Concept.Value or Concept.Area =>
                (samples.Share(column.Column.Index, HasFigure), "numbers", "words"),
            _ => (null, "", ""),
        };
        if (share is null || share >= Doubt)
        {
            return column;
        }

        // "Area" above words is no number of square kilometres: a plain word that its values contradict says nothing.
        if (column.Column.Tag is null && column.Confidence <= 0.8 && column.Meaning.Concept is not (Concept.PlaceCode or Concept.PlaceName))
        {
            return column.Meaning.Concept == Concept.Area
                ? column with { Meaning = new Meaning(Concept.PlaceName), Confidence = 0.5, Reason = "The word means a place here: its values are names." }
                : new ColumnMeaning(column.Column, Meaning.Unknown, 0, $"The header promises {promised}, but the values look like {found}.") { Suggestion = column.Meaning };
        }

        var other = column.Meaning.Concept switch
        {
            Concept.PlaceCode => column.Meaning with { Concept = Concept.PlaceName },
            Concept.PlaceName => column.Meaning with { Concept = Concept.PlaceCode, Language = null },
            _ => null,
        };
        return column with { Confidence = Math.Min(column.Confidence, 0.3), Suggestion = other, Reason = $"{column.Reason} But {1 - share:P0} of the first values look like {found}, not {promised}.".Replace(" %", "%") };
    }

    /// <summary>"Location" heads country codes in some lists and sites in most: only codes make it the first.</summary>
    static ColumnMeaning Location(ColumnMeaning column, ColumnSample samples) =>
        samples.Share(column.Column.Index, value => CountryCodes.Alpha3(value.AsSpan().Trim()) is not null) switch
        {
            >= 0.9 => column with { Reason = "The header is a plain word, and its values are country codes." },
            null => new ColumnMeaning(column.Column, new Meaning(Concept.SiteName), 0.4, "\"Location\" may head sites or countries; without values it is taken for a site.") { Suggestion = column.Meaning },
            _ => new ColumnMeaning(column.Column, new Meaning(Concept.SiteName), 0.7, "The header is a plain word for a site; its values are no country codes."),
        };

    /// <summary>A column without a header whose values are all place codes is worth a question.</summary>
    static ColumnMeaning Guess(ColumnMeaning column, ColumnSample samples) =>
        column.Suggestion is null && samples.Share(column.Column.Index, IsUnitCode) >= 0.9
            ? column with { Suggestion = new Meaning(Concept.PlaceCode), Reason = column.Reason + " Its values look like place codes." }
            : column;

    /// <summary>Two or three capitals, then figures: a p-code of most countries.</summary>
    static bool IsUnitCode(string value)
    {
        var text = value.AsSpan().Trim();
        var letters = 0;
        while (letters < text.Length && char.IsAsciiLetterUpper(text[letters]))
        {
            letters++;
        }

        return letters is 2 or 3 && text.Length > letters + 1 && !text[letters..].ContainsAnyExcept(Figures);
    }

    /// <summary>Letters with a small one among them, and no figure.</summary>
    static bool LooksLikeName(string value) => !value.Any(char.IsDigit) && value.Count(char.IsLetter) > 3 && value.Any(letter => char.IsLower(letter) || letter > 'ÿ');

    static bool HasFigure(string value) => value.Any(char.IsDigit) || value.Trim() is "-" or "–" or "NA" or "N/A" or "<Null>";

    static bool Within(string value, double bound) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= bound;
}
