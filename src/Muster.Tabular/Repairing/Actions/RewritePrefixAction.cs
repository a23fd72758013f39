namespace Muster.Tabular.Repairing.Actions;

/// <summary>Exchanges the beginning of texts.</summary>
sealed class RewritePrefixAction(RewritePrefix rewrite, int column, int step) : StepAction
{
    public override void Apply(RowInHand row)
    {
        var text = row[column];
        if (rewrite.From.Length > 0 && text.StartsWith(rewrite.From, StringComparison.Ordinal))
        {
            row.Set(column, string.Concat(rewrite.To, text[rewrite.From.Length..]), step);
        }
    }
}
