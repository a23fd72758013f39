namespace Muster.Tabular.Validating.Rules;

/// <summary>No text stands exactly at a usual width of a column.</summary>
sealed class NamesAreNotCut : Rule
{
    static readonly RuleInfo About = new("AB-S08", Severity.Warning, "No text is cut at the width of its column", "{count} names may be cut off at {width} characters.", "cod.md 4.1");
    static readonly int[] Widths = [50, 80, 100, 254, 255];

    public override RuleInfo Info => About;

    public override void End(Pass pass)
    {
        foreach (var column in pass.Columns.Where(column => !column.HasTooManyTexts && !column.IsNumber && column.Texts.Count > 0))
        {
            var texts = Enumerable.Range(0, column.Texts.Count).Select(id => column.Texts[id]).ToList();
            var longest = texts.Max(text => text.Length);
            var cut = texts.Where(text => text.Length == longest).ToList();

            // One text of 50 letters is chance; a text of 254 is not.
            if (Widths.Contains(longest) && (cut.Count > 1 || longest >= 254))
            {
                pass.Late(About, Severity.Warning, null, column.Index, cut[0], null, null, cut.Count, $"{cut.Count}", $"{longest}");
            }
        }
    }
}
