using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Names that occur under several parents: only their p-codes tell them apart.</summary>
sealed class NameIsUniqueInCountry : Rule
{
    static readonly RuleInfo About = new("AB-N04", Severity.Information, "A name occurs under one parent only", "\"{name}\" occurs in {parents}; use p-codes.", "cod.md 4.3");

    readonly Dictionary<int, HashSet<int>> parentsOf = [];
    PlaceColumn? parent;
    PlaceColumn? name;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options)
    {
        parent = table.Codes.LastOrDefault(code => code.Level > 0 && code.Level < table.Level);
        name = table.NamesOf(table.Level).FirstOrDefault();
        return table.HasOneRowPerUnit && parent is not null && name is not null;
    }

    public override void Check(Pass pass, Batch batch)
    {
        for (var row = 0; row < batch.Count; row++)
        {
            var (above, text) = (batch[parent!.Column].Ids[row], batch[name!.Column].Ids[row]);
            if (above < 0 || text < 0 || batch[name.Column].Forms[row] is CellForm.Blank or CellForm.Placeholder)
            {
                continue;
            }

            if (!parentsOf.TryGetValue(text, out var parents))
            {
                parentsOf[text] = parents = [];
            }

            parents.Add(above);
        }
    }

    public override void End(Pass pass)
    {
        foreach (var (text, parents) in parentsOf.Where(entry => entry.Value.Count > 1))
        {
            var (value, list) = (pass.Columns[name!.Column].Texts[text], parents.Select(id => pass.Columns[parent!.Column].Texts[id]).Order(StringComparer.Ordinal).ToList());
            pass.Late(About, Severity.Information, null, name.Column, value, null, null, list.Count, value, string.Join(", ", list.Take(10)));
        }
    }
}
