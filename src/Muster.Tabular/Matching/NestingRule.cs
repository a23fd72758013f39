namespace Muster.Tabular.Matching;

/// <summary>Works out how a country's codes nest, from the parents that its gazetteer lists.</summary>
static class NestingRule
{
    const double Enough = 0.9;

    /// <summary>The rule that at least nine in ten pairs below level 1 follow; <see cref="Nesting.Prefix"/> where there is no pair.</summary>
    public static Nesting Of(IReadOnlyCollection<Place> places, Dictionary<string, Place> byCode)
    {
        var pairs = places.Where(place => place.Level > 1 && place.Parent is not null && byCode.ContainsKey(place.Parent))
            .Select(place => (Child: place.Code, Parent: byCode[place.Parent!])).ToList();
        if (Follows(pairs, pair => pair.Child.Length > pair.Parent.Code.Length && pair.Child.StartsWith(pair.Parent.Code, StringComparison.Ordinal)))
        {
            return Nesting.Prefix;
        }

        var widths = places.GroupBy(place => place.Level).ToDictionary(group => group.Key, group => group.Max(place => Significant(place.Code)));
        return Follows(pairs, pair => IsPadded(pair.Child, pair.Parent.Code, widths[pair.Parent.Level])) ? Nesting.Padded : Nesting.None;
    }

    static bool Follows(List<(string Child, Place Parent)> pairs, Func<(string Child, Place Parent), bool> rule) => pairs.Count(rule) >= pairs.Count * Enough;

    static bool IsPadded(string child, string parent, int width) =>
        child.Length == parent.Length && width < parent.Length && child.AsSpan(0, width).SequenceEqual(parent.AsSpan(0, width));

    /// <summary>Length without the zeros that pad the end.</summary>
    static int Significant(string code) => code.AsSpan().TrimEnd('0').Length;
}
