using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Figures;
using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Population;

/// <summary>Displaced people by round and place, with the trend, sex, age, kind of shelter, and what is missing.</summary>
static class ShowDisplacement
{
    /// <summary>What is asked.</summary>
    /// <param name="Dataset">Short name of the dataset; the first where none is named.</param>
    /// <param name="Place">P-code within which; the country where none is named.</param>
    /// <param name="Round">Round of the table of places; the newest where none is named.</param>
    public sealed record Question(string? Dataset, string? Place, string? Round);

    /// <returns>The page; 404 for an unknown place or dataset.</returns>
    public static async Task<IResult> Page(OperationScope scope, [AsParameters] Question question, PopulationStore store, DisplacementMaker maker, IStringLocalizer<PopulationText> text, HttpContext context, CancellationToken cancel)
    {
        var sources = await maker.SourcesAsync(scope, cancel);
        if (await FindAsync(scope, question, sources, store, maker, cancel) is not { } found)
        {
            return string.IsNullOrEmpty(question.Place) && string.IsNullOrEmpty(question.Dataset) ? new RazorComponentResult<DisplacementPage>(new { Scope = scope, HasSources = sources.Count > 0 }) : Refusals.Of(context, 404);
        }

        return new RazorComponentResult<DisplacementPage>(new
        {
            Scope = scope,
            HasSources = true,
            Given = found.Displacement,
            Choices = (IReadOnlyList<(string Slug, string Title)>)[.. sources.Select(source => (source.Dataset.Slug, source.Dataset.Title))],
            Units = found.Units,
            Trend = DisplacementTrend.Draw(found.Displacement, text, SheetShape.Wide),
            NarrowTrend = DisplacementTrend.Draw(found.Displacement, text, SheetShape.Tall),
        });
    }

    /// <returns>Rounds, places of the chosen round and blank cells; 404 where no dataset that the viewer sees counts displaced people.</returns>
    public static async Task<IResult> Handle(OperationScope scope, [AsParameters] Question question, PopulationStore store, DisplacementMaker maker, HttpContext context, CancellationToken cancel) =>
        await FindAsync(scope, question, await maker.SourcesAsync(scope, cancel), store, maker, cancel) is { } found ? TypedResults.Ok(DisplacementAnswer.Of(found.Displacement)) : Refusals.Of(context, 404);

    /// <summary>A row a round: people, what is told of sex, units assessed and not.</summary>
    public static async Task<IResult> Csv(OperationScope scope, [AsParameters] Question question, PopulationStore store, DisplacementMaker maker, HttpContext context, CancellationToken cancel)
    {
        if (await FindAsync(scope, question, await maker.SourcesAsync(scope, cancel), store, maker, cancel) is not { } found)
        {
            return Refusals.Of(context, 404);
        }

        var csv = new FigureCsv().Row("round", "first_day", "last_day", "people", "female", "male", "sex_told", "units_assessed", "units_not_assessed", "not_assessed", "blank_cells", "in_camp", "out_of_camp", "shelter_unknown", "shelter_counts");
        foreach (var round in found.Displacement.Rounds)
        {
            var count = round.Count;
            var told = count.Shelters.Count > 0;
            csv.Row(round.Time, round.First, round.Last, count.People, count.Female, count.Male, count.SexTold, round.Assessed, round.NotAssessed.Count, string.Join(' ', round.NotAssessed.Select(unit => unit.Code)), count.MissingCells,
                told ? count.InCamp : null, told ? count.OutOfCamp : null, told ? count.ShelterUnknown : null, !told ? null : count.SheltersAreHouseholds ? "households" : "people");
        }

        return TypedResults.File(csv.ToBytes(), "text/csv; charset=utf-8", $"{found.Displacement.Source.Dataset.Slug}-rounds.csv");
    }

    static async Task<(Displacement Displacement, IReadOnlyList<PlaceOption> Units)?> FindAsync(OperationScope scope, Question question, IReadOnlyList<CountSource> sources, PopulationStore store, DisplacementMaker maker, CancellationToken cancel)
    {
        if (await store.PlaceAsync(scope, question.Place, cancel) is not { } place)
        {
            return null;
        }

        foreach (var source in sources.Where(source => string.IsNullOrEmpty(question.Dataset) || source.Dataset.Slug == question.Dataset))
        {
            if (await maker.MakeAsync(scope, source, place.Gazetteer, place.Place, string.IsNullOrEmpty(question.Round) ? null : question.Round, cancel) is { } made)
            {
                return (made, PlaceOption.Of(place.Gazetteer.Gazetteer));
            }
        }

        return null;
    }
}

/// <summary>Displaced people, for scripts. A unit that is missing in a round is not assessed, which is not zero.</summary>
sealed record DisplacementAnswer(string Dataset, string Place, string? Assessment, IReadOnlyList<string> OtherAssessments, IReadOnlyList<RoundAnswer> Rounds, string Round, IReadOnlyList<DisplacedPlaceAnswer> Places, IReadOnlyList<MissingCell> BlankCells, int UnknownCodes)
{
    public static DisplacementAnswer Of(Displacement view) => new(
        view.Source.Dataset.Slug, view.Place.Code, view.Table.Assessment, view.Table.OtherAssessments,
        [.. view.Rounds.Select(round => new RoundAnswer(round.Time, round.First, round.Last, DisplacedAnswer.Of(round.Count), round.Assessed, [.. round.NotAssessed.Select(unit => unit.Code)]))],
        view.Chosen, [.. view.Rows.Select(row => new DisplacedPlaceAnswer(row.Code, row.Name, row.IsAssessed, row.IsAssessed ? DisplacedAnswer.Of(row.Count) : null))], view.Missing, view.UnknownCodes);
}

/// <summary>A round.</summary>
sealed record RoundAnswer(string Round, string? FirstDay, string? LastDay, DisplacedAnswer Count, int UnitsAssessed, IReadOnlyList<string> NotAssessed);

/// <summary>A unit in the chosen round; no count where it was not assessed.</summary>
sealed record DisplacedPlaceAnswer(string Code, string Name, bool Assessed, DisplacedAnswer? Count);

/// <summary>Counts as they are, never scaled: <c>sexTold</c> people of <c>people</c> have their sex told.</summary>
sealed record DisplacedAnswer(decimal? People, decimal? Female, decimal? Male, decimal? SexTold, bool IsPartial, bool IsWithheld, IReadOnlyList<GroupAnswer> Groups, IReadOnlyList<ShelterCount> Shelters, string? SheltersCount, decimal? InCamp, decimal? OutOfCamp, long BlankCells)
{
    public static DisplacedAnswer Of(DisplacedCount count) => new(
        count.People, count.Female, count.Male, count.SexTold, count.IsPartial, count.IsWithheld, [.. count.Groups.Select(group => new GroupAnswer(group.Sex.ToString().ToLowerInvariant(), group.Age.ToString(), group.People, 0))],
        count.Shelters, count.Shelters.Count == 0 ? null : count.SheltersAreHouseholds ? "households" : "people", count.Shelters.Count == 0 ? null : count.InCamp, count.Shelters.Count == 0 ? null : count.OutOfCamp, count.MissingCells);
}
