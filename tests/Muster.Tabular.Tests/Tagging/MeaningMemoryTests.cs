using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Testing;

namespace Muster.Tabular.Tests.Tagging;

public sealed class MeaningMemoryTests : IDisposable
{
    readonly string path = Path.Combine(Directory.CreateTempSubdirectory("muster-memory-").FullName, "meanings.json");

    static readonly Meaning Band = new(Concept.Displaced, Sex: Sex.Female, Age: AgeBand.Years(60, null), Qualifier: "camp");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    [Fact]
    public void A_decision_is_recalled_for_its_publisher_and_header_only()
    {
        var memory = new MeaningMemory();
        memory.Remember(new RememberedMeaning("IOM DTM", "Effectif F60+", Band, new DateOnly(2016, 10, 8)));

        Assert.Equal(Band, memory.Recall("iom-dtm", "effectif f60")?.Meaning);
        Assert.Null(memory.Recall("UNHCR", "Effectif F60+"));
        Assert.Null(memory.Recall("IOM DTM", "Effectif"));
    }

    [Fact]
    public void What_is_saved_is_loaded_and_the_later_decision_counts()
    {
        var memory = new MeaningMemory();
        memory.Remember(new RememberedMeaning("DPC", "Sinistrés", new Meaning(Concept.InNeed), new DateOnly(2016, 10, 8)));
        memory.Remember(new RememberedMeaning("DPC", "SINISTRES", new Meaning(Concept.Affected), new DateOnly(2016, 10, 9)));
        memory.Remember(new RememberedMeaning("DPC", "Commune", new Meaning(Concept.PlaceName, 2, Language: "fr"), new DateOnly(2016, 10, 9)));
        memory.Remember(new RememberedMeaning("DPC", "F60", Band, new DateOnly(2016, 10, 9)));
        memory.Save(path);

        Assert.Equal(memory.All, MeaningMemory.Load(path).All);
        Assert.Equal(3, memory.All.Count);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_empty_memory() => Assert.Empty(MeaningMemory.Load(path).All);

    [Theory]
    [InlineData("{}")]
    [InlineData("[{\"publisher\":\"x\"}]")]
    [InlineData("not json")]
    public void Another_file_is_refused(string text)
    {
        File.WriteAllText(path, text);

        Assert.Equal("memory-damaged", Assert.Throws<UnreadableException>(() => MeaningMemory.Load(path)).Problem.Code);
    }

    [Fact]
    public void A_remembered_meaning_says_for_whom_it_was_decided_and_gives_way_to_one_of_now()
    {
        using var table = A.Table().WithHeaders("Commune", "Effectif").WithRow("Jérémie", "12");
        using var pipeline = table.Open();
        var remembered = new Dictionary<int, RememberedMeaning>
        {
            [0] = new("DPC", "Commune", new Meaning(Concept.PlaceName, 2), new DateOnly(2016, 10, 9)),
            [1] = new("DPC", "Effectif", new Meaning(Concept.Affected), new DateOnly(2016, 10, 9)),
        };
        var columns = Tagger.Tag(pipeline.Source, pipeline.Sheet, new Dictionary<int, Meaning> { [1] = new(Concept.Displaced) }, remembered);

        Assert.Equal((2, "Decided for DPC on 2016-10-09."), (columns[0].Meaning.Level, columns[0].Reason));
        Assert.Equal((Concept.Displaced, "Decided by a person."), (columns[1].Meaning.Concept, columns[1].Reason));
    }
}
