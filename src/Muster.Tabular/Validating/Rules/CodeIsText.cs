using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>P-codes are stored as text: no lost zero, no exponent.</summary>
sealed class CodeIsText : TextRule
{
    static readonly RuleInfo About = new("AB-C10", Severity.Error, "P-codes are not stored as numbers", "The p-code looks like a number: {value}.", "cod.md 4.2");

    readonly HashSet<int> numeric = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Codes.Count > 0 || table.AnyCode is not null;

    public override void Begin(Pass pass, Batch first)
    {
        // A country may number its units without letters: then the gazetteer knows the codes, and only the whole column is worth a word.
        foreach (var code in pass.Table.Codes.Where(code => CodeConventions.IsNumeric(pass.Columns[code.Column])))
        {
            numeric.Add(code.Column);
        }
    }

    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept == Concept.PlaceCode;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) =>
        NumberText.Read(text).Form != NumberForm.None
        && (text.ContainsAny("eE.,") || !pass.IsInternational && !numeric.Contains(column.Index) && pass.Options.Matcher?.Gazetteer.Find(text.Trim()) is null);

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Error, batch, row, column.Index, null, text.ToString());

    public override void End(Pass pass)
    {
        foreach (var index in numeric)
        {
            var column = pass.Columns[index];
            if (pass.Options.Matcher?.Gazetteer.Find(column.Texts[0]) is null)
            {
                pass.Late(About, Severity.Error, null, index, column.Texts[0], null, null, column.Filled, column.Texts[0]);
            }
        }
    }
}
