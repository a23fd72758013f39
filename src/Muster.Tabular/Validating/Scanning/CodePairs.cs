using Muster.Tabular.Matching;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Checks the pair (parent code, child code) of rows, each different pair once.</summary>
sealed class CodePairs(int parent, int child, int parentLevel, Nesting nesting, Gazetteer? gazetteer)
{
    /// <summary>For each child text the parent text last seen with it, and whether they agree: most units always stand under the same parent.</summary>
    (int Parent, bool Agrees)[] last = [];

    public int Parent { get; } = parent;

    public int Child { get; } = child;

    /// <summary>A pair for each code column and the next one above it.</summary>
    public static CodePairs[] Of(Pass pass, Batch first)
    {
        var codes = pass.Table.Codes;
        return
        [
            .. Enumerable.Range(1, Math.Max(0, codes.Count - 1))
                .Select(index => (Parent: codes[index - 1], Child: codes[index]))
                .Select(pair => new CodePairs(pair.Parent.Column, pair.Child.Column, pair.Parent.Level, pair.Parent.Level == 0 ? Nesting.None : CodeConventions.NestingOf(pass, first, pair.Parent.Column, pair.Child.Column), pass.Options.Matcher?.Gazetteer)),
        ];
    }

    /// <summary>Calls for each row whose pair does not agree.</summary>
    public void Check(Batch batch, Action<int> report)
    {
        var (parents, children) = (batch[Parent], batch[Child]);
        if (last.Length < children.Texts.Count)
        {
            var known = last.Length;
            Array.Resize(ref last, Math.Max(64, children.Texts.Count * 2));
            Array.Fill(last, (-1, true), known, last.Length - known);
        }

        for (var row = 0; row < batch.Count; row++)
        {
            var (above, below) = (parents.Ids[row], children.Ids[row]);
            if (above < 0 || below < 0)
            {
                continue;
            }

            ref var pair = ref last[below];
            if (pair.Parent != above)
            {
                pair = (above, Agree(parents.Texts[above].AsSpan().Trim(), children.Texts[below].AsSpan().Trim()));
            }

            if (!pair.Agrees)
            {
                report(row);
            }
        }
    }

    /// <summary>The gazetteer knows best; a code it does not list is judged by the rule of the codes.</summary>
    bool Agree(ReadOnlySpan<char> above, ReadOnlySpan<char> below) =>
        above.IsEmpty || below.IsEmpty || Placeholders.Contains(above) || Placeholders.Contains(below)
        || (gazetteer?.Find(below) is { } place && gazetteer.Find(above) is not null
            ? gazetteer.Ancestor(place.Code, parentLevel) is { } found && above.Equals(found.Code, StringComparison.OrdinalIgnoreCase)
            : CodeConventions.Nests(nesting, above, below));
}
