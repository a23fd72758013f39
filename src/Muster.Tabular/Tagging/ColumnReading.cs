using Muster.Tabular.Detecting;

namespace Muster.Tabular.Tagging;

/// <summary>Reads one column on its own: tag first, then the schemas, then counts by sex and age, then plain words.</summary>
static class ColumnReading
{
    public static ColumnMeaning Of(SheetColumn column, ColumnSample samples)
    {
        var byHeader = OfHeader(column);
        if (column.Tag is null || !Hashtag.TryParse(column.Tag, out var tag) || HxlMeanings.Of(tag) is not { } meaning)
        {
            return byHeader;
        }

        return byHeader.Confidence >= 0.85 && Contradict(meaning, byHeader.Meaning)
            ? Choose(column, tag, meaning, byHeader, samples)
            : new ColumnMeaning(column, meaning, 1, $"HXL tag {tag}.");
    }

    static ColumnMeaning OfHeader(SheetColumn column)
    {
        foreach (var text in Parts(column.Header))
        {
            var header = HeaderText.Of(text);
            if (header.Words.Count > 0 && Read(column, header) is { } reading)
            {
                return reading;
            }
        }

        return new ColumnMeaning(column, Meaning.Unknown, 0, column.Header.Length == 0 ? "The column has no header." : "The header is in no known schema and among no known words.");
    }

    /// <summary>The whole header, then its last row, where several rows were joined.</summary>
    static IEnumerable<string> Parts(string header)
    {
        yield return header;
        if (header.LastIndexOf(" / ", StringComparison.Ordinal) is var cut and >= 0)
        {
            yield return header[(cut + 3)..];
        }

        // Latitude (Y), Superficie (km2): the form of the values, not another thing.
        if (header.LastIndexOf('(') is > 0 and var open && IsForm(HeaderText.Of(header[(open + 1)..]).Compact))
        {
            yield return header[..open];
        }
    }

    static bool IsForm(string bracketed) => bracketed is "x" or "y" or "dd" or "hh" or "hhs" or "ind" or "km2" or "sqkm" or "wgs84" or "decimal" or "decimaldegrees" or "degresdecimaux" or "gps" or "ddmmyyyy" or "mmddyyyy" or "yyyymmdd" or "jjmmaaaa" or "ddmmaaaa";

    static ColumnMeaning? Read(SheetColumn column, HeaderText header)
    {
        if (CodHeaders.Parse(header) is { } cod)
        {
            return new ColumnMeaning(column, cod.Meaning, cod.Confidence, cod.Reason);
        }

        if (PlainWords.Find(header) is { } plain)
        {
            return new ColumnMeaning(column, plain, 0.8, "The header is a plain word for this.");
        }

        if (HouseholdPart(header) is { } part)
        {
            return new ColumnMeaning(column, part, 0.6, "The header names households in a part of the whole.");
        }

        if (PopulationHeaders.Parse(header) is not { } group)
        {
            return null;
        }

        var meaning = new Meaning(Concept.Population, Sex: group.Sex, Age: group.Age);
        return group.IsSuggestion
            ? new ColumnMeaning(column, Meaning.Unknown, 0, "The words suggest a count by sex or age, but don't say its bounds: a person decides.") { Suggestion = meaning }
            : new ColumnMeaning(column, meaning, group.Confidence, group.Confidence >= 1 ? "Header of a COD population table." : "Sex and age in the words of the header.");
    }

    /// <summary><c>hh_camp</c>, <c>HH2020</c>: households of one kind of shelter or period.</summary>
    static Meaning? HouseholdPart(HeaderText header) =>
        header.Words.Count > 1 && header.Words[0] == "hh" ? new Meaning(Concept.Households, Qualifier: string.Join(' ', header.Words.Skip(1))) : null;

    static bool Contradict(Meaning tag, Meaning header) =>
        IsPlace(tag) && IsPlace(header) && (tag.Concept != header.Concept || tag.Level is not null && header.Level is not null && tag.Level != header.Level);

    static bool IsPlace(Meaning meaning) => meaning.Concept is Concept.PlaceCode or Concept.PlaceName;

    /// <summary>Tag and header disagree: the values decide, or, without values, the tag stands in doubt.</summary>
    static ColumnMeaning Choose(SheetColumn column, Hashtag tag, Meaning byTag, ColumnMeaning byHeader, ColumnSample samples)
    {
        var looksLikeCodes = samples.ShareOfCodes(column.Index);
        var headerFits = looksLikeCodes is { } share && byTag.Concept != byHeader.Meaning.Concept && share >= 0.5 == (byHeader.Meaning.Concept == Concept.PlaceCode);
        return headerFits
            ? byHeader with { Confidence = 0.7, Reason = $"Tag {tag} and header disagree; the values fit the header." }
            : new ColumnMeaning(column, byTag, 0.5, $"Tag {tag} and header \"{column.Header}\" disagree; the tag was taken.") { Suggestion = byHeader.Meaning };
    }
}
