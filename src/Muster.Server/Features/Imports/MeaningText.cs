using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Imports;

/// <summary>Meanings in words, and as values of a list to choose from: <c>PlaceCode.2</c>, <c>Population.Female</c>, <c>Date</c>.</summary>
sealed class MeaningText(IStringLocalizer<ImportsText> text)
{
    const int DeepestLevel = 5;

    static readonly IReadOnlyList<Concept> Counts = [Concept.Population, Concept.Displaced, Concept.Affected, Concept.InNeed, Concept.Targeted, Concept.Reached];

    /// <summary>"P-code, level 2", "Population, female, 5-9".</summary>
    public string Of(Meaning meaning)
    {
        var parts = new List<string> { text["concept-" + meaning.Concept] };
        if (meaning.Level is { } level)
        {
            parts.Add(text["level", level]);
        }

        if (meaning.Language is { } language)
        {
            parts.Add(LanguageName(language));
        }

        if (meaning.Sex != Sex.All || meaning.CountsPeople)
        {
            parts.Add(text["sex-" + meaning.Sex]);
        }

        if (meaning.Age is { } age)
        {
            parts.Add(age.ToString());
        }

        if (meaning.Qualifier is { } qualifier)
        {
            parts.Add(qualifier);
        }

        return string.Join(", ", parts);
    }

    /// <summary>The meanings to choose from, in groups with a heading.</summary>
    public IEnumerable<(string Heading, IReadOnlyList<(string Key, string Label)> Options)> Choices()
    {
        var levels = Enumerable.Range(0, DeepestLevel + 1).ToList();
        yield return (text["group-places"], [.. levels.Select(level => Option(new Meaning(Concept.PlaceCode, level))), .. levels.Select(level => Option(new Meaning(Concept.PlaceName, level)))]);
        yield return (text["group-counts"], [.. Counts.SelectMany(concept => new[] { Sex.All, Sex.Female, Sex.Male }.Select(sex => Option(new Meaning(concept, Sex: sex)))), Option(new Meaning(Concept.Households))]);
        yield return (text["group-others"], [.. Enum.GetValues<Concept>().Except([.. Counts, Concept.PlaceCode, Concept.PlaceName, Concept.Households]).Select(concept => Option(new Meaning(concept)))]);
    }

    /// <summary>Value of a meaning in the list; what the list does not tell apart (language, age, qualifier) is left out.</summary>
    public static string Key(Meaning meaning) => meaning switch
    {
        { Level: { } level } => $"{meaning.Concept}.{level.ToString(CultureInfo.InvariantCulture)}",
        { CountsPeople: true } => $"{meaning.Concept}.{meaning.Sex}",
        _ => meaning.Concept.ToString(),
    };

    /// <summary>The meaning chosen; null where the value is none of the list. Language and qualifier of the present meaning stay where the concept stays.</summary>
    public static Meaning? Parse(string? key, string? age, Meaning present)
    {
        var parts = (key ?? "").Split('.');
        if (parts.Length > 2 || !Enum.TryParse<Concept>(parts[0], out var concept) || !Enum.IsDefined(concept))
        {
            return null;
        }

        var meaning = concept == present.Concept ? present : new Meaning(concept);
        if (parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var level))
        {
            return level is >= 0 and <= DeepestLevel ? meaning with { Level = level } : null;
        }

        if (parts.Length == 2)
        {
            return Enum.TryParse<Sex>(parts[1], out var sex) && TryAge(age, out var band) ? meaning with { Sex = sex, Age = band } : null;
        }

        return meaning with { Level = null };
    }

    /// <summary>Reads <c>5-9</c>, <c>80+</c> (years) or nothing (all ages).</summary>
    static bool TryAge(string? text, out AgeBand? band)
    {
        band = null;
        if (string.IsNullOrWhiteSpace(text))
        {
            return true;
        }

        var years = text.Trim();
        if (years.EndsWith('+') && int.TryParse(years[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var open))
        {
            band = AgeBand.Years(open, null);
            return open < 150;
        }

        var ends = years.Split('-', '–');
        if (ends.Length != 2 || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var low) || !int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var high) || high < low || high > 150)
        {
            return false;
        }

        band = AgeBand.Years(low, high);
        return true;
    }

    static string LanguageName(string code)
    {
        try
        {
            // In the reader's language where it is one of ours; else in the language itself, which its readers know.
            return CultureInfo.GetCultureInfo(code) is var named && CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en" ? named.EnglishName : named.NativeName;
        }
        catch (CultureNotFoundException)
        {
            return code;
        }
    }

    (string Key, string Label) Option(Meaning meaning) => (Key(meaning), Of(meaning));
}
