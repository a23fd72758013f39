using Muster.Tabular.Tagging;

namespace Muster.Cli;

/// <summary>A meaning in words: <c>place code, level 2</c>; <c>population, female, 5-9</c>.</summary>
static class MeaningText
{
    /// <summary>The words.</summary>
    public static string Of(Meaning meaning) => string.Join(", ", Parts(meaning));

    /// <summary>A name of code in the style of data: <c>placeCode</c>.</summary>
    public static string CamelCase<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    static IEnumerable<string> Parts(Meaning meaning)
    {
        yield return Words(meaning.Concept.ToString());
        if (meaning.Level is { } level)
        {
            yield return $"level {level}";
        }

        if (meaning.Sex != Sex.All)
        {
            yield return Words(meaning.Sex.ToString());
        }

        foreach (var part in new[] { meaning.Age?.ToString(), meaning.Language, meaning.Qualifier })
        {
            if (part is not null)
            {
                yield return part;
            }
        }
    }

    static string Words(string name) => string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? " " + char.ToLowerInvariant(letter) : char.ToLowerInvariant(letter).ToString()));
}
