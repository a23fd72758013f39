using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>One check, used for one pass. A rule looks at whole columns of a block at a time; what only the whole table shows it says at the end.</summary>
abstract class Rule
{
    /// <summary>What the guide says of it.</summary>
    public abstract RuleInfo Info { get; }

    /// <summary>True when the table has what the rule looks at.</summary>
    public virtual bool Applies(TableShape table, ValidateOptions options) => true;

    /// <summary>Called once, when the first block is scanned and before it is checked: what most rows do can be told from here.</summary>
    public virtual void Begin(Pass pass, Batch first)
    {
    }

    /// <summary>Called for each block, in order, while its columns are being scanned on other threads: may look at rows as they came, and at nothing else but the rule's own.</summary>
    public virtual void Look(Batch batch)
    {
    }

    /// <summary>Called for each block, in order.</summary>
    public virtual void Check(Pass pass, Batch batch)
    {
    }

    /// <summary>Called once behind the last block.</summary>
    public virtual void End(Pass pass)
    {
    }
}

/// <summary>A check of a single text, asked once for each distinct text of a column and remembered.</summary>
abstract class TextRule : Rule
{
    /// <summary>Columns it looks at.</summary>
    public abstract bool LooksAt(ColumnScan column, Pass pass);

    /// <summary>True when the text is at fault; it is never blank.</summary>
    public abstract bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass);

    /// <summary>Says what is wrong.</summary>
    public abstract void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row);
}
