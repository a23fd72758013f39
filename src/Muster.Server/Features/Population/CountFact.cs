using Muster.Server.Features.Tables;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Population;

/// <summary>Cells of one table that count the same people: of one place, one time, one group.</summary>
/// <param name="Code">P-code as the rows write it; null where they have none.</param>
/// <param name="Time">Round, date or year as written; null where the table has one time only.</param>
/// <param name="Sex">Sex.</param>
/// <param name="Age">Band; null for all ages.</param>
/// <param name="Kind">Kind of shelter or site, or another part of the whole; null for the whole.</param>
/// <param name="Header">Header of the column.</param>
/// <param name="Total">Sum of the numbers; null where there is none.</param>
/// <param name="Filled">Cells with a number.</param>
/// <param name="Missing">Cells that are blank or no number.</param>
sealed record CountFact(string? Code, string? Time, Sex Sex, AgeBand? Age, string? Kind, string Header, decimal? Total, long Filled, long Missing);

/// <summary>What a table counts, as facts.</summary>
/// <param name="Concept">Who is counted.</param>
/// <param name="Place">Column of the place, or null.</param>
/// <param name="Time">Column of the round, date or year; null where the table has one time.</param>
/// <param name="Facts">All of them.</param>
/// <param name="Dates">Days that the rows of a round name: first and last, by the round as written.</param>
/// <param name="Assessment">Kind of assessment that is shown where the table mixes several, which are never added up (cod.md 6.2); null where it does not.</param>
/// <param name="OtherAssessments">The kinds left out.</param>
sealed record CountTable(Concept Concept, TableColumn? Place, TableColumn? Time, IReadOnlyList<CountFact> Facts, IReadOnlyDictionary<string, (string First, string Last)> Dates, string? Assessment, IReadOnlyList<string> OtherAssessments)
{
    /// <summary>The same with no kind set apart: figures of the whole.</summary>
    public IEnumerable<CountFact> Wholes => Facts.Where(fact => fact.Kind is null);
}
