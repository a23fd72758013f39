using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Dates of validity are dates: ISO, or milliseconds since 1970.</summary>
sealed class ValidityIsDate : TextRule
{
    static readonly RuleInfo About = new("AB-D01", Severity.Error, "Dates of validity are dates", "{column} is not a date: {value}.", "cod.md 4.4");

    public override RuleInfo Info => About;

    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept is Concept.ValidFrom or Concept.ValidTo;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) => !CellDate.IsDate(text);

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Error, batch, row, column.Index, null, column.Header, text.ToString());
}
