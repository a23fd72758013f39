namespace Muster.Tabular.Repairing.Actions;

/// <summary>Replaces whole values.</summary>
sealed class MapValuesAction(MapValues map, int column, int step) : StepAction
{
    readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> values = new Dictionary<string, string>(map.Map, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    public override void Apply(RowInHand row)
    {
        if (values.TryGetValue(row[column], out var after))
        {
            row.Set(column, after, step);
        }
    }
}
