using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>Whether a step that came from outside names everything it needs: JSON may leave fields out.</summary>
static class StepCheck
{
    const int MostColumns = 100;

    public static bool IsComplete(RepairStep? step) => step switch
    {
        null => false,
        TrimCells trim => trim.Columns is null || trim.Columns.All(IsSaid),
        DropTotalRows => true,
        DropRows drop => drop.RowNumbers is { Count: > 0 } && IsSaid(drop.Reason),
        ReadDates dates => IsSaid(dates.Column) && Enum.IsDefined(dates.Order),
        ReadNumbers numbers => IsSaid(numbers.Column) && numbers.DecimalMark is '.' or ',',
        SettlePlace place => IsSaid(place.Column) && place.Text is not null,
        AddPlaceCodes codes => IsSaid(codes.NameColumn),
        EditCell edit => IsSaid(edit.Column) && edit is { Before: not null, After: not null } && IsSaid(edit.Reason) && (edit.Key is null || edit.Key.Count > 0 && edit.Key.All(part => part.Value is not null)),
        MapValues map => IsSaid(map.Column) && map.Map is { Count: > 0 } && map.Map.All(pair => pair.Value is not null),
        RewritePrefix rewrite => IsSaid(rewrite.Column) && !string.IsNullOrEmpty(rewrite.From) && rewrite.To is not null,
        ReplaceText replace => IsSaid(replace.Column) && !string.IsNullOrEmpty(replace.Find) && replace.With is not null,
        SwapColumns swap => IsSaid(swap.First) && IsSaid(swap.Second) && swap.First != swap.Second,
        SplitColumn split => IsSaid(split.Column) && !string.IsNullOrEmpty(split.Separator) && split.Into is { Count: > 1 and <= MostColumns } && split.Into.All(IsSaid),
        FillDown fill => IsSaid(fill.Column),
        DropRowsWhere drop => IsSaid(drop.Column) && Enum.IsDefined(drop.Test) && IsSaid(drop.Reason) && (drop.Test == CellTest.Blank || IsSaid(drop.Value)),
        SumAgeBands bands => bands.Bands is { Count: > 0 and <= MostColumns } && bands.Bands.All(IsSaid),
        _ => false,
    };

    static bool IsSaid(string? text) => !string.IsNullOrWhiteSpace(text);
}
