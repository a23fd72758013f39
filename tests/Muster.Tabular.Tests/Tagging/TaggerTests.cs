using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

public sealed class TaggerTests
{
    public static TheoryData<string, Concept, int?, string?, string?> PlaceHeaders => new()
    {
        { "ADM1_PCODE", Concept.PlaceCode, 1, null, null },
        { "adm0_pcode", Concept.PlaceCode, 0, null, null },
        { "admin2Pcode", Concept.PlaceCode, 2, null, null },
        { "ADM2_Code", Concept.PlaceCode, 2, null, null },
        { "adm2code", Concept.PlaceCode, 2, null, null },
        { "Pcode2", Concept.PlaceCode, 2, null, null },
        { "rowcacode2", Concept.PlaceCode, 2, null, null },
        { "ADMIN2_ID", Concept.PlaceCode, 2, null, null },
        { "Admin 1 pcode", Concept.PlaceCode, 1, null, null },
        { "Adm1_Pcode", Concept.PlaceCode, 1, null, null },
        { "admin1Pcod", Concept.PlaceCode, 1, null, null },
        { "HRPCode", Concept.PlaceCode, null, null, null },
        { "PCODE", Concept.PlaceCode, null, null, null },
        { "idpOriginAdmin1Pcode", Concept.PlaceCode, 1, null, "origin" },
        { "verified_ADM2_PCODE", Concept.PlaceCode, 2, null, "verified" },
        { "declared_ADM1_PCODE", Concept.PlaceCode, 1, null, "declared" },
        { "ADM1_EN", Concept.PlaceName, 1, "en", null },
        { "ADM3_HT", Concept.PlaceName, 3, "ht", null },
        { "adm1_name", Concept.PlaceName, 1, null, null },
        { "adm1_name2", Concept.PlaceName, 1, null, "name2" },
        { "admin1Name_fr", Concept.PlaceName, 1, "fr", null },
        { "admin1Name", Concept.PlaceName, 1, null, null },
        { "ADM1_REF", Concept.PlaceName, 1, null, "ref" },
        { "admin1RefName", Concept.PlaceName, 1, null, "ref" },
        { "adm1_ref_name", Concept.PlaceName, 1, null, "ref" },
        { "ADM1ALT1EN", Concept.PlaceName, 1, "en", "alt1" },
        { "ADM1ALT2_FR", Concept.PlaceName, 1, "fr", "alt2" },
        { "admin1AltName1_en", Concept.PlaceName, 1, "en", "alt1" },
        { "Admin 3", Concept.PlaceName, 3, null, null },
        { "idpOriginAdmin1Name", Concept.PlaceName, 1, null, "origin" },
    };

    [Theory]
    [MemberData(nameof(PlaceHeaders))]
    public void A_header_of_any_boundary_schema_gives_level_language_and_role(string header, Concept concept, int? level, string? language, string? qualifier)
    {
        var meaning = Tagger.Tag(A.Sheet(header))[0].Meaning;

        Assert.Equal(new Meaning(concept, level, Language: language, Qualifier: qualifier), meaning);
    }

    public static TheoryData<string, Sex, int, int?> CountHeaders => new()
    {
        { "F_00_04", Sex.Female, 0, 60 },
        { "T_00_04", Sex.All, 0, 60 },
        { "F0004", Sex.Female, 0, 60 },
        { "m_75_79", Sex.Male, 900, 960 },
        { "M_80Plus", Sex.Male, 960, null },
        { "F_60_plus", Sex.Female, 720, null },
        { "T65Plus", Sex.All, 780, null },
        { "M_80+", Sex.Male, 960, null },
        { "F_15_49", Sex.Female, 180, 600 },
        { "T_100Plus", Sex.All, 1200, null },
        { "M_under1", Sex.Male, 0, 12 },
        { "F_1_5", Sex.Female, 12, 72 },
        { "lessthan1M", Sex.Male, 0, 12 },
        { "0lessthan1F", Sex.Female, 0, 12 },
        { "1-5M", Sex.Male, 12, 72 },
        { "60+F", Sex.Female, 720, null },
        { "Male Under 1 yr", Sex.Male, 0, 12 },
        { "Female 6 to 17 rs", Sex.Female, 72, 216 },
        { "Male Over 59 yrs", Sex.Male, 720, null },
        { "Femmes 18-59 ans", Sex.Female, 216, 720 },
        { "Niñas 6-11", Sex.Female, 72, 144 },
    };

    [Theory]
    [MemberData(nameof(CountHeaders))]
    public void A_count_by_sex_and_age_is_read_with_its_bounds(string header, Sex sex, int from, int? to)
    {
        var meaning = Tagger.Tag(A.Sheet(header))[0].Meaning;

        Assert.Equal(new Meaning(Concept.Population, Sex: sex, Age: new AgeBand(from, to)), meaning);
    }

    [Theory]
    [InlineData("F_TL", Sex.Female)]
    [InlineData("m_tl", Sex.Male)]
    [InlineData("T_TL", Sex.All)]
    [InlineData("Total Male", Sex.Male)]
    [InlineData("Total population", Sex.All)]
    public void A_total_has_no_band(string header, Sex sex) =>
        Assert.Equal(new Meaning(Concept.Population, Sex: sex), Tagger.Tag(A.Sheet(header))[0].Meaning);

    [Theory]
    [InlineData("Enfants_00_18")]
    [InlineData("F_adulte")]
    [InlineData("T_TF")]
    [InlineData("Agees_60plus")]
    [InlineData("Girls")]
    [InlineData("F_18_05")]
    [InlineData("F15")]
    [InlineData("REMARKABLE")]
    [InlineData("")]
    public void What_is_said_in_words_or_contradicts_itself_stays_unknown(string header) =>
        Assert.Equal(Meaning.Unknown, Tagger.Tag(A.Sheet(header))[0].Meaning);

    [Theory]
    [InlineData("T_TF", Sex.Female)]
    [InlineData("T_TM", Sex.Male)]
    public void A_form_that_only_looks_familiar_is_put_to_a_person(string header, Sex sex) =>
        Assert.Equal(new Meaning(Concept.Population, Sex: sex), Tagger.Tag(A.Sheet(header))[0].Suggestion);

    [Theory]
    [InlineData("numPresentIdpInd", Concept.Displaced, Sex.All)]
    [InlineData("numberMales", Concept.Displaced, Sex.Male)]
    [InlineData("numberFemales", Concept.Displaced, Sex.Female)]
    [InlineData("reportingDate", Concept.Date, Sex.All)]
    [InlineData("roundNumber", Concept.Round, Sex.All)]
    [InlineData("operation", Concept.Category, Sex.All)]
    [InlineData("Ménages", Concept.Households, Sex.All)]
    [InlineData("Número de hogares", Concept.Households, Sex.All)]
    [InlineData("Personas desplazadas", Concept.Displaced, Sex.All)]
    [InlineData("Deslocados", Concept.Displaced, Sex.All)]
    [InlineData("عدد النازحين", Concept.Displaced, Sex.All)]
    [InlineData("التاريخ", Concept.Date, Sex.All)]
    [InlineData("Año", Concept.Year, Sex.All)]
    [InlineData("org_name", Concept.Organisation, Sex.All)]
    [InlineData("week_ending", Concept.Date, Sex.All)]
    public void Plain_words_and_fields_of_the_tracking_service_are_known(string header, Concept concept, Sex sex)
    {
        var meaning = Tagger.Tag(A.Sheet(header))[0].Meaning;

        Assert.Equal((concept, sex), (meaning.Concept, meaning.Sex));
    }

    [Theory]
    [InlineData("#adm1+code+v_pcode", Concept.PlaceCode, 1)]
    [InlineData("#adm2 +name", Concept.PlaceName, 2)]
    [InlineData("#COUNTRY+Name", Concept.PlaceName, 0)]
    [InlineData("#affected+idps+hh", Concept.Households, null)]
    [InlineData("#affected+idps+ind", Concept.Displaced, null)]
    [InlineData("#date+year", Concept.Year, null)]
    [InlineData("#x_private", Concept.Unknown, null)]
    public void A_tag_says_what_the_header_does_not(string tag, Concept concept, int? level)
    {
        var meaning = Tagger.Tag(A.TaggedSheet(("Col", tag)))[0].Meaning;

        Assert.Equal((concept, level), (meaning.Concept, meaning.Level));
    }

    [Fact]
    public void A_tag_with_sex_and_age_is_a_count_of_that_group() =>
        Assert.Equal(new Meaning(Concept.Population, Sex: Sex.Female, Age: AgeBand.Years(80, null)), Tagger.Tag(A.TaggedSheet(("x", "#population+f+age_80_plus")))[0].Meaning);

    [Fact]
    public void A_tag_that_contradicts_a_schema_header_is_doubted()
    {
        var column = Tagger.Tag(A.TaggedSheet(("Adm1code", "#adm1+name+fr")))[0];

        Assert.Equal(0.5, column.Confidence);
        Assert.Equal(new Meaning(Concept.PlaceCode, 1), column.Suggestion);
    }

    [Fact]
    public void Words_for_units_take_their_levels_from_the_order_of_the_table()
    {
        var levels = Tagger.Tag(A.Sheet("Province", "District", "VDC")).Select(column => (column.Meaning.Concept, column.Meaning.Level));

        Assert.Equal([(Concept.PlaceName, 1), (Concept.PlaceName, 2), (Concept.PlaceName, 3)], levels);
    }

    [Fact]
    public void A_word_beside_a_code_takes_the_level_of_the_code()
    {
        var columns = Tagger.Tag(A.Sheet("Locality", "ADM2_PCODE", "State", "ADM1_PCODE"));

        Assert.Equal(2, columns[0].Meaning.Level);
        Assert.Equal(1, columns[2].Meaning.Level);
    }

    [Fact]
    public void Sexes_in_a_table_of_displaced_people_count_displaced_people()
    {
        var columns = Tagger.Tag(A.Sheet("ADM1_PCODE", "IDPs", "M_TL", "F_00_04"));

        Assert.All(columns.Skip(1), column => Assert.Equal(Concept.Displaced, column.Meaning.Concept));
    }

    [Fact]
    public void Residents_beside_displaced_people_stay_residents()
    {
        var columns = Tagger.Tag(A.Sheet("Population", "IDPs"));

        Assert.Equal([Concept.Population, Concept.Displaced], columns.Select(column => column.Meaning.Concept));
    }

    [Fact]
    public void A_column_beside_its_female_and_male_parts_is_suggested_as_their_total()
    {
        var columns = Tagger.Tag(A.Sheet("SURVEY_2019", "SURVEY_2019_female", "SURVEY_2019_male"));

        Assert.Equal([Sex.All, Sex.Female, Sex.Male], columns.Select(column => column.Suggestion?.Sex));
        Assert.All(columns, column => Assert.Equal(Meaning.Unknown, column.Meaning));
    }

    [Fact]
    public void A_persons_decision_wins()
    {
        var decided = new Dictionary<int, Meaning> { [0] = new(Concept.Note) };

        var column = Tagger.Tag(A.Sheet("ADM1_PCODE"), decided)[0];

        Assert.Equal((Concept.Note, 1.0), (column.Meaning.Concept, column.Confidence));
    }
}
