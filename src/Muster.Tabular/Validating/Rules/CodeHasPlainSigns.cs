using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>P-codes hold letters and figures only, unless the country writes a separator.</summary>
sealed class CodeHasPlainSigns : TextRule
{
    static readonly RuleInfo About = new("AB-C05", Severity.Warning, "P-codes hold only letters and figures", "P-code {code} contains \"{char}\".", "cod.md 4.2");

    readonly Dictionary<int, HashSet<char>> usual = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Codes.Count > 0;

    public override void Begin(Pass pass, Batch first)
    {
        foreach (var code in pass.Table.Codes)
        {
            usual[code.Column] = CodeConventions.UsualSeparators(pass.Columns[code.Column]);
        }
    }

    public override bool LooksAt(ColumnScan column, Pass pass) => usual.ContainsKey(column.Index);

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) => Odd(column, text) is not null && !Placeholders.Contains(text);

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Warning, batch, row, column.Index, null, text.ToString(), $"{Odd(column, text)}");

    /// <summary>Blanks are the business of AB-C11.</summary>
    char? Odd(ColumnScan column, ReadOnlySpan<char> text)
    {
        foreach (var sign in text)
        {
            if (!char.IsAsciiLetterOrDigit(sign) && !char.IsWhiteSpace(sign) && !usual[column.Index].Contains(sign))
            {
                return sign;
            }
        }

        return null;
    }
}
