using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>P-codes begin with the letters of the country.</summary>
sealed class CodeBeginsWithCountry : TextRule
{
    static readonly RuleInfo About = new("AB-C04", Severity.Error, "P-codes begin with the country's ISO code", "P-code {code} does not begin with {iso2}.", "cod.md 4.2");

    string prefix = "";

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Codes.Any(code => code.Level > 0);

    public override void Begin(Pass pass, Batch first) => prefix = CodeConventions.Prefix(pass, first);

    public override bool LooksAt(ColumnScan column, Pass pass) => prefix.Length > 0 && column.Meaning.Level > 0 && pass.Table.Codes.Any(code => code.Column == column.Index);

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) =>
        !text.Trim().StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && NumberText.Read(text).Form == NumberForm.None && !Placeholders.Contains(text);

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Error, batch, row, column.Index, prefix, text.ToString(), prefix);
}
