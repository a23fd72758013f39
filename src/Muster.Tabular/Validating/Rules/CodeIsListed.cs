using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A p-code is one of the gazetteer's.</summary>
sealed class CodeIsListed : TextRule
{
    static readonly RuleInfo About = new("PT-01", Severity.Error, "P-codes are known in the boundary set", "{code} is unknown{hint}.", "cod.md 4.7; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => options.Matcher is not null && (table.Codes.Count > 0 || table.AnyCode is not null);

    /// <summary>Places of origin and destination may lie abroad; the country itself is written in two ways; a level that the gazetteer lacks is told by TB-04.</summary>
    public override bool LooksAt(ColumnScan column, Pass pass) =>
        column.Meaning is { Concept: Concept.PlaceCode, Level: not 0, Qualifier: null or "verified" or "declared" } && (column.Meaning.Level is not { } level || pass.Options.Matcher!.Gazetteer.Levels.Contains(level));

    public override bool Fails(ColumnScan column, ReadOnlySpan<char> text, Pass pass)
    {
        if (Placeholders.Contains(text))
        {
            return false;
        }

        var gazetteer = pass.Options.Matcher!.Gazetteer;
        if (column.Meaning.Level is null && gazetteer.IsCountry(text.Trim()))
        {
            return false;
        }

        var place = gazetteer.Find(text.Trim());
        return place is null || column.Meaning.Level is { } level && place.Level != level;
    }

    public override void Report(ColumnScan column, ReadOnlySpan<char> text, Pass pass, Batch batch, int row)
    {
        var code = text.Trim().ToString();
        var listed = pass.Options.Matcher!.Gazetteer.Find(code);
        // Without a level in the header nor in the table there is none to restore a code on.
        var level = column.Meaning.Level ?? pass.Table.Level;
        var former = listed is null ? pass.Options.Matcher.FormerByCode(code) : null;
        var restored = listed is null && former is null && level >= 0 ? pass.Options.Matcher.Match(code, level) : null;
        var hint = listed is not null ? $" on level {column.Meaning.Level}, it is of level {listed.Level}"
            : former is { } old ? $"; it was {old.Place.Name} in {old.Edition.Edition}"
            : restored is { Code: not null, Method: MatchMethod.RestoredCode } ? $", probably {restored.Code}"
            : "";
        pass.Cell(About, Severity.Error, batch, row, column.Index, restored?.Method == MatchMethod.RestoredCode ? restored.Code : null, code, hint);
    }
}
