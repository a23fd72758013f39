using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Adds columns with the p-codes found for a column of names and those of the units above. Where the answer is not certain the cell stays empty.</summary>
sealed class AddPlaceCodesAction : StepAction
{
    readonly RowPlaces places;
    readonly Gazetteer gazetteer;
    readonly int level;
    readonly int name;
    readonly int? parent;
    readonly int? parentLevel;
    readonly (int Level, int Column)[] added;

    public AddPlaceCodesAction(RepairPlan plan, int level, int name, int? parent, PlaceMatcher matcher, SettledPlaces settled)
    {
        (this.level, this.name, this.parent, gazetteer) = (level, name, parent, matcher.Gazetteer);
        places = new RowPlaces(plan.Columns, matcher, settled);
        parentLevel = parent is { } column ? plan.Columns[column].Meaning.Level ?? level - 1 : null;
        var present = plan.Columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null }).Select(column => column.Meaning.Level).ToHashSet();
        added = [.. Enumerable.Range(1, level).Where(each => each == level || !present.Contains(each)).Select(each => (each, plan.Add($"ADM{each}_PCODE", new Meaning(Concept.PlaceCode, each))))];
    }

    public override void Apply(RowInHand row)
    {
        var text = row[name].Trim();
        var above = parent is { } column && !row[column].IsWhiteSpace() ? places.Ask(column, parentLevel, null, row[column].Trim()).Code : null;
        var code = text.IsEmpty ? null : places.Ask(name, level, above, text).Code;
        foreach (var target in added)
        {
            row.Place(target.Column, code is null ? "" : gazetteer.Ancestor(code, target.Level)?.Code ?? "");
        }
    }
}
