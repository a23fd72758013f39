using Muster.Tabular.Tagging;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating.Rules;

/// <summary>Sites are broken down by the age bands that the response has agreed on; where none are stated, by one of the sets in use.</summary>
sealed class BandsAreTheStandard : Rule
{
    static readonly RuleInfo About = new("SD-01", Severity.Warning, "Age bands are those of the response", "Bands {bands} are not {standard}.", "cod.md 5.1 and 5.3; for information where the response's bands are not stated");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => table.Kind == TableKind.Records && table.Counts.Any(set => set.Bands.Count > 1);

    public override void Begin(Pass pass, Batch first)
    {
        foreach (var set in pass.Table.Counts.Where(set => set.Bands.Count > 1))
        {
            var bands = set.Bands.Select(band => band.Age!.Value).ToHashSet();
            if (pass.Options.StandardBands is { } standard ? bands.SetEquals(standard) : BandSets.InUse.Any(bands.SetEquals) || BandSets.IsDemographic(bands))
            {
                continue;
            }

            pass.Late(About, pass.Options.StandardBands is null ? Severity.Information : Severity.Warning, null, null, Told(bands), pass.Options.StandardBands is { } stated ? Told(stated) : null, null, 1, Told(bands), pass.Options.StandardBands is { } these ? $"the standard ones, {Told(these)}" : "one of the sets in use");
        }
    }

    static string Told(IEnumerable<AgeBand> bands) => string.Join(", ", bands.OrderBy(band => band.FromMonths).ThenBy(band => band.ToMonths ?? int.MaxValue));
}
