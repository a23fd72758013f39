using System.Globalization;
using Muster.Server.Features.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>The rounds, dates or years of a table in which a place has several rows over time: figures of people present are never added up over them (cod.md 6.2: a round replaces the one before).</summary>
/// <param name="Column">Column that tells the round.</param>
/// <param name="Concept">Round, date or year.</param>
/// <param name="Values">Newest first.</param>
/// <param name="Chosen">The one shown; <see cref="Every"/> for all dates added up.</param>
public sealed record RoundChoice(TableColumn Column, Concept Concept, IReadOnlyList<string> Values, string Chosen)
{
    /// <summary>In addresses: all dates added up, as in a list of sites that each have one date.</summary>
    public const string Every = "all";

    /// <summary>More different values are times of single rows rather than rounds.</summary>
    internal const int MostValues = 500;

    static readonly Concept[] Order = [Concept.Round, Concept.Date, Concept.Year];

    /// <summary>True where all dates may be added up: rounds and years never.</summary>
    public bool AllowsEvery => Concept == Concept.Date;

    /// <summary>Conditions that leave the rows of the chosen round.</summary>
    internal IReadOnlyList<TableFilter> Filters => Chosen == Every ? [] : [new TableFilter(Column.Index, TableOperator.Equals, [Chosen])];

    /// <summary>Columns that may tell rounds, the surest first.</summary>
    internal static IEnumerable<TableColumn> Columns(IReadOnlyList<TableColumn> columns) =>
        Order.SelectMany(concept => columns.Where(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null && column.Profile.Distinct is null or > 1 and <= MostValues));

    /// <summary>Newest first: by number, by date, else by text.</summary>
    internal static IReadOnlyList<string> NewestFirst(IReadOnlyCollection<string> values)
    {
        if (values.All(value => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out _)))
        {
            return [.. values.OrderByDescending(value => decimal.Parse(value, NumberStyles.Number, CultureInfo.InvariantCulture))];
        }

        // Among dates a word such as "to be confirmed" is no newest round.
        return values.Count(IsDate) * 2 > values.Count
            ? [.. values.OrderByDescending(IsDate).ThenByDescending(value => IsDate(value) ? DateTime.Parse(value, CultureInfo.InvariantCulture) : default).ThenByDescending(value => value, StringComparer.Ordinal)]
            : [.. values.OrderByDescending(value => value, StringComparer.OrdinalIgnoreCase)];
    }

    static bool IsDate(string value) => DateTime.TryParse(value, CultureInfo.InvariantCulture, out _);
}
