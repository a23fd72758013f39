using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A name stands for one unit of its parent, and names that occur in several parents are known.</summary>
sealed class NameIsUniqueInParent : Rule
{
    static readonly RuleInfo About = new("AB-N03", Severity.Warning, "A name occurs once under one parent", "\"{name}\" occurs {count} times in {parent}.", "cod.md 4.3");

    readonly Dictionary<(int Column, int Parent, int Name), (int Code, HashSet<int>? More, int Row)> seen = [];
    PlaceColumn? unit;
    PlaceColumn? parent;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        unit = table.UnitCode;
        parent = unit is null ? null : table.Codes.LastOrDefault(code => code.Level < unit.Level);
        return table.HasOneRowPerUnit && unit is not null && parent is not null && table.NamesOf(unit.Level).Any();
    }

    public override void Check(Pass pass, Batch batch)
    {
        foreach (var name in pass.Table.NamesOf(unit!.Level))
        {
            for (var row = 0; row < batch.Count; row++)
            {
                var (code, above, text) = (batch[unit.Column].Ids[row], batch[parent!.Column].Ids[row], batch[name.Column].Ids[row]);
                if (code < 0 || above < 0 || text < 0 || batch[name.Column].Forms[row] is CellForm.Blank or CellForm.Placeholder)
                {
                    continue;
                }

                if (!seen.TryGetValue((name.Column, above, text), out var known))
                {
                    seen[(name.Column, above, text)] = (code, null, batch.RowNumber(row));
                }
                else if (known.Code != code && (known.More is null || known.More.Add(code)))
                {
                    seen[(name.Column, above, text)] = (known.Code, known.More ?? [code], batch.RowNumber(row));
                }
            }
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (key, value) in seen.Where(entry => entry.Value.More is not null))
        {
            var (name, above, count) = (pass.Columns[key.Column].Texts[key.Name], pass.Columns[parent!.Column].Texts[key.Parent], value.More!.Count + 1);
            pass.Late(About, Severity.Warning, value.Row, key.Column, name, null, above, count, name, $"{count}", above);
        }
    }
}
