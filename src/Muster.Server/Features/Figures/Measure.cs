using System.Globalization;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>What a map can show: a column that counts, or several added up where the file has no total of its own.</summary>
/// <param name="Key">In addresses: numbers of its columns, joined by a dot.</param>
/// <param name="Columns">Numbers of its columns.</param>
/// <param name="Meaning">What it counts.</param>
/// <param name="Label">In words: "Population, female, 5–9".</param>
/// <param name="Headers">Headers of its columns.</param>
public sealed record Measure(string Key, IReadOnlyList<int> Columns, Meaning Meaning, string Label, string Headers)
{
    /// <summary>Measures of a table, the one to show first first.</summary>
    internal static IReadOnlyList<Measure> Of(IReadOnlyList<TableColumn> columns, IStringLocalizer<FiguresText> text)
    {
        var counting = columns.Where(column => (column.Meaning.CountsPeople || column.Meaning.Concept == Concept.Households) && column.Profile.Type is ColumnType.WholeNumber or ColumnType.Number).ToList();
        var single = counting.Select(column => new Measure(Number(column.Index), [column.Index], column.Meaning, Words(column.Meaning, text), column.Header)).ToList();
        return [.. Totals(counting, text).Concat(single).OrderBy(Rank)];
    }

    /// <summary>Females, males and unknown added up, for what has no total column.</summary>
    static IEnumerable<Measure> Totals(List<TableColumn> counting, IStringLocalizer<FiguresText> text) =>
        from column in counting
        group column by (column.Meaning.Concept, column.Meaning.Qualifier) into columns
        where !columns.Any(column => column.Meaning is { Sex: Sex.All, Age: null })
        let parts = Parts([.. columns])
        where parts.Count > 1
        let meaning = new Meaning(columns.Key.Concept, Qualifier: columns.Key.Qualifier)
        select new Measure(string.Join('.', parts.Select(part => Number(part.Index))), [.. parts.Select(part => part.Index)], meaning, Words(meaning, text), string.Join(" + ", parts.Select(part => part.Header)));

    /// <summary>Totals by sex where both are there; nothing is made of one sex alone.</summary>
    static List<TableColumn> Parts(List<TableColumn> columns)
    {
        var bySex = columns.Where(column => column.Meaning is { Sex: not Sex.All, Age: null }).DistinctBy(column => column.Meaning.Sex).ToList();
        return bySex.Any(column => column.Meaning.Sex == Sex.Female) && bySex.Any(column => column.Meaning.Sex == Sex.Male) ? bySex : [];
    }

    /// <summary>Both sexes and all ages before parts, a plain column before a qualified one, else as in the file.</summary>
    static int Rank(Measure measure) =>
        (measure.Meaning.Qualifier is null ? 0 : 8) + (measure.Meaning.Age is null ? 0 : 4) + (measure.Meaning.Sex == Sex.All ? 0 : 2) + (measure.Meaning.Concept == Concept.Households ? 1 : 0);

    /// <summary>A meaning in the reader's words.</summary>
    internal static string Words(Meaning meaning, IStringLocalizer<FiguresText> text)
    {
        var words = text["concept-" + meaning.Concept.ToString().ToLowerInvariant()].Value;
        words += meaning.Sex == Sex.All ? "" : ", " + text["sex-" + meaning.Sex.ToString().ToLowerInvariant()];
        words += meaning.Age is { } age ? ", " + Band(age, text) : "";
        return meaning.Qualifier is null ? words : $"{words} ({meaning.Qualifier})";
    }

    internal static string Band(AgeBand age, IStringLocalizer<FiguresText> text) => new PyramidWords("", "", "", "", text["months"], "").Band(age);

    static string Number(int column) => column.ToString(CultureInfo.InvariantCulture);
}
