namespace Muster.Tabular.Matching;

/// <summary>Codes of a scope by what a spreadsheet leaves of them.</summary>
sealed class CodeIndex
{
    readonly string country;
    readonly Dictionary<string, List<int>> unchanged = new(StringComparer.Ordinal);
    readonly Dictionary<string, List<int>> reduced = new(StringComparer.Ordinal);

    public CodeIndex(Place[] places, Gazetteer gazetteer)
    {
        country = gazetteer.Country;
        for (var place = 0; place < places.Length; place++)
        {
            var code = places[place].Code;
            Add(unchanged, Plain(code), place);
            Add(reduced, CodeKey.Joined(code, country), place);
            Add(reduced, CodeKey.Of(code, country), place);
            Add(reduced, Chained(places[place], gazetteer, 0), place);
        }
    }

    /// <summary>The one code that fits: first with all figures kept (letters exchanged, a blank or dash added or lost), then with zeros given back.</summary>
    public Found Find(ReadOnlySpan<char> text)
    {
        if (Plain(text) is { } plain && unchanged.TryGetValue(plain, out var same))
        {
            return new Found(same[0], same.Count > 1);
        }

        var fitting = new HashSet<int>();
        foreach (var key in (ReadOnlySpan<string?>)[CodeKey.Joined(text, country), CodeKey.Of(text, country)])
        {
            if (key is not null && reduced.TryGetValue(key, out var found))
            {
                fitting.UnionWith(found);
            }
        }

        return fitting.Count == 0 ? Found.None : new Found(fitting.Min(), fitting.Count > 1);
    }

    /// <summary>Letters and figures after the country's letters.</summary>
    string? Plain(ReadOnlySpan<char> code)
    {
        var text = string.Concat(CodeKey.WithoutCountry(code, country).ToString().Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return text.Length == 0 ? null : text;
    }

    /// <summary>Each level's own figures without their leading zeros: what is left where a zero of an inner level is lost.</summary>
    static string? Chained(Place place, Gazetteer gazetteer, int depth)
    {
        if (depth > 6 || place.Parent is null || gazetteer.Find(place.Parent) is not { Level: > 0 } parent || !place.Code.StartsWith(parent.Code, StringComparison.Ordinal))
        {
            return CodeKey.Of(place.Code, gazetteer.Country);
        }

        var own = CodeKey.Of(place.Code.AsSpan(parent.Code.Length), "");
        return own is null ? null : Chained(parent, gazetteer, depth + 1) + own;
    }

    static void Add(Dictionary<string, List<int>> index, string? key, int place)
    {
        if (key is null)
        {
            return;
        }

        if (!index.TryGetValue(key, out var list))
        {
            index[key] = list = [];
        }

        if (!list.Contains(place))
        {
            list.Add(place);
        }
    }
}
