using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>Asks text rules once for each distinct text and reports the rows that hold a text at fault.</summary>
sealed class TextRuleSet(Pass pass, TextRule[] rules)
{
    readonly TextRule[][] byColumn = new TextRule[pass.Columns.Length][];

    /// <summary>Chooses the rules of each column, once the rules know the first block.</summary>
    public void Begin()
    {
        for (var column = 0; column < byColumn.Length; column++)
        {
            byColumn[column] = [.. rules.Where(rule => rule.LooksAt(pass.Columns[column], pass))];
        }
    }

    public void Check(Batch batch)
    {
        foreach (var column in pass.Columns)
        {
            if (byColumn[column.Index].Length > 0)
            {
                Check(batch, column);
            }
        }
    }

    void Check(Batch batch, ColumnScan column)
    {
        const int ExactOnly = 1 << (int)CellForm.Whole | 1 << (int)CellForm.Blank | 1 << (int)CellForm.Number;
        if (column.Texts.Count == 0 && (column.FormsSeen & ~ExactOnly) == 0)
        {
            return;
        }

        var alone = column.HasTooManyTexts;
        for (var row = 0; row < batch.Count; row++)
        {
            var id = column.Ids[row];
            if (id >= 0)
            {
                ref var faults = ref column.Faults(id);
                if (faults == 0)
                {
                    continue;
                }

                if (faults == HotFacts.NotJudged)
                {
                    faults = Judge(column, column.Texts[id]);
                }

                Report(batch, row, column, faults);
            }
            else if (alone && !batch.Skip[row] && PlainText.NeedsALook(batch.Text(row, column.Index)))
            {
                Report(batch, row, column, Judge(column, batch.Text(row, column.Index)));
            }
        }
    }

    ulong Judge(ColumnScan column, ReadOnlySpan<char> text)
    {
        ulong faults = 0;
        var asked = byColumn[column.Index];
        for (var at = 0; at < asked.Length && !text.IsWhiteSpace(); at++)
        {
            faults |= asked[at].Fails(column, text, pass) ? 1UL << at : 0;
        }

        return faults;
    }

    void Report(Batch batch, int row, ColumnScan column, ulong faults)
    {
        for (; faults != 0; faults &= faults - 1)
        {
            byColumn[column.Index][System.Numerics.BitOperations.TrailingZeroCount(faults)].Report(column, batch.Text(row, column.Index), pass, batch, row);
        }
    }
}
