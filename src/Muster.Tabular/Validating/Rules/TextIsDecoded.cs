using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Text was decoded with the right code page: no replacement character, no typical traces of a wrong one.</summary>
sealed class TextIsDecoded : TextRule
{
    static readonly RuleInfo About = new("AB-S07", Severity.Error, "Text is decoded with the right code page", "\"{value}\" looks wrongly decoded.", "cod.md 4.1");

    public override RuleInfo Info => About;

    public override bool LooksAt(ColumnScan column, Pass pass) => true;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) => LooksBroken(text);

    /// <summary>U+FFFD; Ã or Â before a sign of the second half of Latin-1; â€ of a broken quotation mark.</summary>
    public static bool LooksBroken(ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny('\uFFFD', 'Ã', 'Â'); at >= 0;)
        {
            if (text[at] == '\uFFFD' || at + 1 < text.Length && text[at + 1] is >= '\u0080' and <= '¿')
            {
                return true;
            }

            var next = text[(at + 1)..].IndexOfAny('\uFFFD', 'Ã', 'Â');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return text.Contains("â€", StringComparison.Ordinal);
    }

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Error, batch, row, column.Index, null, text.ToString());
}
