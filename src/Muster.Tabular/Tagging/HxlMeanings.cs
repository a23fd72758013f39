using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.Tabular.Tagging;

/// <summary>Meanings of HXL tags and back (HXL 1.1 hashtag dictionary; hxl.md 4 and 5). An unknown attribute is passed over, an unknown tag says nothing.</summary>
static partial class HxlMeanings
{
    /// <summary>The meaning of a tag, or null where the dictionary part we use has none.</summary>
    public static Meaning? Of(Hashtag tag) => tag.Name switch
    {
        "country" => Place(tag, 0),
        "region" => new Meaning(Concept.Category, Language: Language(tag), Qualifier: "region"),
        "adm1" or "adm2" or "adm3" or "adm4" or "adm5" => Place(tag, tag.Name[3] - '0'),
        "loc" => Location(tag),
        "geo" or "lat" or "lon" or "long" => Coordinate(tag),
        "population" => Count(tag, Concept.Population),
        "affected" => Count(tag, tag.Has("idps") || tag.Has("displaced") ? Concept.Displaced : Concept.Affected),
        "inneed" => Count(tag, Concept.InNeed),
        "targeted" => Count(tag, Concept.Targeted),
        "reached" => Count(tag, Concept.Reached),
        "date" => tag.Has("year") ? new Meaning(Concept.Year) : new Meaning(Concept.Date, Qualifier: First(tag, "start", "end", "updated")),
        "org" => new Meaning(Concept.Organisation, Language: Language(tag), Qualifier: First(tag, "acronym", "type", "code", "impl", "funder", "prog", "reporting")),
        "sector" or "subsector" => new Meaning(Concept.Sector, Language: Language(tag), Qualifier: tag.Name == "subsector" ? "subsector" : First(tag, "code")),
        "indicator" => tag.Has("value") || tag.Has("num") ? new Meaning(Concept.Value) : new Meaning(Concept.Indicator, Qualifier: First(tag, "code")),
        "value" => new Meaning(Concept.Value),
        "gender" => new Meaning(Concept.Sex),
        "age" => new Meaning(Concept.Age, Qualifier: tag.Has("min") ? "from" : tag.Has("max") ? "to" : null),
        "contact" => new Meaning(Concept.Category, Qualifier: "contact"),
        "currency" => new Meaning(Concept.Unit, Qualifier: "currency"),
        "frequency" or "capacity" or "beneficiary" or "respondee" or "population_group" => new Meaning(Concept.Category, Language: Language(tag), Qualifier: tag.Name),
        "meta" => tag.Has("source") ? new Meaning(Concept.Source) : tag.Has("url") ? new Meaning(Concept.Link) : tag.Has("id") ? new Meaning(Concept.Identifier) : null,
        "description" => new Meaning(Concept.Note),
        "activity" or "status" or "crisis" or "event" or "cause" or "impact" or "severity" or "group" or "item" or "service" or "modality" or "channel" or "access" or "need" or "output" or "operations" or "domain" => new Meaning(Concept.Category, Language: Language(tag), Qualifier: tag.Name),
        _ => null,
    };

    static Meaning Place(Hashtag tag, int level)
    {
        var qualifier = First(tag, "origin", "dest");
        return tag.Has("code")
            ? tag.Has("v_iso3") ? new Meaning(Concept.CountryCode, Qualifier: qualifier) : new Meaning(Concept.PlaceCode, level, Qualifier: qualifier)
            : new Meaning(Concept.PlaceName, level, Language: Language(tag), Qualifier: qualifier);
    }

    static Meaning Location(Hashtag tag) =>
        tag.Has("lat") ? new Meaning(Concept.Latitude)
        : tag.Has("lon") ? new Meaning(Concept.Longitude)
        : tag.Has("code") || tag.Has("id") ? new Meaning(Concept.Identifier)
        : tag.Has("type") || tag.Has("class") ? new Meaning(Concept.Category, Qualifier: "site type")
        : new Meaning(Concept.SiteName, Language: Language(tag));

    static Meaning? Coordinate(Hashtag tag) =>
        tag.Name == "lat" || tag.Has("lat") ? new Meaning(Concept.Latitude)
        : tag.Name is "lon" or "long" || tag.Has("lon") ? new Meaning(Concept.Longitude)
        : tag.Has("coord") || tag.Has("latlon") ? new Meaning(Concept.Category, Qualifier: "coordinates")
        : null;

    static Meaning Count(Hashtag tag, Concept concept)
    {
        if (tag.Has("hh"))
        {
            return new Meaning(Concept.Households, Qualifier: GroupOf(tag));
        }

        var sex = tag.Has("f") ? Sex.Female : tag.Has("m") ? Sex.Male : Sex.All;
        AgeBand? age = null;
        foreach (var attribute in tag.Attributes)
        {
            age ??= Age(attribute);
        }

        // A loose word ("children") has no bounds: it sets the column apart and never makes a band.
        return new Meaning(concept, Sex: sex, Age: age, Qualifier: GroupOf(tag) ?? First(tag, "infants", "children", "adolescents", "adults", "elderly"));
    }

    static string? GroupOf(Hashtag tag) => First(tag, "refugees", "returnees", "abducted", "killed", "injured", "infected", "incamp", "noncamp", "i", "x", "u", "o", "e");

    /// <summary>The band of an attribute <c>age_0_4</c>, <c>age0_17</c>, <c>age_60_plus</c>, <c>age_65_</c>, <c>age18plus</c>, or null.</summary>
    public static AgeBand? Age(string attribute)
    {
        var match = AgeAttribute().Match(attribute);
        if (!match.Success)
        {
            return null;
        }

        var low = int.Parse(match.Groups["low"].ValueSpan, CultureInfo.InvariantCulture);
        if (!match.Groups["high"].Success)
        {
            return AgeBand.Years(low, null);
        }

        var high = int.Parse(match.Groups["high"].ValueSpan, CultureInfo.InvariantCulture);
        return high < low ? null : AgeBand.Years(low, high);
    }

    /// <summary>The tag of a meaning, or null where HXL has no word for it.</summary>
    public static string? Tag(Meaning meaning) => meaning.Concept switch
    {
        Concept.PlaceCode => PlaceTag(meaning) + "+code" + Suffix(meaning.Qualifier, "origin", "dest") + (meaning.Level is null ? "" : "+v_pcode"),
        Concept.PlaceName => PlaceTag(meaning) + "+name" + Suffix(meaning.Qualifier, "origin", "dest") + LanguageSuffix(meaning),
        Concept.Population => CountTag("#population", meaning),
        Concept.Displaced => CountTag("#affected+idps", meaning),
        Concept.Affected => CountTag("#affected", meaning),
        Concept.InNeed => CountTag("#inneed", meaning),
        Concept.Targeted => CountTag("#targeted", meaning),
        Concept.Reached => CountTag("#reached", meaning),
        Concept.Households => "#population+hh",
        Concept.Value => "#value",
        Concept.Indicator => "#indicator+name",
        Concept.Sex => "#gender",
        Concept.Age => "#age+range",
        Concept.Date => "#date" + Suffix(meaning.Qualifier, "start", "end", "updated"),
        Concept.Year => "#date+year",
        Concept.ValidFrom => "#date+start",
        Concept.ValidTo => "#date+end",
        Concept.Latitude => "#geo+lat",
        Concept.Longitude => "#geo+lon",
        Concept.CountryCode => "#country+code+v_iso3",
        Concept.Organisation => "#org" + Suffix(meaning.Qualifier, "acronym", "type", "code", "impl", "funder", "prog", "reporting") + LanguageSuffix(meaning),
        Concept.Sector => "#sector" + LanguageSuffix(meaning),
        Concept.Identifier => "#meta+id",
        Concept.SiteName => "#loc+name",
        Concept.Source => "#meta+source",
        Concept.Link => "#meta+url",
        Concept.Note => "#description",
        _ => null,
    };

    static string PlaceTag(Meaning meaning) => meaning.Level switch { null => "#loc", 0 => "#country", var level => $"#adm{level}" };

    static string CountTag(string tag, Meaning meaning)
    {
        var sex = meaning.Sex switch { Sex.Female => "+f", Sex.Male => "+m", Sex.Unknown => "+u", _ => "" };
        var age = meaning.Age is { } band ? AgeSuffix(band) : "";
        return tag + sex + age + (sex.Length == 0 || age.Length == 0 ? "+total" : "");
    }

    static string AgeSuffix(AgeBand band) =>
        band.FromMonths % 12 != 0 || (band.ToMonths ?? 0) % 12 != 0 ? $"+age_{band.FromMonths}_{band.ToMonths - 1}m"
        : band.ToMonths is null ? $"+age_{band.FromMonths / 12}_plus"
        : $"+age_{band.FromMonths / 12}_{band.ToMonths / 12 - 1}";

    static string LanguageSuffix(Meaning meaning) => meaning.Language is null ? "" : "+i_" + meaning.Language;

    static string Suffix(string? qualifier, params ReadOnlySpan<string> known) => qualifier is not null && known.Contains(qualifier) ? "+" + qualifier : "";

    static string? First(Hashtag tag, params ReadOnlySpan<string> attributes)
    {
        foreach (var attribute in attributes)
        {
            if (tag.Has(attribute))
            {
                return attribute;
            }
        }

        return null;
    }

    /// <summary>Language of <c>+i_fr</c>; files also write <c>+fr</c>.</summary>
    static string? Language(Hashtag tag) =>
        tag.Attributes.FirstOrDefault(attribute => attribute.StartsWith("i_", StringComparison.Ordinal) && attribute.Length == 4)?[2..]
        ?? tag.Attributes.FirstOrDefault(attribute => attribute is "en" or "fr" or "es" or "pt" or "ar" or "ht" or "uk" or "ru");

    [GeneratedRegex(@"^age_?(?<low>\d{1,3})(?:_(?<high>\d{1,3})|_?plus|_)$", RegexOptions.CultureInvariant)]
    private static partial Regex AgeAttribute();
}
