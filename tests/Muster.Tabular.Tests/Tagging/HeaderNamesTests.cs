using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

public sealed class HeaderNamesTests
{
    public static TheoryData<Concept, int?, Sex, AgeBand?, string?, string, string, string> Names => new()
    {
        { Concept.PlaceCode, 2, Sex.All, null, null, "ADM2_PCODE", "adm2_pcode", "#adm2+code+v_pcode" },
        { Concept.PlaceCode, 0, Sex.All, null, null, "ADM0_PCODE", "adm0_pcode", "#country+code+v_pcode" },
        { Concept.PlaceName, 1, Sex.All, null, "fr", "ADM1_FR", "adm1_name", "#adm1+name+i_fr" },
        { Concept.Population, null, Sex.All, null, null, "T_TL", "T_TL", "#population+total" },
        { Concept.Population, null, Sex.Female, AgeBand.Years(0, 4), null, "F_00_04", "F_00_04", "#population+f+age_0_4" },
        { Concept.Population, null, Sex.Male, AgeBand.Years(80, null), null, "M_80Plus", "M_80Plus", "#population+m+age_80_plus" },
        { Concept.Population, null, Sex.All, AgeBand.Years(5, 9), null, "T_05_09", "T_05_09", "#population+age_5_9+total" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_meaning_is_written_in_each_style(Concept concept, int? level, Sex sex, AgeBand? age, string? language, string classic, string newest, string tag)
    {
        var meaning = new Meaning(concept, level, sex, age, language);

        Assert.Equal((classic, newest, tag), (HeaderNames.Write(meaning, HeaderStyle.CodClassic), HeaderNames.Write(meaning, HeaderStyle.CodNewest), HeaderNames.Write(meaning, HeaderStyle.Hxl)));
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same_meaning()
    {
        foreach (var row in Names)
        {
            var (concept, level, sex, age, language, _, _, _) = row.Data;
            var meaning = new Meaning(concept, level, sex, age, language);
            var classic = Tagger.Tag(A.Sheet(HeaderNames.Write(meaning, HeaderStyle.CodClassic)!))[0].Meaning;
            var tagged = Tagger.Tag(A.TaggedSheet(("x", HeaderNames.Write(meaning, HeaderStyle.Hxl))))[0].Meaning;

            Assert.Equal(meaning, classic);
            Assert.Equal(meaning, tagged);
        }
    }

    [Fact]
    public void A_meaning_without_a_word_keeps_its_own_header() =>
        Assert.Null(HeaderNames.Write(new Meaning(Concept.Organisation), HeaderStyle.CodClassic));
}
