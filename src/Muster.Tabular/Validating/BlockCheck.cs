using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>Takes blocks through the columns and the rules, and keeps what the report says.</summary>
sealed class BlockCheck : IDisposable
{
    const int MostTotals = 1000;

    readonly Pass pass;
    readonly Rule[] rules;
    readonly TextRuleSet texts;
    readonly IReadOnlyList<int> totalColumns;
    readonly ColumnCrew crew;
    readonly List<int> totals = [];
    long rowsRead;
    long blank;
    bool hasBegun;

    public BlockCheck(Pass pass, IEnumerable<Rule> rules)
    {
        this.pass = pass;
        this.rules = [.. rules];
        texts = new TextRuleSet(pass, [.. this.rules.OfType<TextRule>()]);
        totalColumns = TotalWords.Columns(pass.Table.Columns);
        ColumnScan.PutInOrder(pass.Columns);
        crew = new ColumnCrew(pass.Columns);
    }

    /// <summary>True where a rule compares whole rows.</summary>
    public bool NeedsHashes => rules.OfType<Rules.NoIdenticalRows>().Any();

    public void Run(Batch batch)
    {
        crew.Scan(batch.Block, batch.Skip, () => Look(batch));
        batch.Mark(totalColumns, row => pass.Table.UnitCode is { } code && batch[code.Column].Forms[row] is not (CellForm.Blank or CellForm.Placeholder) && !TotalWords.Contains(batch.Text(row, code.Column)));
        rowsRead += batch.Count - batch.Blank;
        blank += batch.Blank;
        pass.Rows += batch.Skip.AsSpan(0, batch.Count).Count(false);
        totals.AddRange(batch.Totals.Select(total => total.RowNumber).Take(MostTotals - totals.Count));
        Begin(batch);
        foreach (var rule in rules)
        {
            rule.Check(pass, batch);
        }

        texts.Check(batch);
        pass.Places.Check(batch);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        crew.Dispose();
        foreach (var rule in rules.OfType<IDisposable>())
        {
            rule.Dispose();
        }
    }

    void Look(Batch batch)
    {
        foreach (var rule in rules)
        {
            rule.Look(batch);
        }
    }

    void Begin(Batch first)
    {
        if (hasBegun)
        {
            return;
        }

        hasBegun = true;
        foreach (var rule in rules)
        {
            rule.Begin(pass, first);
        }

        texts.Begin();
    }

    public void End()
    {
        Begin(new Batch(pass.Columns));
        foreach (var column in pass.Columns)
        {
            column.CountVotes();
        }

        foreach (var rule in rules)
        {
            rule.End(pass);
        }
    }

    public Report Report(FindingSink sink)
    {
        var capped = sink.Capped.Select(rule => $"more than {pass.Options.MaxFindingsPerRule} findings of {rule} were counted, not listed").ToList();
        if (pass.Places.IsOver)
        {
            capped.Add($"more than {PlaceQuestions.Most} different places were found; the rest is not listed");
        }

        return new Report
        {
            RowsRead = rowsRead,
            BlankRows = blank,
            TotalRows = totals,
            Profiles = [.. pass.Columns.Select(column => column.Profile())],
            Counts = sink.Counts,
            Places = pass.Places.Questions,
            Capped = capped.Count == 0 ? null : string.Join("; ", capped),
        };
    }
}
