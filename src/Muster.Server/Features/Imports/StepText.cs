using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Pages;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>Repair steps in words.</summary>
sealed class StepText(IStringLocalizer<ImportsText> text)
{
    /// <summary>A decision of one step or of several of a kind.</summary>
    public string Of(IReadOnlyList<RepairStep> steps) => steps switch
    {
        [var one] => Of(one),
        [SettlePlace, ..] => text["step-settle-places", PageContext.Number(steps.Count)],
        _ => string.Join("; ", steps.Select(Of)),
    };

    public string Of(RepairStep step) => step switch
    {
        TrimCells { Columns: null } => text["step-trim"],
        TrimCells { Columns: { } columns } => text["step-trim-columns", string.Join(", ", columns)],
        DropTotalRows => text["step-drop-totals"],
        DropRows rows => text["step-drop-rows", Numbers(rows.RowNumbers), rows.Reason],
        ReadDates dates => text["step-read-dates", dates.Column, text["order-" + dates.Order]],
        ReadNumbers numbers => text["step-read-numbers", numbers.Column, numbers.DecimalMark],
        SettlePlace { Code: null } place => text["step-set-aside", place.Text, place.Column],
        SettlePlace place => text["step-settle-place", place.Text, place.Code!, place.Column],
        AddPlaceCodes codes => text["step-add-place-codes", codes.NameColumn, codes.Level],
        RewritePrefix rewrite => text["step-rewrite-prefix", rewrite.From, rewrite.To, rewrite.Column],
        ReplaceText replace => text["step-replace-text", replace.Find, replace.With, replace.Column],
        SwapColumns swap => text["step-swap-columns", swap.First, swap.Second],
        SplitColumn split => text["step-split-column", split.Column, split.Separator, string.Join(", ", split.Into)],
        FillDown fill => text["step-fill-down", fill.Column],
        DropRowsWhere drop => text["step-drop-rows-where", drop.Column, text["test-" + drop.Test], drop.Value ?? "", drop.Reason],
        SumAgeBands bands => text["step-sum-age-bands", string.Join(", ", bands.Bands)],
        EditCell { Key: { } key } edit => text["step-edit-keyed-cell", string.Join(", ", key.Select(part => $"{part.Key} {part.Value}")), edit.Column, edit.Before, edit.After, edit.Reason],
        EditCell edit => text["step-edit-cell", edit.RowNumber, edit.Column, edit.Before, edit.After, edit.Reason],
        MapValues map => text["step-map-values", PageContext.Number(map.Map.Count), map.Column],
        _ => step.GetType().Name,
    };

    /// <summary>What a step could not do, in the reader's language where there is a text for it.</summary>
    public static string Problem(RepairProblem problem, IStringLocalizer text) =>
        text["problem-" + problem.Code, problem.Column ?? "", PageContext.Number(problem.Count), problem.FirstRow ?? 0, problem.Message] is { ResourceNotFound: false } sentence ? sentence : problem.Message;

    static string Numbers(IReadOnlyList<int> rows)
    {
        const int shown = 10;
        var list = string.Join(", ", rows.Take(shown).Select(row => row.ToString(CultureInfo.InvariantCulture)));
        return rows.Count > shown ? $"{list} … ({PageContext.Number(rows.Count)})" : list;
    }
}
