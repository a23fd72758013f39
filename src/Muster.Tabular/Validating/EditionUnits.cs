using Muster.Tabular.Matching;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>A unit of the table's deepest level.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Parent">Code of the unit above, or null.</param>
/// <param name="Names">Names in the row.</param>
/// <param name="RowNumber">Row.</param>
sealed record TableUnit(string Code, string? Parent, string[] Names, int RowNumber);

/// <summary>The units of a boundary table beside those of an earlier edition: what was added, removed, renamed, moved, and which codes were given to another place.</summary>
sealed class EditionUnits(TableShape table)
{
    const int Most = 200_000;

    readonly Dictionary<string, TableUnit> units = new(StringComparer.Ordinal);
    int lastRow;

    /// <summary>Takes the units of a block, once though several rules ask.</summary>
    public void See(Batch batch)
    {
        if (batch.Count == 0 || batch.RowNumber(batch.Count - 1) == lastRow || table.UnitCode is not { } code)
        {
            return;
        }

        lastRow = batch.RowNumber(batch.Count - 1);
        var above = table.CodeOf(code.Level - 1);
        var names = table.NamesOf(code.Level).ToArray();
        for (var row = 0; row < batch.Count && units.Count < Most; row++)
        {
            if (batch[code.Column].Forms[row] is CellForm.Blank or CellForm.Placeholder)
            {
                continue;
            }

            var text = batch.Text(row, code.Column).Trim().ToString();
            var parent = above is null ? "" : batch.Text(row, above.Column).Trim().ToString();
            units.TryAdd(text, new TableUnit(text, parent.Length == 0 ? null : parent, [.. names.Select(name => batch.Text(row, name.Column).Trim().ToString()).Where(name => name.Length > 0)], batch.RowNumber(row)));
        }
    }

    /// <summary>Units in the order of the rows.</summary>
    public IEnumerable<TableUnit> All => units.Values.OrderBy(unit => unit.RowNumber);

    /// <summary>True where the table has the code.</summary>
    public bool Has(string code) => units.ContainsKey(code);

    /// <summary>The unit of an earlier edition whose code now means another place: the code was gone in between, or the old name stands under another code, the new name stood under another one, or neither name nor parent are the same.</summary>
    public (Gazetteer Edition, Place Old)? Reused(TableUnit unit, IReadOnlyList<Gazetteer> earlier)
    {
        for (var at = 0; at < earlier.Count; at++)
        {
            if (earlier[at].Find(unit.Code) is not { } old || old.Level != table.Level)
            {
                continue;
            }

            return !IsNamed(old, unit) && unit.Names.Length > 0 && (at > 0 || StandsElsewhere(old) || WasElsewhere(unit, earlier[at]) || IsMoved(unit, old)) ? (earlier[at], old) : null;
        }

        return null;
    }

    /// <summary>True where one of the names of the row is one of the unit's.</summary>
    public static bool IsNamed(Place old, TableUnit unit) => unit.Names.Any(name => PlaceNames.AreEqual(name, old.Name) || old.Names.Values.Any(listed => PlaceNames.AreEqual(name, listed)));

    /// <summary>True where both name a unit above, and not the same.</summary>
    public static bool IsMoved(TableUnit unit, Place old) => unit.Parent is not null && old.Parent is not null && unit.Parent != old.Parent;

    HashSet<string>? folded;
    readonly Dictionary<Gazetteer, HashSet<string>> oldNames = [];

    bool WasElsewhere(TableUnit unit, Gazetteer edition)
    {
        if (!oldNames.TryGetValue(edition, out var names))
        {
            oldNames[edition] = names = [.. edition.Places.Where(place => place.Level == table.Level).SelectMany(place => place.Names.Values.Append(place.Name)).Select(PlaceNames.Fold)];
        }

        return unit.Names.Any(name => names.Contains(PlaceNames.Fold(name)));
    }

    bool StandsElsewhere(Place old)
    {
        folded ??= [.. units.Values.SelectMany(unit => unit.Names).Select(PlaceNames.Fold)];
        return folded.Contains(PlaceNames.Fold(old.Name));
    }
}
