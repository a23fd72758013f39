using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Muster.House.Tests;

/// <summary>Every text a person reads stands in a resource file, in English and in French.</summary>
public sealed partial class TextTests
{
    static IEnumerable<string> EnglishFiles => Checkout.FilesEnding(".resx").Where(path => !Translated().IsMatch(path));

    [Fact]
    public void Every_resource_file_has_a_french_sibling() =>
        Assert.DoesNotContain(EnglishFiles, path => !Checkout.Files.Contains(French(path)));

    [Fact]
    public void English_and_french_have_the_same_keys()
    {
        var differing = from path in EnglishFiles.Where(path => Checkout.Files.Contains(French(path)))
                        let english = Texts(path).Keys.ToHashSet()
                        let french = Texts(French(path)).Keys.ToHashSet()
                        from key in english.Except(french).Select(key => $"{path}: {key} is missing in French").Concat(french.Except(english).Select(key => $"{path}: {key} is only in French"))
                        select key;

        Complaints.None(differing);
    }

    [Fact]
    public void No_text_is_empty() =>
        Complaints.None(from path in Checkout.FilesEnding(".resx") from text in Texts(path) where string.IsNullOrWhiteSpace(text.Value) select $"{path}: {text.Key}");

    [Fact]
    public void A_translation_keeps_every_placeholder()
    {
        var lost = from path in EnglishFiles.Where(path => Checkout.Files.Contains(French(path)))
                   let french = Texts(French(path))
                   from text in Texts(path)
                   where french.TryGetValue(text.Key, out var translation) && !Placeholders(text.Value).SetEquals(Placeholders(translation))
                   select $"{path}: {text.Key}";

        Complaints.None(lost);
    }

    [Fact]
    public void A_text_with_placeholders_is_never_shown_without_what_fills_them()
    {
        var texts = EnglishFiles.ToDictionary(path => Path.GetFileNameWithoutExtension(path), Texts);
        var bare = from path in Checkout.FilesEnding(".razor")
                   let page = Checkout.Read(path)
                   from localizer in Localizer().Matches(page)
                   where texts.ContainsKey(localizer.Groups["class"].Value)
                   from use in BareUse().Matches(page)
                   where use.Groups["name"].Value == localizer.Groups["name"].Value
                       && texts[localizer.Groups["class"].Value].TryGetValue(use.Groups["key"].Value, out var text) && Placeholder().IsMatch(text)
                   select $"{path}: {use.Groups["key"].Value}";

        Complaints.None(bare);
    }

    static string French(string path) => path[..^".resx".Length] + ".fr.resx";

    static Dictionary<string, string> Texts(string path) =>
        XDocument.Parse(Checkout.Read(path)).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "");

    static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Groups["number"].Value)];

    [GeneratedRegex(@"\.[a-z]{2}\.resx$")]
    private static partial Regex Translated();

    [GeneratedRegex(@"@inject IStringLocalizer<(?<class>\w+)> (?<name>\w+)")]
    private static partial Regex Localizer();

    [GeneratedRegex("""\b(?<name>\w+)\["(?<key>[\w-]+)"\]""")]
    private static partial Regex BareUse();

    [GeneratedRegex(@"\{(?<number>\d+)")]
    private static partial Regex Placeholder();
}
