using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>The codes of one row agree: each unit lies in the one above it, and a verified or declared code is the same as the row's own.</summary>
sealed class LevelsAgree : Rule
{
    static readonly RuleInfo About = new("PT-06", Severity.Error, "The codes of a row do not contradict each other", "{a} is not in {b}.", "cod.md 4.7");

    CodePairs[] pairs = [];
    (int Own, int Other, string Qualifier)[] doubles = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Records && table.Codes.Count > 0;

    public override void Begin(Pass pass, Batch first)
    {
        pairs = CodePairs.Of(pass, first);
        doubles = [.. pass.Table.Columns
            .Where(column => column.Meaning is { Concept: Concept.PlaceCode, Level: not null, Qualifier: "verified" or "declared" } && pass.Table.CodeOf(column.Meaning.Level.Value) is not null)
            .Select(column => (pass.Table.CodeOf(column.Meaning.Level!.Value)!.Column, column.Column.Index, column.Meaning.Qualifier!))];
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var pair in pairs)
        {
            pair.Check(batch, row => pass.Cell(About, Severity.Error, batch, row, pair.Child, null, batch.Text(row, pair.Child).ToString(), batch.Text(row, pair.Parent).ToString()));
        }

        foreach (var (own, other, qualifier) in doubles)
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var a = batch.Text(row, own).Trim();
                var b = batch.Text(row, other).Trim();
                if (!batch.Skip[row] && !a.IsEmpty && !b.IsEmpty && !a.SequenceEqual(b))
                {
                    pass.Cell(About, Severity.Warning, batch, row, own, b.ToString(), a.ToString(), $"{b}, the {qualifier} one");
                }
            }
        }
    }
}
