using Muster.Server.Features.Figures.Drawing;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>What one source says of the residents of a place. Sources stand side by side and are never averaged.</summary>
/// <param name="Key">Same for all places of a source: <c>d-…</c> for a dataset and year, <c>f-…</c> for a reported figure.</param>
/// <param name="Title">Dataset, or who published the figure.</param>
/// <param name="Path">Its page.</param>
/// <param name="Publisher">Source that the dataset cites, or null.</param>
/// <param name="Year">Reference year or day as the source writes it, or null.</param>
/// <param name="Total">People; null where nothing is stated.</param>
/// <param name="Female">Women and girls, or null.</param>
/// <param name="Male">Men and boys, or null.</param>
/// <param name="Units">Units below that the total is the sum of; 0 where the source states the place itself.</param>
/// <param name="Expected">Units below that the edition has on that level.</param>
/// <param name="Level">Level of the rows.</param>
/// <param name="Missing">Blank cells among them.</param>
public sealed record PopulationSource(string Key, string Title, string Path, string? Publisher, string? Year, decimal? Total, decimal? Female, decimal? Male, int Units, int Expected, int Level, long Missing)
{
    /// <summary>Groups by sex and age.</summary>
    internal IReadOnlyList<SexAgeCount> Groups { get; init; } = [];

    /// <summary>Slug of the dataset; null for a reported figure.</summary>
    public string? Dataset { get; init; }

    /// <summary>True where units that the edition has are not in the sum.</summary>
    public bool IsPartial => Units > 0 && Units < Expected;

    /// <summary>Sums of the facts of a place.</summary>
    internal static (decimal? Total, decimal? Female, decimal? Male, IReadOnlyList<SexAgeCount> Groups) Sum(IReadOnlyList<CountFact> facts)
    {
        var groups = facts.GroupBy(fact => (fact.Sex, fact.Age)).Select(group => new SexAgeCount(group.Key.Sex, group.Key.Age, group.Sum(fact => fact.Total ?? 0), group.Sum(fact => fact.Filled), group.Sum(fact => fact.Missing))).ToList();
        var (female, male, all) = (Of(Sex.Female), Of(Sex.Male), Of(Sex.All));
        // A table of women and men alone has its total in their sum; one of a single sex has none.
        return (all ?? (female + male is { } both ? both + (Of(Sex.Unknown) ?? 0) : null), female, male, groups);

        decimal? Of(Sex sex)
        {
            var own = groups.Where(group => group.Sex == sex && group.Cells > 0).ToList();
            return own.Count == 0 ? null : own.FirstOrDefault(group => group.Age is null)?.Total ?? (Covers(own) ? own.Sum(group => group.Total) : null);
        }

        // Bands stand for all ages only where they follow each other to an open end.
        static bool Covers(List<SexAgeCount> bands)
        {
            int? reached = 0;
            foreach (var band in bands.Select(group => group.Age!.Value).OrderBy(age => age.FromMonths))
            {
                if (reached != band.FromMonths)
                {
                    return false;
                }

                reached = band.ToMonths;
            }

            return reached is null;
        }
    }
}
