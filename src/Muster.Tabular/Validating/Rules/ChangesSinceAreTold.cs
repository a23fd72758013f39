using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>What has changed since the last edition: units added, removed, renamed, moved to another parent.</summary>
sealed class ChangesSinceAreTold : Rule
{
    static readonly RuleInfo About = new("AB-C13", Severity.Information, "Changes of units since the last edition", "Since {v}: {added} added, {removed} removed, {renamed} renamed, {moved} moved.", "cod.md 4.2; needs a gazetteer of an earlier edition");

    /// <summary>Codes named behind a count.</summary>
    const int MostNamed = 10;

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Units && table.UnitCode is not null && options.Earlier.Count > 0;

    public override void Check(Pass pass, Batch batch) => pass.Units.See(batch);

    public override void End(Pass pass)
    {
        var last = pass.Options.Earlier[0];
        List<string> added = [], renamed = [], moved = [];
        foreach (var unit in pass.Units.All)
        {
            if (last.Find(unit.Code) is not { } old || old.Level != pass.Table.Level)
            {
                added.Add(unit.Code);
                continue;
            }

            if (EditionUnits.IsMoved(unit, old))
            {
                moved.Add(unit.Code);
            }

            if (unit.Names.Length > 0 && !EditionUnits.IsNamed(old, unit) && pass.Units.Reused(unit, pass.Options.Earlier) is null)
            {
                renamed.Add(unit.Code);
            }
        }

        var removed = last.Places.Where(place => place.Level == pass.Table.Level && !pass.Units.Has(place.Code)).Select(place => place.Code).Order(StringComparer.Ordinal).ToList();
        var count = added.Count + removed.Count + renamed.Count + moved.Count;
        if (count > 0)
        {
            pass.Late(About, Severity.Information, null, pass.Table.UnitCode!.Column, null, null, null, count, last.Edition, Told(added), Told(removed), Told(renamed), Told(moved));
        }
    }

    static string Told(List<string> codes) =>
        codes.Count == 0 ? "0" : $"{codes.Count} ({string.Join(", ", codes.Take(MostNamed))}{(codes.Count > MostNamed ? ", …" : "")})";
}
