using System.Globalization;
using System.Text;

namespace Muster.Benchmarks;

/// <summary>Makes rows of displaced people by site, sex and age: the same for the same seed, right in all but the seeded faults.</summary>
sealed class Generator(int seed, IReadOnlyList<Place> places)
{
    static readonly string[] Organisations = ["OIM", "Croix-Rouge haïtienne", "CARE", "UNICEF", "Concern Worldwide", "Direction de la Protection Civile", "Médecins du Monde", "ACTED"];
    static readonly string[] Sectors = ["Abris", "Eau et assainissement", "Protection", "Santé", "Sécurité alimentaire", "Éducation"];
    static readonly string[] SiteWords = ["École nationale de", "Église de", "Camp", "Centre communautaire de", "Lycée de", "Marché de"];

    readonly Random random = new(seed);

    /// <summary>Names of the 22 columns.</summary>
    public static string Header => "ADM0_FR,ADM0_PCODE,ADM1_FR,ADM1_PCODE,ADM2_FR,ADM2_PCODE,site_name,date,year,F_00_04,F_05_17,F_18_59,F_60Plus,F_TL,M_00_04,M_05_17,M_18_59,M_60Plus,M_TL,T_TL,organisation,sector";

    /// <summary>The fields of the next row.</summary>
    /// <param name="number">Number of the row; makes the site's name its own.</param>
    public string[] Next(int number)
    {
        var place = places[random.Next(places.Count)];
        var date = new DateOnly(2016, 10, 4).AddDays(random.Next(365));
        var size = random.Next(400, 2000);
        var (female, male) = (Bands(size), Bands(size));
        return
        [
            "Haïti", "HT", place.ParentName, place.ParentCode, place.Name, place.Code,
            $"{SiteWords[random.Next(SiteWords.Length)]} {place.Name} {Number(number)}",
            date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Number(date.Year),
            .. female.Select(Number), Number(female.Sum()),
            .. male.Select(Number), Number(male.Sum()),
            Number(female.Sum() + male.Sum()),
            Organisations[random.Next(Organisations.Length)], Sectors[random.Next(Sectors.Length)],
        ];
    }

    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    public static void AppendTo(StringBuilder text, string[] fields)
    {
        for (var index = 0; index < fields.Length; index++)
        {
            text.Append(index == 0 ? "" : ",").Append(fields[index].AsSpan().ContainsAny(",\"\n") ? $"\"{fields[index].Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : fields[index]);
        }

        text.Append('\n');
    }

    // Sites of some size, so that neither sex ratios nor ages are odd by chance.
    int[] Bands(int size)
    {
        return [Share(size, 12), Share(size, 28), Share(size, 50), Share(size, 10)];
    }

    int Share(int size, int percent) => size * percent / 100 + random.Next(size / 40 + 1);
}
