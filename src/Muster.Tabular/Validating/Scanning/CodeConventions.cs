using Muster.Tabular.Matching;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>How a country writes its p-codes, told from the gazetteer or from most of the first rows (cod.md 2.3).</summary>
static class CodeConventions
{
    /// <summary>The letters that the codes begin with; empty where they have none or differ.</summary>
    public static string Prefix(Pass pass, Batch first)
    {
        if (pass.Options.Matcher?.Gazetteer is { } gazetteer)
        {
            return Common(gazetteer.Places.Where(place => place.Level > 0).Select(place => Letters(place.Code)));
        }

        return Common(pass.Table.Codes.Where(code => code.Level > 0).SelectMany(code => Texts(pass.Columns[code.Column])).Select(Letters));
    }

    /// <summary>Signs other than letters and figures that more than half of the codes hold.</summary>
    public static HashSet<char> UsualSeparators(ColumnScan column)
    {
        var codes = Texts(column).ToList();
        return [.. codes.SelectMany(code => code.Where(sign => !char.IsAsciiLetterOrDigit(sign)).Distinct()).GroupBy(sign => sign).Where(group => group.Count() * 2 > codes.Count).Select(group => group.Key)];
    }

    /// <summary>True where more than half of the codes are figures alone.</summary>
    public static bool IsNumeric(ColumnScan column)
    {
        var codes = Texts(column).ToList();
        return codes.Count > 0 && codes.Count(code => code.All(char.IsAsciiDigit)) * 2 > codes.Count;
    }

    /// <summary>The rule by which children nest in parents: from the gazetteer where it lists the parents, else from most pairs. A table may use another system of codes than the gazetteer.</summary>
    public static Nesting NestingOf(Pass pass, Batch first, int parent, int child)
    {
        if (pass.Options.Matcher?.Gazetteer is { } gazetteer && Texts(pass.Columns[parent]).ToList() is var parents && parents.Count(code => gazetteer.Find(code) is not null) * 2 >= parents.Count)
        {
            return gazetteer.Nesting;
        }

        var (prefix, padded, all) = (0, 0, 0);
        for (var row = 0; row < first.Count; row++)
        {
            var above = first.Text(row, parent).Trim();
            var below = first.Text(row, child).Trim();
            if (!above.IsEmpty && !below.IsEmpty)
            {
                all++;
                prefix += Nests(Nesting.Prefix, above, below) ? 1 : 0;
                padded += Nests(Nesting.Padded, above, below) ? 1 : 0;
            }
        }

        return prefix * 10 >= all * 6 ? Nesting.Prefix : padded * 10 >= all * 9 ? Nesting.Padded : Nesting.None;
    }

    /// <summary>True where the child's code lies in the parent's by the rule.</summary>
    public static bool Nests(Nesting nesting, ReadOnlySpan<char> parent, ReadOnlySpan<char> child) => nesting switch
    {
        Nesting.Prefix => child.Length > parent.Length && child.StartsWith(parent, StringComparison.OrdinalIgnoreCase),
        Nesting.Padded => child.StartsWith(parent.TrimEnd('0'), StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    static IEnumerable<string> Texts(ColumnScan column)
    {
        for (var id = 0; id < column.Texts.Count; id++)
        {
            if (column.Facts(id).Form is not (CellForm.Blank or CellForm.Placeholder))
            {
                yield return column.Texts[id].Trim();
            }
        }
    }

    static string Letters(string code) => code[..code.TakeWhile(char.IsAsciiLetter).Count()].ToUpperInvariant() is { Length: 2 or 3 } letters ? letters : code.Length > 2 && char.IsAsciiLetter(code[0]) && char.IsAsciiLetter(code[1]) ? code[..2].ToUpperInvariant() : "";

    static string Common(IEnumerable<string> prefixes)
    {
        var groups = prefixes.GroupBy(prefix => prefix).OrderByDescending(group => group.Count()).ToList();
        var all = groups.Sum(group => group.Count());
        return groups.Count > 0 && groups[0].Count() * 10 > all * 8 ? groups[0].Key : "";
    }
}
