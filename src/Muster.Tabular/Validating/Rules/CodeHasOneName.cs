using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A p-code goes with one name, accents, case and punctuation aside.</summary>
sealed class CodeHasOneName : Rule
{
    internal static readonly RuleInfo About = new("AB-N05", Severity.Error, "A p-code goes with one name", "{code} is \"{a}\" in one row and \"{b}\" in another.", "cod.md 4.3");

    (PlaceColumn Code, PlaceColumn Name, List<int> First, List<int> Last, List<bool> Agrees)[] pairs = [];

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        pairs = [.. table.Names.Where(name => table.CodeOf(name.Level) is not null).Select(name => (table.CodeOf(name.Level)!, name, new List<int>(), new List<int>(), new List<bool>()))];
        return pairs.Length > 0;
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var (code, name, first, last, agrees) in pairs)
        {
            var (codes, names) = (batch[code.Column], batch[name.Column]);
            while (first.Count < codes.Texts.Count)
            {
                first.Add(-1);
                last.Add(-1);
                agrees.Add(true);
            }

            for (var row = 0; row < batch.Count; row++)
            {
                var (id, text) = (codes.Ids[row], names.Ids[row]);
                if (id < 0 || text < 0 || text == first[id] || codes.Forms[row] is CellForm.Blank or CellForm.Placeholder || names.Forms[row] is CellForm.Blank or CellForm.Placeholder)
                {
                    continue;
                }

                if (first[id] < 0)
                {
                    first[id] = text;
                    continue;
                }

                if (text != last[id])
                {
                    (last[id], agrees[id]) = (text, PlaceNames.AreEqual(names.Texts[first[id]], names.Texts[text]));
                }

                if (!agrees[id])
                {
                    pass.Cell(About, pass.Table.HasOneRowPerUnit ? Severity.Error : Severity.Warning, batch, row, name.Column, names.Texts[first[id]], codes.Texts[id], names.Texts[first[id]], names.Texts[text]);
                }
            }
        }
    }
}
