namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Which unit of the level above a unit declares as its own.</summary>
static class Parents
{
    /// <summary>For each unit of the lower layer the index of its parent in the upper one: by the code of that level in its row, else by the longest code that its own begins with; -1 where there is none.</summary>
    public static int[] Of(LayerInHand upper, LayerInHand lower)
    {
        var codes = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        for (var index = 0; index < upper.Units.Count; index++)
        {
            codes.TryAdd(upper.Units[index].Code, index);
        }

        codes.Remove("");
        return [.. lower.Units.Select(unit => unit.CodeAt(upper.Layer.Level) is { } stated ? codes.GetValueOrDefault(stated, -1) : ByBeginning(codes, unit.Code))];
    }

    static int ByBeginning(Dictionary<string, int> codes, string code)
    {
        var known = codes.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var length = code.Length - 1; length > 1; length--)
        {
            if (known.TryGetValue(code.AsSpan(0, length), out var parent))
            {
                return parent;
            }
        }

        return -1;
    }
}
