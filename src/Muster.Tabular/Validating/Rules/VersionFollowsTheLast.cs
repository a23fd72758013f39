using System.Globalization;
using System.Text.RegularExpressions;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A version is written v01 or v01.02 and is higher than the last.</summary>
sealed partial class VersionFollowsTheLast : Rule
{
    static readonly RuleInfo About = new("AB-D06", Severity.Warning, "The version is v01 or v01.02, and higher than the last", "Version {a} does not follow {b}.", "cod.md 2.1 and 4.4; the last version where it is stated");

    /// <summary>Different versions with their first rows.</summary>
    readonly Dictionary<string, int> versions = new(StringComparer.Ordinal);
    string lastSeen = "";

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.HasOneRowPerUnit && ColumnOf(table) is not null;

    public override void Check(Pass pass, Batch batch)
    {
        var column = ColumnOf(pass.Table)!.Value;
        for (var row = 0; row < batch.Count; row++)
        {
            var text = batch.Text(row, column).Trim();
            if (!batch.Skip[row] && !text.IsEmpty && !text.SequenceEqual(lastSeen))
            {
                lastSeen = text.ToString();
                versions.TryAdd(lastSeen, batch.RowNumber(row));
            }
        }
    }

    public override void End(Pass pass)
    {
        var last = pass.Options.LastVersion is { } stated ? Read(stated) : null;
        foreach (var (text, row) in versions)
        {
            var version = Read(text);
            if (version is null || last is not null && version.Value.CompareTo(last.Value) <= 0)
            {
                pass.Late(About, Severity.Warning, row, ColumnOf(pass.Table), text, null, null, 1, text, version is null ? "the form v01 or v01.02" : pass.Options.LastVersion!);
            }
        }
    }

    static int? ColumnOf(TableShape table) => table.Columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.Category, Qualifier: "version" })?.Column.Index;

    static (int Major, int Minor)? Read(string text) => Form().Match(text) is { Success: true } match
        ? (int.Parse(match.Groups["major"].ValueSpan, CultureInfo.InvariantCulture), match.Groups["minor"].Success ? int.Parse(match.Groups["minor"].ValueSpan, CultureInfo.InvariantCulture) : 0)
        : null;

    [GeneratedRegex(@"^[vV](?<major>\d{2})(?:\.(?<minor>\d{2}))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
