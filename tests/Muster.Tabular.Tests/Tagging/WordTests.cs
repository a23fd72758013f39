using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

/// <summary>The words of the field in five languages, and the fields of the long population form and of HXL.</summary>
public sealed class WordTests
{
    public static TheoryData<Concept, string> Words => new()
    {
        { Concept.Displaced, "IDPs|Personnes déplacées|Desplazados internos|Pessoas deslocadas|عدد النازحين" },
        { Concept.Affected, "People affected|Sinistrés|Población damnificada|Pessoas afetadas|المتضررين" },
        { Concept.InNeed, "People in need|Personnes dans le besoin|Personas con necesidad|Pessoas em necessidade|المحتاجين" },
        { Concept.Targeted, "People targeted|Personnes ciblées|Población meta|População alvo|المستهدفين" },
        { Concept.Reached, "People reached|Personnes atteintes|Personas alcanzadas|Pessoas alcançadas|المستفيدين" },
        { Concept.Population, "Population|Population totale|Población|População|عدد السكان" },
        { Concept.Households, "Households|Nombre de ménages|Hogares|Agregados familiares|عدد الأسر" },
        { Concept.Sex, "Gender|Sexe|Sexo|Género|الجنس" },
        { Concept.Age, "Age group|Tranche d'âge|Grupo de edad|Faixa etária|الفئة العمرية" },
        { Concept.Date, "Reporting date|Date du rapport|Fecha|Data do relatório|التاريخ" },
        { Concept.Year, "Year|Année|Año|Ano|السنة" },
        { Concept.Organisation, "Organization|Partenaire|Organización|Organização|المنظمة" },
        { Concept.Sector, "Cluster|Secteur|Sector|Setor|القطاع" },
        { Concept.SiteName, "Site name|Nom du site|Nombre del sitio|Aldeia|اسم الموقع" },
        { Concept.Latitude, "Latitude|Latitude|Latitud|Latitude|خط العرض" },
        { Concept.Longitude, "Longitude|Longitude|Longitud|Longitude|خط الطول" },
        { Concept.Source, "Source|Source de données|Fuente|Fonte|المصدر" },
        { Concept.Note, "Remarks|Commentaires|Observaciones|Observações|ملاحظات" },
        { Concept.PlaceName, "Governorate|Département|Departamento|Distrito|المحافظة" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void A_word_is_known_in_five_languages(Concept concept, string words) =>
        Assert.All(words.Split('|'), word => Assert.Equal((word, concept), (word, Tagger.Tag(A.Sheet(word))[0].Meaning.Concept)));

    [Theory]
    [InlineData("Population_group", Concept.Indicator, null)]
    [InlineData("Gender", Concept.Sex, null)]
    [InlineData("Age_range", Concept.Age, null)]
    [InlineData("Age_min", Concept.Age, "from")]
    [InlineData("Age_max", Concept.Age, "to")]
    [InlineData("Population", Concept.Population, null)]
    [InlineData("Reference_year", Concept.Year, null)]
    [InlineData("Contributor", Concept.Organisation, null)]
    [InlineData("center_lat", Concept.Latitude, null)]
    [InlineData("area_sqkm", Concept.Area, null)]
    [InlineData("cod_version", Concept.Category, "version")]
    [InlineData("valid_on", Concept.ValidFrom, null)]
    [InlineData("validTo", Concept.ValidTo, null)]
    [InlineData("displacementReason", Concept.Category, null)]
    [InlineData("assessmentType", Concept.Category, null)]
    [InlineData("left_pcod", Concept.PlaceCode, "left")]
    public void Columns_of_the_published_forms_are_known(string header, Concept concept, string? qualifier)
    {
        var meaning = Tagger.Tag(A.Sheet(header))[0].Meaning;

        Assert.Equal((concept, qualifier), (meaning.Concept, meaning.Qualifier));
    }

    [Theory]
    [InlineData("#region+name")]
    [InlineData("#loc+type")]
    [InlineData("#geo+coord")]
    [InlineData("#geo+latlon")]
    [InlineData("#org+impl")]
    [InlineData("#subsector")]
    [InlineData("#activity+project")]
    [InlineData("#contact+email")]
    [InlineData("#capacity")]
    [InlineData("#currency")]
    [InlineData("#value+c_usd")]
    [InlineData("#crisis+code")]
    [InlineData("#indicator+num")]
    [InlineData("#beneficiary+type")]
    [InlineData("#respondee")]
    [InlineData("#frequency")]
    [InlineData("#meta+id")]
    [InlineData("#age+min")]
    [InlineData("#date+occurred")]
    [InlineData("#affected+f+children")]
    public void A_tag_of_the_dictionary_is_known(string tag) =>
        Assert.NotEqual(Concept.Unknown, Tagger.Tag(A.TaggedSheet(("x", tag)))[0].Meaning.Concept);
}
