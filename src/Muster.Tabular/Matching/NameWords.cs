namespace Muster.Tabular.Matching;

/// <summary>Words of place names that carry no identity, and texts that name no place, in the languages the field writes. All in folded form.</summary>
static class NameWords
{
    /// <summary>Kinds of unit: <c>X District</c>, <c>Province de X</c>.</summary>
    const string TypeWords =
        // English
        "district districts province region state county municipality governorate department division prefecture commune section sections town township city ward " +
        "oblast raion rayon krai territory territorial parish subdistrict village upazila zila chiefdom woreda kebele zone emirate canton borough lga " +
        // French
        "departement departements communale communales arrondissement arrondissements cercle souspref sousprefecture ville territoire quartier communes etat gouvernorat " +
        // Spanish
        "departamento provincia municipio estado distrito parroquia ciudad comarca corregimiento canton " +
        // Portuguese
        "concelho freguesia regiao cidade municipality posto administrativo " +
        // Arabic, in its letters and in Latin ones
        "محافظه مديريه منطقه قضاء ناحيه ولايه محليه مدينه بلديه اقليم muhafazat muhafazah mohafazat wilaya wilayat wilayah mudiriyat mantiqat mintaqat nahiyah nahiya qada";

    const string Articles =
        "the of de du des d la le les l el los las do da dos das o a os as al ad ash an ar at az ul and";

    /// <summary>Each direction in English, then the words that mean it.</summary>
    const string Directions =
        "north northern nord norte septentrional|south southern sud sur sul meridional|east eastern est este leste oriental|west western ouest oeste occidental|" +
        "northeast nordest nordeste|northwest nordouest noroeste nordoeste|southeast sudest sureste sudeste|southwest sudouest suroeste sudoeste|far extreme|upper superior haut haute alto alta|lower inferior bas basse bajo baja baixo baixa|central centre centro";

    const string NotPlaces =
        "all|total|grand total|subtotal|sub total|sum|national|nationwide|national level|country|country level|whole country|countrywide|overall|unknown|not known|not applicable|not available|" +
        "not specified|unspecified|not stated|none|null|nan|na|n a|nd|n d|nc|nr|tbd|to be determined|to be confirmed|tbc|other|others|various|multiple|several|multiple locations|" +
        "ensemble|ensemble du pays|tout|tous|toutes|tout le pays|pays|pays entier|niveau national|total general|inconnu|inconnue|non connu|non precise|non specifie|non disponible|non renseigne|" +
        "autre|autres|divers|plusieurs|aucun|aucune|" +
        "todo|todos|todas|todo el pais|pais|nacional|nivel nacional|desconocido|desconocida|sin datos|sin informacion|no especificado|no disponible|otro|otros|otra|otras|varios|ninguno|" +
        "todo o pais|desconhecido|desconhecida|sem dados|nao especificado|nao disponivel|outro|outros|outra|outras|nenhum|" +
        "الكل|كل|المجموع|مجموع|الاجمالي|اجمالي|وطني|غير معروف|غير محدد|غير متوفر|اخري|اخرى|لا يوجد";

    const string Totals =
        "total|totals|grand total|grandtotal|subtotal|sub total|sum|overall|overall total|ensemble|total general|total generale|total pays|totaux|sous total|somme|suma|gran total|soma|total geral|subtotales|subtotais|totales|totais|" +
        "national|national total|country total|total national|nacional|total nacional|المجموع|مجموع|الاجمالي|اجمالي|المجموع الكلي";

    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> TotalSet = Words(Totals, '|');
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> TypeWordSet = Words(TypeWords, ' ');
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> ArticleSet = Words(Articles, ' ');
    static readonly Dictionary<string, string> DirectionWords = Directions.Split('|').Select(line => line.Split(' ')).SelectMany(line => line.Select(word => (word, Direction: line[0]))).ToDictionary(pair => pair.word, pair => pair.Direction, StringComparer.Ordinal);
    static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> NotPlaceSet = Words(NotPlaces, '|');

    /// <summary>A kind of unit.</summary>
    public static bool IsTypeWord(ReadOnlySpan<char> word) => TypeWordSet.Contains(word);

    /// <summary>An article or a preposition.</summary>
    public static bool IsArticle(ReadOnlySpan<char> word) => ArticleSet.Contains(word);

    /// <summary>The direction that a word means, in English: it tells one unit from its neighbour and is never edited into another. Null for other words.</summary>
    public static string? DirectionOf(string word) => DirectionWords.GetValueOrDefault(word);

    /// <summary>A whole folded text from the closed list of non-places ("National", "Unknown"), or the name of a sum of other rows ("Sous-total", "Total Sud").</summary>
    public static bool IsNotAPlace(ReadOnlySpan<char> folded) =>
        NotPlaceSet.Contains(folded) || IsTotal(folded) || folded.StartsWith("total ", StringComparison.Ordinal) || folded.EndsWith(" total", StringComparison.Ordinal);

    /// <summary>A whole folded text that names the sum of other rows: "Total", "Ensemble".</summary>
    public static bool IsTotal(ReadOnlySpan<char> folded) => TotalSet.Contains(folded);

    static HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Words(string list, char separator) =>
        list.Split(separator).Select(word => NameKey.Of(word)).ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
}
