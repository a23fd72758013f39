using System.Text.RegularExpressions;

namespace Muster.House.Tests;

/// <summary>Features know only the features that ARCHITECTURE.md lets them know.</summary>
public sealed partial class ArrowTests
{
    const string Features = "src/Muster.Server/Features/";

    static readonly IReadOnlyList<string> Names =
        [.. Sources(Features).Select(path => path[Features.Length..]).Where(path => path.Contains('/')).Select(path => path[..path.IndexOf('/', StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal)];

    [Fact]
    public void A_feature_names_only_features_that_an_arrow_leads_to()
    {
        var allowed = Arrows();
        var declared = Names.ToDictionary(name => name, DeclaredTypes);
        var ambiguous = declared.Values.SelectMany(types => types).Concat(TypesIn("src/Muster.Tabular/"))
            .GroupBy(type => type).Where(group => group.Count() > 1).Select(group => group.Key).ToHashSet();
        // A feature may use the engine's type of the same name.
        ambiguous.UnionWith(Sources("src/Muster.Tabular/").SelectMany(path => TopLevelType().Matches(Code(path)).Select(match => match.Groups["name"].Value)));

        var trespasses = from feature in Names
                         from path in Sources(Features + feature + "/")
                         let words = Word().Matches(Code(path)).Select(match => match.Value).Except(DeclaredName().Matches(Code(path)).Select(match => match.Value)).ToHashSet()
                         from other in Names
                         where other != feature && !allowed.GetValueOrDefault(feature, []).Contains(other)
                         let found = declared[other].FirstOrDefault(type => words.Contains(type) && !ambiguous.Contains(type))
                         where found is not null || words.Contains("Muster.Server.Features." + other) || words.Contains("Features." + other)
                         select $"{path} names {found ?? other} of {other}";

        Complaints.None(trespasses);
    }

    [Fact]
    public void Every_arrow_begins_and_ends_at_a_feature() =>
        Complaints.None(Arrows().SelectMany(arrow => arrow.Value.Append(arrow.Key)).Distinct().Except(Names));

    [Fact]
    public void Storage_pages_and_errors_know_no_feature_but_accounts()
    {
        var types = Names.Where(name => name != "Accounts").SelectMany(DeclaredTypes).ToHashSet();

        var trespasses = from path in Sources("src/Muster.Server/Storage/", "src/Muster.Server/Pages/", "src/Muster.Server/Errors/")
                         where !path.Contains("/Migrations/", StringComparison.Ordinal)
                         from Match match in Word().Matches(Code(path))
                         where types.Contains(match.Value)
                         select $"{path} names {match.Value}";

        Complaints.None(trespasses);
    }

    [Fact]
    public void The_engine_knows_neither_the_web_nor_a_database()
    {
        var trespasses = from path in Sources("src/Muster.Tabular/")
                         where Outside().IsMatch(Code(path))
                         select path;

        Complaints.None(trespasses);
    }

    static Dictionary<string, string[]> Arrows() =>
        Arrow().Matches(ArrowBlock().Match(Checkout.Read("ARCHITECTURE.md")).Groups["lines"].Value)
            .ToDictionary(match => match.Groups["from"].Value, match => match.Groups["to"].Value.Split(',', StringSplitOptions.TrimEntries));

    static HashSet<string> DeclaredTypes(string feature) => TypesIn(Features + feature + "/");

    static HashSet<string> TypesIn(string folder) =>
        [.. Sources(folder).SelectMany(path => path.EndsWith(".razor", StringComparison.Ordinal)
            ? [Path.GetFileNameWithoutExtension(path)]
            : TopLevelType().Matches(Code(path)).Select(match => match.Groups["name"].Value))];

    static IEnumerable<string> Sources(params string[] folders) =>
        Checkout.FilesEnding(".cs", ".razor").Where(path => folders.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)));

    /// <summary>A file without its comments and, where it is C#, without what stands in quotation marks; in Razor code stands there too.</summary>
    static string Code(string path) => path.EndsWith(".razor", StringComparison.Ordinal)
        ? Comment().Replace(Checkout.Read(path), "")
        : EnumBody().Replace(TextOrComment().Replace(Checkout.Read(path), ""), "");

    [GeneratedRegex("""```arrows\n(?<lines>.*?)```""", RegexOptions.Singleline)]
    private static partial Regex ArrowBlock();

    [GeneratedRegex(@"^(?<from>\w+) -> (?<to>[\w, ]+)$", RegexOptions.Multiline)]
    private static partial Regex Arrow();

    [GeneratedRegex(@"^(?:(?:public|internal|sealed|static|abstract|partial|readonly|file) )*(?:class|record struct|record|struct|enum|interface) (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    // Neither a member of something else nor a property being set.
    [GeneratedRegex(@"(?<![.\w])(?:Muster\.Server\.)?(?:Features\.)?[A-Z]\w*\b(?!\s*(?:\{ get|=[^=>]))")]
    private static partial Regex Word();

    // A name behind its type, as in "double Progress" or "SemaphoreSlim Exports".
    [GeneratedRegex(@"(?<=\b(?!(?:new|is|as|in|out|ref|return|public|internal|private|static|sealed|readonly|required|await|case|where|this|params|async|abstract|override|partial|const|not|or|and|else|throw|using|inject|class|record|struct|enum|interface)\b)\w[\w.]*(?:<[^;()]*>)?\??[ ])[A-Z]\w*\b(?=\s*[,)=;({])")]
    private static partial Regex DeclaredName();

    [GeneratedRegex("""""//[^\n]*|/\*.*?\*/|"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*" """"", RegexOptions.Singleline | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex TextOrComment();

    // Names of values, not of types.
    [GeneratedRegex(@"(?<=\benum \w+[^{]*)\{[^}]*\}")]
    private static partial Regex EnumBody();

    [GeneratedRegex(@"@\*.*?\*@|<!--.*?-->", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\b(Microsoft\.AspNetCore|Microsoft\.EntityFrameworkCore|System\.Data|System\.Net\.Http|DuckDB|Npgsql|Muster\.Server)\b")]
    private static partial Regex Outside();
}
