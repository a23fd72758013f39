using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>No date lies in the future or before 1900.</summary>
sealed class DateIsPlausible : TextRule
{
    static readonly RuleInfo About = new("AB-D05", Severity.Error, "No date in the future or before 1900", "Implausible date {value}.", "cod.md 4.4");

    public override RuleInfo Info => About;

    /// <summary>Plans end in the future; dates of validity may too.</summary>
    public override bool LooksAt(ColumnScan column, Pass pass) => column.Meaning is { Concept: Concept.Date, Qualifier: null or "updated" } or { Concept: Concept.ValidFrom };

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass) =>
        CellDate.Plain(text) is { } date && (date.Year < 1900 || date > pass.Options.Today && DateText.Read(text) is var reading && (reading.Form != DateForm.TwoReadings || reading.MonthDay > pass.Options.Today));

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row) =>
        pass.Cell(About, Severity.Error, batch, row, column.Index, null, text.ToString());
}
