using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Aggregating;

/// <summary>Sex and age as values of a long table (cod.md 3): <c>f, m, all</c> and <c>0-4, 80+, all</c>, and the words people write.</summary>
static class GroupWords
{
    /// <summary>The sex a text means. A blank is not broken down; a word that is none is not known.</summary>
    public static (bool IsKnown, Sex Sex) Sex(ReadOnlySpan<char> text) => NameKey.Of(text) switch
    {
        "" or "all" or "total" or "both" or "both sexes" or "t" or "tous" or "ensemble" or "les deux" or "todos" or "ambos" or "ambos sexos" or "m f" or "f m" or "الكل" => (true, Tagging.Sex.All),
        "f" or "female" or "females" or "woman" or "women" or "girl" or "girls" or "femme" or "femmes" or "feminin" or "fille" or "filles" or "mujer" or "mujeres" or "femenino" or "feminino" or "mulher" or "mulheres" or "انثي" or "اناث" => (true, Tagging.Sex.Female),
        "m" or "male" or "males" or "man" or "men" or "boy" or "boys" or "homme" or "hommes" or "masculin" or "garcon" or "garcons" or "hombre" or "hombres" or "masculino" or "homem" or "homens" or "ذكر" or "ذكور" => (true, Tagging.Sex.Male),
        "unknown" or "u" or "not stated" or "unspecified" or "inconnu" or "non precise" or "desconocido" or "desconhecido" or "غير معروف" => (true, Tagging.Sex.Unknown),
        _ => (false, Tagging.Sex.All),
    };

    /// <summary>The band a text means; null for all ages. A word without bounds is not known.</summary>
    public static (bool IsKnown, AgeBand? Age) Age(ReadOnlySpan<char> text)
    {
        if (NameKey.Of(text) is "" or "all" or "total" or "all ages" or "tous" or "tous ages" or "ensemble" or "todos" or "todas" or "الكل")
        {
            return (true, null);
        }

        return AgeText.Parse(text.ToString()) is { } band ? (true, band) : (false, null);
    }
}
