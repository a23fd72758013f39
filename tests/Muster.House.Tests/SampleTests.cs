using System.Text.Json;
using System.Text.RegularExpressions;

namespace Muster.House.Tests;

public sealed partial class SampleTests
{
    const string Traps = "samples/traps/";
    const string Demonstration = "samples/haiti-matthew/";

    [Fact]
    public void Every_file_with_a_trap_is_described_and_every_description_has_a_file()
    {
        var described = FirstCell().Matches(Checkout.Read(Traps + "README.md")).Select(match => match.Groups["file"].Value);
        var present = FilesIn(Traps).Where(file => file != "README.md");

        Assert.Equal(present.Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_file_of_the_demonstration_is_loaded_and_every_file_loaded_is_there()
    {
        using var manifest = JsonDocument.Parse(Checkout.Read(Demonstration + "demo.json"));
        var datasets = manifest.RootElement.GetProperty("datasets").EnumerateArray().Select(dataset => dataset.GetProperty("file").GetString()!);
        var places = manifest.RootElement.GetProperty("gazetteers").EnumerateArray()
            .SelectMany(edition => edition.GetProperty("units").EnumerateArray().Concat(edition.GetProperty("boundaries").EnumerateArray())).Select(file => file.GetString()!);
        var present = FilesIn(Demonstration).Where(file => file is not ("README.md" or "demo.json"));

        Assert.Equal(present.Order(StringComparer.Ordinal), datasets.Concat(places).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_demonstration_dataset_states_its_source_licence_method_and_caveats()
    {
        using var manifest = JsonDocument.Parse(Checkout.Read(Demonstration + "demo.json"));

        Assert.All(manifest.RootElement.GetProperty("datasets").EnumerateArray(), dataset =>
            Assert.All(["source", "licence", "method", "caveats"], name => Assert.NotEqual("", dataset.GetProperty(name).GetString())));
    }

    static IEnumerable<string> FilesIn(string folder) => Checkout.Files.Where(path => path.StartsWith(folder, StringComparison.Ordinal)).Select(path => path[folder.Length..]);

    [GeneratedRegex(@"^\| `(?<file>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();
}
