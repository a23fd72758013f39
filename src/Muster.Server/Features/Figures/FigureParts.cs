using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Figures;

/// <summary>A part that a count is split into: columns added up.</summary>
/// <param name="Name">In the reader's words.</param>
/// <param name="Columns">Numbers of its columns.</param>
/// <param name="Fill">Colour of its own; null for the next free one.</param>
sealed record FigurePart(string Name, IReadOnlyList<int> Columns, string? Fill = null)
{
    /// <summary>Parts of a measure by sex or age as the table has columns for them; the measure alone where it is not split so.</summary>
    public static IReadOnlyList<FigurePart> Of(IReadOnlyList<TableColumn> columns, Measure measure, string? split, IStringLocalizer<FiguresText> text)
    {
        var counted = columns.Where(column => column.Meaning.Concept == measure.Meaning.Concept && column.Meaning.Qualifier == measure.Meaning.Qualifier && column.Profile.Type is ColumnType.WholeNumber or ColumnType.Number).ToList();
        var parts = split switch { "sex" => BySex(counted, measure, text), "age" => ByAge(counted, measure, text), _ => [] };
        return parts.Count > 0 ? parts : split is "sex" or "age" ? throw FigureProblems.NoParts(text, measure.Label) : [new FigurePart(measure.Label, measure.Columns)];
    }

    static List<FigurePart> BySex(List<TableColumn> counted, Measure measure, IStringLocalizer<FiguresText> text) =>
        [.. new[] { (Sex.Male, text["male"].Value, Pyramid.MaleFill), (Sex.Female, text["female"].Value, Pyramid.FemaleFill), (Sex.Unknown, text["sex-not-stated"].Value, "#9aa5ab") }
            .Select(sex => (sex, Column: counted.FirstOrDefault(column => column.Meaning.Sex == sex.Item1 && column.Meaning.Age == measure.Meaning.Age)))
            .Where(found => found.Column is not null).Select(found => new FigurePart(found.sex.Item2, [found.Column!.Index], found.sex.Item3))];

    static List<FigurePart> ByAge(List<TableColumn> counted, Measure measure, IStringLocalizer<FiguresText> text)
    {
        var bands = counted.Where(column => column.Meaning.Age is not null).GroupBy(column => column.Meaning.Age!.Value)
            .Select(band => (Age: band.Key, Columns: OfSex([.. band], measure.Meaning.Sex))).Where(band => band.Columns.Count > 0).ToList();
        var chosen = PyramidData.WithoutOverlap([.. bands.Select(band => band.Age)]);
        var colours = Palette.All[0].Colours(Math.Max(2, chosen.Count));
        return [.. chosen.Select((age, index) => new FigurePart(Measure.Band(age, text), bands.First(band => band.Age == age).Columns, colours[index]))];
    }

    /// <summary>The band's column of the wanted sex; for both sexes females and males where there is none together.</summary>
    static IReadOnlyList<int> OfSex(IReadOnlyList<TableColumn> band, Sex sex)
    {
        var own = band.FirstOrDefault(column => column.Meaning.Sex == sex);
        if (own is not null)
        {
            return [own.Index];
        }

        var both = band.Where(column => column.Meaning.Sex is Sex.Male or Sex.Female).DistinctBy(column => column.Meaning.Sex).ToList();
        return sex == Sex.All && both.Count == 2 ? [.. both.Select(column => column.Index)] : [];
    }
}
