using System.Globalization;
using System.Text.RegularExpressions;

namespace Muster.Tabular.Tagging;

/// <summary>Headers of the boundary datasets in the three schemas and the spellings of old files (cod.md 2.1): level figure plus "code", level figure plus "name" or a language.</summary>
static partial class CodHeaders
{
    /// <summary>What was read, with how sure and why.</summary>
    public sealed record Reading(Meaning Meaning, double Confidence, string Reason);

    /// <summary>ISO 639-1 codes of languages that name places: a suffix outside this list is no language.</summary>
    public static readonly IReadOnlySet<string> Languages = new HashSet<string>(StringComparer.Ordinal)
    {
        "aa", "ak", "am", "ar", "ay", "az", "be", "bg", "bi", "bm", "bn", "bs", "ch", "cs", "da", "de", "dv", "dz", "ee", "el", "en", "es", "et", "fa", "ff", "fi", "fj", "fr", "ga", "gl", "gn", "gu", "ha", "he", "hi", "ho", "hr", "ht", "hu", "hy", "id", "ig", "is", "it", "ja", "jv", "ka", "kg", "kk", "km", "kn", "ko", "kr", "ku", "ky", "lg", "ln", "lo", "lt", "lv", "mg", "mh", "mk", "ml", "mn", "mr", "ms", "mt", "my", "na", "nb", "nd", "ne", "nl", "no", "nr", "ny", "om", "pa", "pl", "ps", "pt", "qu", "rn", "ro", "ru", "rw", "sd", "sg", "si", "sk", "sl", "sm", "sn", "so", "sq", "sr", "ss", "st", "sv", "sw", "ta", "te", "tg", "th", "ti", "tk", "tl", "tn", "to", "tr", "ts", "ug", "uk", "ur", "uz", "ve", "vi", "wo", "xh", "yo", "zh", "zu",
    };

    /// <summary>Reads a header, or null where it is none of the forms.</summary>
    public static Reading? Parse(HeaderText header)
    {
        var qualifier = Qualifier(header);
        var compact = qualifier is null ? header.Compact : WithoutQualifier(header);
        return Place(compact, header, qualifier) ?? (qualifier is null ? Other(header) : null);
    }

    static Reading? Place(string compact, HeaderText header, string? qualifier)
    {
        if (LevelCode().Match(compact) is { Success: true } code)
        {
            var level = Level(code);
            var published = ClassicCode().IsMatch(header.Raw);
            return new(new Meaning(Concept.PlaceCode, level, Qualifier: qualifier), published ? 1 : 0.85, published
                ? $"Header of a COD schema: p-code of level {level}."
                : $"Spelling of older files: level {level} and a word for code.");
        }

        if (LevelName().Match(compact) is { Success: true } name)
        {
            return Name(name, header, qualifier);
        }

        return BareCode().IsMatch(compact)
            ? new(new Meaning(Concept.PlaceCode, Qualifier: qualifier), 0.6, "A place code whose header names no level.")
            : null;
    }

    static Reading? Name(Match match, HeaderText header, string? qualifier)
    {
        var level = Level(match);
        var (kind, number) = (match.Groups["kind"].Value, match.Groups["number"].Value);
        var language = match.Groups["lang"].Value;
        if (language.Length > 0 && !Languages.Contains(language))
        {
            return null;
        }

        if (kind.Length == 0 && language.Length == 0)
        {
            return new(new Meaning(Concept.PlaceName, level, Qualifier: qualifier), 0.75, $"Level {level} without a further word is taken for the name.");
        }

        var variant = kind.StartsWith("alt", StringComparison.Ordinal) ? "alt" + (number.Length > 0 ? number : "1")
            : kind.StartsWith("ref", StringComparison.Ordinal) ? "ref"
            : number.Length > 0 ? "name" + number
            : null;
        return new(
            new Meaning(Concept.PlaceName, level, Language: language.Length > 0 ? language : null, Qualifier: qualifier ?? variant),
            SchemaName().IsMatch(header.Raw) ? 1 : 0.85,
            $"Header of a COD schema: name of level {level}{(language.Length > 0 ? $" in language \"{language}\"" : "")}.");
    }

    /// <summary>The columns of a boundary table beside codes and names.</summary>
    static Reading? Other(HeaderText header)
    {
        var meaning = header.Compact switch
        {
            "validon" or "validfrom" or "validfromdate" => new Meaning(Concept.ValidFrom),
            "validto" => new Meaning(Concept.ValidTo),
            "areasqkm" or "areakm2" or "areakm" => new Meaning(Concept.Area),
            "centerlat" or "centrelat" or "centroidy" => new Meaning(Concept.Latitude),
            "centerlon" or "centrelon" or "centroidx" => new Meaning(Concept.Longitude),
            "iso3" or "alpha3" or "countryiso3" or "iso3code" => new Meaning(Concept.CountryCode),
            "iso2" or "alpha2" => new Meaning(Concept.CountryCode, Qualifier: "iso2"),
            "version" or "codversion" or "versionno" => new Meaning(Concept.Category, Qualifier: "version"),
            "lang" or "lang1" or "lang2" or "lang3" => new Meaning(Concept.Category, Qualifier: header.Compact),
            "admlevel" or "adminlevel" or "geolevel" => new Meaning(Concept.Category, Qualifier: "level"),
            "leftpcod" or "rightpcod" or "leftpcode" or "rightpcode" => new Meaning(Concept.PlaceCode, Qualifier: header.Compact[..^4].TrimEnd('p')),
            "parentpcode" => new Meaning(Concept.PlaceCode, Qualifier: "parent"),
            "shapearea" or "shapeleng" or "shapelength" or "objectid" or "fid" => new Meaning(Concept.Category, Qualifier: "shape"),
            _ => null,
        };
        return meaning is null ? null : new(meaning, 1, "Column of a COD boundary table.");
    }

    /// <summary>A word that says the place is not the row's own.</summary>
    static string? Qualifier(HeaderText header) =>
        header.HasAny("origin", "orig", "origine", "origen", "provenance") ? "origin"
        : header.HasAny("dest", "destination", "destino") ? "dest"
        : header.Has("declared") ? "declared"
        : header.Has("verified") ? "verified"
        : header.HasAny("previous", "old", "former") ? "former"
        : header.HasAny("intended", "intention", "int") && header.Words.Count > 1 ? "intended"
        : null;

    static string WithoutQualifier(HeaderText header) =>
        string.Concat(header.Words.Where(word => word is not ("origin" or "orig" or "origine" or "origen" or "provenance" or "dest" or "destination" or "destino" or "declared" or "verified" or "previous" or "old" or "former" or "intended" or "intention" or "int"
            or "idp" or "idps" or "majority" or "majorit" or "present" or "of" or "area" or "ind" or "ret" or "from" or "abroad")));

    static int Level(Match match) => int.Parse(match.Groups["level"].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^(?:(?:adm|admin|adminlevel|al|administrative)(?<level>[0-5])(?:pcode|pcod|pcd|code|id|psgc|cod|codigo)|(?:pcode|pcod|rowcacode|hrpcode|admcode|admincode)(?<level>[0-5]))$", RegexOptions.CultureInvariant)]
    private static partial Regex LevelCode();

    [GeneratedRegex(@"^(?:adm|admin|adminlevel|administrative)(?<level>[0-5])(?:(?<kind>altname|alt|refname|ref|name|nom|nombre|nome)?(?<number>[1-9])?(?:name)?(?<lang>[a-z]{2})?)$", RegexOptions.CultureInvariant)]
    private static partial Regex LevelName();

    [GeneratedRegex(@"^(?:admin?)?(?:pcode|pcodes|hrpcode|placecode|codigopcode|admpcode|ocha?pcode)$", RegexOptions.CultureInvariant)]
    private static partial Regex BareCode();

    [GeneratedRegex(@"^(?:ADM[0-5]_PCODE|admin[0-5]Pcode|adm[0-5]_pcode)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ClassicCode();

    [GeneratedRegex(@"^(?:ADM[0-5]_(?:[A-Z]{2}|REF|NAME)|ADM[0-5]ALT[12]_?[A-Z]{2}|admin[0-5](?:Name|AltName[12])_[a-z]{2}|admin[0-5](?:Ref)?Name|adm[0-5]_(?:ref_)?name[1-3]?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SchemaName();
}
