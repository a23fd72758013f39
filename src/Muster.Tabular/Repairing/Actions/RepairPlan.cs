using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>The steps made ready for one sheet, and the columns that come out.</summary>
sealed class RepairPlan
{
    readonly List<ColumnMeaning> columns;
    readonly List<StepAction> actions = [];
    readonly Dictionary<int, long> rowsFound = [];

    readonly IReadOnlyList<RepairStep> steps;

    RepairPlan(IReadOnlyList<ColumnMeaning> sheetColumns, IReadOnlyList<RepairStep> steps) => (columns, SheetColumns, this.steps) = ([.. sheetColumns], sheetColumns.Count, steps);

    public IReadOnlyList<ColumnMeaning> Columns => columns;

    /// <summary>Columns of the sheet itself.</summary>
    public int SheetColumns { get; }

    public bool AddsColumns => columns.Count > SheetColumns;

    public ProblemList Problems { get; } = new();

    /// <summary>True where a step looks at the row before: rows must then pass in their order, on one thread.</summary>
    public bool NeedsOrder { get; private set; }

    public static RepairPlan Of(IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<RepairStep> steps, PlaceMatcher? matcher)
    {
        var plan = new RepairPlan(columns, steps);
        var settled = new SettledPlaces(plan, steps);
        for (var index = 0; index < steps.Count; index++)
        {
            if (plan.Make(steps[index], index, matcher, settled) is { } action)
            {
                plan.actions.Add(action);
            }
        }

        // Last, so that places are judged as the steps leave them.
        if (matcher is not null)
        {
            plan.actions.Add(new QueueUncertainPlaces(columns, matcher, settled));
        }

        if (plan.AddsColumns)
        {
            plan.actions.Add(new TellCellsLeftOut(plan));
        }

        return plan;
    }

    public void Apply(RowInHand row)
    {
        foreach (var action in actions)
        {
            action.Apply(row);
            if (row.Fate == RowFate.Dropped)
            {
                return;
            }
        }
    }

    /// <summary>Counts a row that a step names by its key.</summary>
    public void Found(int step) => rowsFound[step] = rowsFound.GetValueOrDefault(step) + 1;

    /// <summary>Adds what a plan found on another thread.</summary>
    public void Add(RepairPlan other)
    {
        Problems.Add(other.Problems);
        foreach (var (step, rows) in other.rowsFound)
        {
            rowsFound[step] = rowsFound.GetValueOrDefault(step) + rows;
        }
    }

    /// <summary>Tells steps that name rows which the sheet does not have.</summary>
    public void End(int firstRow, int lastRow)
    {
        for (var index = 0; index < steps.Count; index++)
        {
            IReadOnlyList<int> named = steps[index] switch { DropRows drop => drop.RowNumbers, EditCell { Key: null } edit => [edit.RowNumber], _ => [] };
            if (named.Where(number => number < firstRow || number > lastRow).ToList() is { Count: > 0 } missing)
            {
                Problems.Add("row-missing", index, null, $"The data rows are {firstRow} to {lastRow}; row {missing[0]} is not among them.");
            }

            if (steps[index] is EditCell { Key: not null } keyed)
            {
                TellKey(keyed, index);
            }
        }
    }

    void TellKey(EditCell edit, int step)
    {
        var key = string.Join(", ", edit.Key!.Select(part => $"{part.Key} {part.Value}"));
        var rows = rowsFound.GetValueOrDefault(step);
        if (rows == 0)
        {
            Problems.Add("key-missing", step, edit.Column, $"No row has {key} any more, so the cell was not changed.");
        }
        else if (rows > 1)
        {
            Problems.Add("key-repeated", step, edit.Column, $"{rows} rows have {key}; each that read \"{edit.Before}\" was changed.");
        }
    }

    /// <summary>Position of a column with this header among those of the sheet and those added by earlier steps; tells the problem where there is none.</summary>
    public int? Find(string header, int step)
    {
        var found = columns.Select((column, at) => (column, at)).Where(pair => pair.column.Column.Header == header).ToList();
        if (found.Count == 0)
        {
            Problems.Add("column-missing", step, header, $"There is no column \"{header}\" in this sheet, so the step does nothing.");
            return null;
        }

        if (found.Count > 1)
        {
            Problems.Add("column-ambiguous", step, header, $"{found.Count} columns are headed \"{header}\"; the step works on the first.");
        }

        return found[0].at;
    }

    /// <summary>Adds a column behind the others; a header already in use gets a number.</summary>
    public int Add(string header, Meaning meaning)
    {
        var name = header;
        for (var number = 2; columns.Any(column => column.Column.Header == name); number++)
        {
            name = $"{header}_{number}";
        }

        columns.Add(new ColumnMeaning(new SheetColumn(columns.Count, name, null), meaning, 1, "Added by a step."));
        return columns.Count - 1;
    }

    StepAction? Make(RepairStep step, int index, PlaceMatcher? matcher, SettledPlaces settled) => step switch
    {
        TrimCells trim => new TrimAction(columns, trim.Columns is null ? [.. Enumerable.Range(0, SheetColumns)] : [.. trim.Columns.Select(header => Find(header, index)).OfType<int>()], index),
        DropTotalRows => new DropTotalsAction([.. columns.Take(SheetColumns)], index),
        DropRows drop => new DropRowsAction(drop.RowNumbers, index),
        ReadDates dates => Find(dates.Column, index) is { } column ? new ReadDatesAction(column, dates, index, Problems) : null,
        ReadNumbers numbers => Find(numbers.Column, index) is { } column ? new ReadNumbersAction(column, numbers, index, Problems) : null,
        SettlePlace settle => settle.Code is null && settled.ColumnOf(index) is { } column ? new SetPlaceAsideAction(settle, column, index, columns) : null,
        AddPlaceCodes codes => MakeAddCodes(codes, index, matcher, settled),
        EditCell { Key: null } edit => Find(edit.Column, index) is { } column ? new EditCellAction(edit, column, index, Problems) : null,
        EditCell edit => MakeKeyedEdit(edit, index),
        MapValues map => Find(map.Column, index) is { } column ? new MapValuesAction(map, column, index) : null,
        RewritePrefix rewrite => Find(rewrite.Column, index) is { } column ? new RewritePrefixAction(rewrite, column, index) : null,
        ReplaceText replace => Find(replace.Column, index) is { } column ? new ReplaceTextAction(replace, column, index) : null,
        SwapColumns swap => Find(swap.First, index) is { } first && Find(swap.Second, index) is { } second ? new SwapColumnsAction(first, second, index) : null,
        SplitColumn { Separator.Length: > 0, Into.Count: > 0 } split => Find(split.Column, index) is { } column ? new SplitColumnAction(this, split, column, index) : null,
        SplitColumn => null,
        FillDown fill => MakeFillDown(fill, index),
        DropRowsWhere drop => MakeDropWhere(drop, index),
        SumAgeBands bands => SumAgeBandsAction.Make(this, bands, index),
        _ => throw new ArgumentException($"A step of the kind {step.GetType().Name} is not known.", nameof(step)),
    };

    EditKeyedCellAction? MakeKeyedEdit(EditCell edit, int index)
    {
        var key = edit.Key!.Select(part => (Column: Find(part.Key, index), Value: part.Value.Trim())).ToList();
        return Find(edit.Column, index) is { } column && key.TrueForAll(part => part.Column is not null)
            ? new EditKeyedCellAction(edit, column, [.. key.Select(part => (part.Column!.Value, part.Value))], index, this)
            : null;
    }

    FillDownAction? MakeFillDown(FillDown fill, int index)
    {
        NeedsOrder = true;
        return Find(fill.Column, index) is { } column ? new FillDownAction(column, index) : null;
    }

    DropRowsWhereAction? MakeDropWhere(DropRowsWhere drop, int index)
    {
        if (!DropRowsWhereAction.CanBeAsked(drop))
        {
            Problems.Add("value-not-a-number", index, drop.Column, $"\"{drop.Value}\" is nothing that cells can be compared with, so no row was left out.");
            return null;
        }

        return Find(drop.Column, index) is { } column ? new DropRowsWhereAction(drop, column, index) : null;
    }

    AddPlaceCodesAction? MakeAddCodes(AddPlaceCodes step, int index, PlaceMatcher? matcher, SettledPlaces settled)
    {
        if (matcher is null)
        {
            Problems.Add("no-places", index, step.NameColumn, "No list of places is chosen, so no codes can be added.");
            return null;
        }

        var parent = step.ParentColumn is null ? null : Find(step.ParentColumn, index);
        return Find(step.NameColumn, index) is { } name && (step.ParentColumn is null || parent is not null)
            ? new AddPlaceCodesAction(this, step.Level, name, parent, matcher, settled)
            : null;
    }
}
