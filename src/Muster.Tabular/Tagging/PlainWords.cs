
namespace Muster.Tabular.Tagging;

/// <summary>Ordinary words of the field in English, French, Spanish, Portuguese and Arabic. Phrases are folded: no accents, lower case, single blanks.</summary>
static class PlainWords
{
    static readonly (Meaning Meaning, string Phrases)[] Table =
    [
        (new(Concept.Displaced), "num present idp ind|no of idps|idp population|idp count|population deplacee|nombre de deplaces|deplaces internes|pdis internes|poblacion desplazada|desplazados internos|poblacao deslocada|deslocados internos|النازحون داخليا|السكان النازحون|idps|idp|idp ind|ind idp|idp individuals|displaced|displaced people|displaced persons|internally displaced people|internally displaced persons|number of idps|total idps|total idp|deplaces|deplacees|personnes deplacees|pdi|pdis|desplazados|personas desplazadas|deslocados|pessoas deslocadas|نازحون|النازحون|النازحين|عدد النازحين"),
        (new(Concept.Displaced, Sex: Sex.Male), "number males"),
        (new(Concept.Displaced, Sex: Sex.Female), "number females"),
        (new(Concept.Affected), "affected|affected people|sinistrees|personnes sinistrees|nombre de sinistres|damnificados|damnificadas|poblacion damnificada|sinistrados|populacao afetada|populacao afectada|السكان المتضررون|affected population|people affected|total affected|affectes|personnes affectees|population affectee|sinistres|afectados|personas afectadas|poblacion afectada|afetados|pessoas afetadas|المتضررون|المتضررين|عدد المتضررين"),
        (new(Concept.InNeed), "in need|people in need|besoin|personnes en besoin|population dans le besoin|poblacion con necesidad|poblacion necesitada|pessoas em necessidade|populacao necessitada|الاشخاص المحتاجون|المحتاجون للمساعدة|pin|total pin|personnes dans le besoin|pdb|personas necesitadas|personas con necesidad|pessoas necessitadas|المحتاجون|المحتاجين"),
        (new(Concept.Targeted), "targeted|target|personnes visees|cibles|poblacion objetivo|personas objetivo|populacao alvo|المستهدفة|الاشخاص المستهدفون|people targeted|target population|cible|ciblees|personnes ciblees|population ciblee|personas meta|poblacion meta|pessoas alvo|المستهدفون|المستهدفين"),
        (new(Concept.Reached), "reached|people reached|assisted|people assisted|personnes assistees|assistes|personas asistidas|asistidos|atendidos|pessoas assistidas|الاشخاص الذين تم الوصول اليهم|total reached|beneficiaries reached|personnes atteintes|beneficiaires|beneficiaires atteints|personas alcanzadas|beneficiarios|pessoas alcancadas|beneficiaries|المستفيدون|المستفيدين"),
        (new(Concept.Population), "population|total population|inhabitant|population estimee|estimated population|poblacion estimada|populacao estimada|المجموع السكاني|تعداد السكان|pop|pop total|population totale|population total|poblacion|poblacion total|populacao|populacao total|inhabitants|habitants|habitantes|السكان|عدد السكان|اجمالي السكان"),
        (new(Concept.Households), "households|hh|nb menages|nbre de menages|nb de menages|household|numero de familias|numero de agregados|اسرة|العائلات|عدد العائلات|hhs|number of households|total households|menages|nombre de menages|familles|hogares|familias|agregados|agregados familiares|families|الاسر|الأسر|عدد الاسر|عدد الأسر"),
        (new(Concept.Population), "individuals|ind|nb personnes|nombre de personnes|nb individus|numero de personas|individuos|numero de pessoas|عدد الافراد|عدد الأفراد|الاشخاص|individus|persons|people|personnes|personas|pessoas|total individuals|total people|الافراد|الأفراد"),
        (new(Concept.Indicator), "indicator|indicateur|indicateur nom|nombre del indicador|nome do indicador|population group|groupe de population|grupo de poblacion|indicador|measure|indicator name|المؤشر"),
        (new(Concept.Value), "value|valeur|valor|amount|count|montant|القيمة"),
        (new(Concept.Value, Qualifier: "cases"), "cases|suspected cases|cas|cas suspects|casos|casos sospechosos|casos suspeitos|الحالات"),
        (new(Concept.Unit), "unit|unite|unidad|unidade|unit of measure|الوحدة"),
        (new(Concept.Sex), "sex|gender|جنس|sexe|genre|sexo|genero|الجنس|النوع"),
        (new(Concept.Age), "age|age range|tranche d ages|classe d age|grupo etario|grupo etareo|grupo de edades|faixas etarias|الفئة العمريه|الاعمار|age group|age band|groupe d age|tranche d age|edad|grupo de edad|rango de edad|idade|faixa etaria|العمر|الفئة العمرية"),
        (new(Concept.Age, Qualifier: "from"), "age min|min age|age minimum|edad minima|idade minima|age from|العمر الادنى"),
        (new(Concept.Age, Qualifier: "to"), "age max|max age|age maximum|edad maxima|idade maxima|age to|العمر الاعلى"),
        (new(Concept.Date), "date|reporting date|date de reporting|date evaluation|date d evaluation|fecha del reporte|fecha de evaluacion|data da avaliacao|data de avaliacao|تاريخ التقرير|تاريخ التقييم|report date|date reported|as of|assessed on|assessment date|date of assessment|date collected|snapshot date|week ending|survey date|date de collecte|date du rapport|fecha|fecha de reporte|data|data do relatorio|التاريخ|تاريخ"),
        (new(Concept.Date, Qualifier: "updated"), "updated|updated date|last updated|date updated|mise a jour|date de mise a jour"),
        (new(Concept.Date, Qualifier: "start"), "start date|date debut|fecha inicio|data inicio|date de debut|fecha de inicio|data de inicio|main displacement start date|تاريخ البدء"),
        (new(Concept.Date, Qualifier: "end"), "end date|date fin|fecha fin|fecha de finalizacion|data fim|date de fin|fecha de fin|data de fim|تاريخ الانتهاء"),
        (new(Concept.Year), "year|annee|ano de referencia|anno|annee de reference|ano|reference year|annee de reference|السنة|سنة|العام"),
        (new(Concept.Round), "round|round number|round no|ronde|tour|ronda|rodada|week|semaine|semana|week number|epi week|الجولة|الاسبوع"),
        (new(Concept.Latitude), "lat|latitude|خط عرض|دائرة العرض|gps latitude|lat dd|y coord|gis y|latitud|خط العرض"),
        (new(Concept.Longitude), "lon|long|خط طول|longitud gps|lng|longitude|gps longitude|long dd|x coord|gis x|longitud|خط الطول"),
        (new(Concept.Area), "area|area km 2|area sq km|superficie|superficie km 2|المساحة"),
        (new(Concept.CountryCode), "iso 3|iso|country code|country iso|code pays|codigo de pais|codigo do pais|codigo pais|رمز البلد|location"),
        (new(Concept.Organisation), "org|org name|organizations|organisations|organismo|organizaciones|nom de l organisation|nombre de la organizacion|nome da organizacao|lead organization|reporting organization|contributor|اسم المنظمة|المنظمه|organisation|organization|organisation name|organization name|organizacion|organizacao|acteur|partner|partenaire|implementing partner|agency|agence|socio|parceiro|المنظمة|الشريك"),
        (new(Concept.Organisation, Qualifier: "acronym"), "org acronym|acronym|acronyme|sigle|sigla|siglas"),
        (new(Concept.Category, Qualifier: "org type"), "org type|type org|organisation type|organization type|type d organisation|tipo de organizacion"),
        (new(Concept.Sector), "sector|sectors|sector name en|secteur activite|secteur d activite|sectores|setor|setores|قطاع|المجموعة القطاعية|cluster|clusters|secteur|secteurs|sector short name|cluster name|sector name|القطاع"),
        (new(Concept.Identifier), "id|site id|codigo del sitio|codigo do local|identificador|رمز الموقع|كود الموقع|site code|site ssid|ssid|location code|location dtm code|identifier|identifiant|code site|code du site|institution code|codigo|uuid|key|المعرف"),
        (new(Concept.SiteName), "site|site name|lieu|lieu dit|nom site|nom de la localite|localidad|localidade|aldeia|aldea|sitio|campement|camp de deplaces|القرية|المخيم|اسم المخيم|nom du site|location name|locality name|localite|village|camp|camp name|nombre del sitio|nome do local|institution name|facility|facility name|neighborhood|neighbourhood|quartier|section name|اسم الموقع|الموقع"),
        (new(Concept.SiteName, Qualifier: "alternative"), "alternative name|alterantive name|other name|autre nom"),
        (new(Concept.Category, Qualifier: "site type"), "type of site|site type|location type|location class|location classification|locationtype|setting|type de site|tipo de sitio|category|categorie|categoria|ownership|institution type"),
        (new(Concept.Source), "source|sources|fuente de datos|fonte dos dados|مصدر البيانات|published by|fuente|fonte|data source|source de donnees|المصدر"),
        (new(Concept.Link), "url|link|lien|enlace|website|site web|source link|sitio web|الرابط"),
        (new(Concept.Note), "note|notes|observacion|observacao|تعليق|تعليقات|remark|remarks|remarque|remarques|comment|comments|commentaire|commentaires|observaciones|observation|observations|observacoes|nota|notas|ملاحظات|ملاحظة"),
        (new(Concept.Category), "type|status|statut|estado del proyecto|activity|activite|actividad|atividade|operation|displacement reason|type of displacement|assessment type|reason|domain|domaine|method|methode|modality|severity"),
    ];

    /// <summary>Words for units of a level, from the highest down; which level they name depends on the others in the table.</summary>
    static readonly (int Rank, string Phrases)[] PlaceTable =
    [
        (0, "country|country name|pays|pais|admin 0|البلد|الدولة"),
        (1, "region|regiao|regions|state|state name|estado|governorate|gouvernorat|oblast|department|departement|departements|departamento|wilaya|prefecture|departamentos|province region|province etat|departamento o estado|governorates|muhafaza|ولاية|محافظة|الولاية|المحافظة|الاقليم|الإقليم"),
        (2, "province|provincia|provincias|zone|cercle|mantika|county|lga|territoire|territorio|concelho|مقاطعة|المقاطعة"),
        (3, "district|distrito|districts|commune|communes|comuna|municipality|municipio|municipalite|locality|sous prefecture|sousprefecture|raion|arrondissement|canton|moughataa|mairie|مديرية|محلية|المديرية|المحلية|البلدية"),
        (4, "sub district|subdistrict|sous district|subdistrito|sub distrito|section communale|section|parish|payam|parroquia|vdc|barangay|ward|posto administrativo|sub commune|freguesia|corregimiento|chefferie|groupement|ناحية|الناحية"),
    ];

    static readonly Dictionary<string, Meaning> Words = Table.SelectMany(line => line.Phrases.Split('|').Select(phrase => (HeaderText.Fold(phrase), line.Meaning))).DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Meaning);

    static readonly Dictionary<string, int> Places = PlaceTable.SelectMany(line => line.Phrases.Split('|').Select(phrase => (HeaderText.Fold(phrase), line.Rank))).DistinctBy(entry => entry.Item1).ToDictionary(entry => entry.Item1, entry => entry.Rank);

    /// <summary>The meaning of a whole header, or null.</summary>
    public static Meaning? Find(HeaderText header) =>
        Words.TryGetValue(header.Phrase, out var meaning) || Words.TryGetValue(WithoutCounting(header.Phrase), out meaning) ? meaning
        : LanguageOf(header) is { } language && Words.TryGetValue(string.Join(' ', header.Words.SkipLast(1)), out meaning) ? meaning with { Language = language }
        : null;

    /// <summary>Rank of a word for an administrative unit, 0 highest; null where the header is none.</summary>
    public static int? PlaceRank(HeaderText header) =>
        Places.TryGetValue(header.Phrase, out var rank) || header.Words.Count > 1 && header.Words[^1] is "name" or "nom" or "nombre" or "nome" && Places.TryGetValue(string.Join(' ', header.Words.SkipLast(1)), out rank) ? rank : null;

    /// <summary>The unit's own word in a header that names or codes it: <c>district</c> in <c>District P-Code</c>.</summary>
    public static string UnitOf(HeaderText header)
    {
        var unit = string.Join(' ', header.Words.Where(word => !CodeWords.Contains(word) && !Linking.Contains(word) && word is not ("name" or "nom" or "nombre" or "nome")));
        return Places.ContainsKey(unit) ? unit
            : Places.ContainsKey(header.Phrase) ? header.Phrase
            : CodeEndings.FirstOrDefault(ending => unit.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? unit[..^ending.Length]
            : unit;
    }

    /// <summary>Rank of the unit that a header promises the code of: <c>District P-Code</c>, <c>Code commune</c>, <c>Cód. Distrito</c>, <c>StatePcode</c>; null where it promises none.</summary>
    /// <param name="header">The header.</param>
    /// <param name="isPCode">True where the header says p-code, and not only code.</param>
    public static int? CodeRank(HeaderText header, out bool isPCode)
    {
        isPCode = header.Compact.Contains("pcod", StringComparison.Ordinal);
        var unit = string.Join(' ', header.Words.Where(word => !CodeWords.Contains(word) && !Linking.Contains(word)));
        if (unit.Length == 0 || !header.Words.Any(CodeWords.Contains))
        {
            unit = header.Words.Count == 1 && CodeEndings.FirstOrDefault(ending => header.Compact.EndsWith(ending, StringComparison.Ordinal)) is { } ending ? header.Compact[..^ending.Length] : "";
        }

        return unit.Length > 0 && Places.TryGetValue(unit, out var rank) ? rank : null;
    }

    static readonly HashSet<string> CodeWords = ["p", "pcode", "pcodes", "pcod", "code", "codes", "cod", "codigo", "رمز", "كود"];
    static readonly HashSet<string> Linking = ["of", "the", "de", "du", "des", "d", "la", "le", "les", "l", "del", "do", "da"];
    static readonly string[] CodeEndings = ["pcode", "pcod", "code"];

    /// <summary>"Number of", "total de" before a thing counted say nothing more.</summary>
    static string WithoutCounting(string phrase)
    {
        foreach (var words in new[] { "total number of ", "nombre total de ", "number of ", "nombre de ", "nombre d ", "numero de ", "no of ", "total of ", "total de ", "total ", "num ", "nb de ", "nbre de ", "nb ", "nbre ", "cantidad de ", "quantidade de ", "of ", "عدد " })
        {
            if (phrase.StartsWith(words, StringComparison.Ordinal))
            {
                return phrase[words.Length..];
            }
        }

        return phrase;
    }

    static string? LanguageOf(HeaderText header) => header.Words.Count > 1 && CodHeaders.Languages.Contains(header.Words[^1]) ? header.Words[^1] : null;
}
