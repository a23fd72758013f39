using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A column of dates holds dates.</summary>
sealed class DateIsDate : TextRule
{
    static readonly RuleInfo About = new("HXL-01", Severity.Error, "Dates are dates", "{column} is not a date: {value}.", "HXL core schema: #date is a date");

    public override RuleInfo Info => About;

    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning.Concept == Concept.Date;

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) => !CellDate.IsDate(text) && !CellDate.IsYear(text);

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Error, batch, row, column.Index, CellDate.FromSerial(text), column.Header, text.ToString());
}
