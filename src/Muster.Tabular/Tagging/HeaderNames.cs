using System.Globalization;
using Muster.Tabular.Writing;

namespace Muster.Tabular.Tagging;

/// <summary>Writes a meaning as a header: the reverse of reading it.</summary>
public static class HeaderNames
{
    /// <summary>The header of a meaning in a style.</summary>
    /// <returns>The header; for <see cref="HeaderStyle.Hxl"/> the tag; null where the style has no word for the meaning, and for <see cref="HeaderStyle.AsRead"/>: the column then keeps its own header.</returns>
    public static string? Write(Meaning meaning, HeaderStyle style) => style switch
    {
        HeaderStyle.CodClassic => Classic(meaning),
        HeaderStyle.CodNewest => Newest(meaning),
        HeaderStyle.Hxl => HxlMeanings.Tag(meaning),
        _ => null,
    };

    /// <summary>The meaning of a header of a schema, a plain word or an HXL tag, as a person names one; null where it has none for certain.</summary>
    public static Meaning? Read(string text)
    {
        if (Hashtag.TryParse(text, out var tag))
        {
            return HxlMeanings.Of(tag);
        }

        var column = Tagger.Tag(new Detecting.Sheet(0, "", [1], [], 2, [new Detecting.SheetColumn(0, text, null)]))[0];
        return column is { Confidence: >= 0.75, Meaning.Concept: not Concept.Unknown } ? column.Meaning : null;
    }

    static string? Classic(Meaning meaning) => meaning switch
    {
        { Qualifier: "ref", Concept: Concept.PlaceName, Level: { } level } => $"ADM{level}_REF",
        { Qualifier: "alt1" or "alt2", Concept: Concept.PlaceName, Level: { } level } => $"ADM{level}{meaning.Qualifier.ToUpperInvariant()}{Language(meaning)}",
        { Qualifier: not null } => null,
        { Concept: Concept.PlaceCode, Level: { } level } => $"ADM{level}_PCODE",
        { Concept: Concept.PlaceName, Level: { } level } => $"ADM{level}_{Language(meaning)}",
        { Concept: Concept.ValidFrom } => "validOn",
        { Concept: Concept.ValidTo } => "validTo",
        { Concept: Concept.Area } => "AREA_SQKM",
        { Concept: Concept.CountryCode } => "ISO3",
        { Concept: Concept.Year } => "year",
        { Concept: Concept.Population } => Population(meaning),
        _ => null,
    };

    static string? Newest(Meaning meaning) => meaning switch
    {
        { Qualifier: "ref", Concept: Concept.PlaceName, Level: { } level } => $"adm{level}_ref_name",
        { Qualifier: "name1" or "name2" or "name3", Concept: Concept.PlaceName, Level: { } level } => $"adm{level}_{meaning.Qualifier}",
        { Qualifier: not null } => null,
        { Concept: Concept.PlaceCode, Level: { } level } => $"adm{level}_pcode",
        { Concept: Concept.PlaceName, Level: { } level } => $"adm{level}_name",
        { Concept: Concept.ValidFrom } => "valid_on",
        { Concept: Concept.ValidTo } => "valid_to",
        { Concept: Concept.Area } => "area_sqkm",
        { Concept: Concept.CountryCode } => "iso3",
        { Concept: Concept.Year } => "year",
        { Concept: Concept.Population } => Population(meaning),
        _ => null,
    };

    static string Language(Meaning meaning) => meaning.Language?.ToUpperInvariant() ?? "NAME";

    /// <summary><c>F_TL</c>, <c>T_00_04</c>, <c>M_80Plus</c>; a band that is not of whole years has no such header.</summary>
    static string? Population(Meaning meaning)
    {
        var letter = meaning.Sex switch { Sex.Female => "F", Sex.Male => "M", Sex.All => "T", _ => null };
        return (letter, meaning.Age) switch
        {
            (null, _) => null,
            (_, null) => $"{letter}_TL",
            (_, { } age) when age.FromMonths % 12 != 0 || (age.ToMonths ?? 0) % 12 != 0 => null,
            (_, { ToMonths: null } age) => string.Create(CultureInfo.InvariantCulture, $"{letter}_{age.FromMonths / 12:00}Plus"),
            (_, { } age) => string.Create(CultureInfo.InvariantCulture, $"{letter}_{age.FromMonths / 12:00}_{age.ToMonths!.Value / 12 - 1:00}"),
        };
    }
}
