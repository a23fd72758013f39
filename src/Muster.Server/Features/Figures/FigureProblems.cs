using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>Why a figure cannot be drawn, thrown where it is found out and answered as a refusal.</summary>
sealed class FigureException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal => refusal;
}

/// <summary>Refusals of figures, in words.</summary>
static class FigureProblems
{
    /// <summary>400: a parameter of the address is wrong.</summary>
    public static FigureException Parameter(IStringLocalizer<FiguresText> text, string name, string value, string allowed) =>
        new(new Refusal(400, "figure-parameter", text["figure-parameter", name, value.Length > 60 ? value[..60] + "…" : value], text["figure-parameter-next", allowed]));

    /// <summary>409: the dataset has no accepted data yet.</summary>
    public static FigureException NoVersion(IStringLocalizer<FiguresText> text) => Of(text, "figure-no-version");

    /// <summary>409: no column holds codes of places.</summary>
    public static FigureException NoPlaces(IStringLocalizer<FiguresText> text) => Of(text, "figure-no-place-codes");

    /// <summary>409: no column counts people or households.</summary>
    public static FigureException NoCounts(IStringLocalizer<FiguresText> text) => Of(text, "figure-no-counts");

    /// <summary>409: no columns by sex and age.</summary>
    public static FigureException NoBands(IStringLocalizer<FiguresText> text) => Of(text, "figure-no-bands");

    /// <summary>409: no boundaries are loaded for the country.</summary>
    public static FigureException NoBoundaries(IStringLocalizer<FiguresText> text, string place) => Of(text, "figure-no-boundaries", place);

    /// <summary>409: none of the codes is of the edition.</summary>
    public static FigureException OtherEdition(IStringLocalizer<FiguresText> text, int codes, string edition) => Of(text, "figure-other-edition", codes, edition);

    /// <summary>409: no column tells rounds, dates or years of the same places.</summary>
    public static FigureException NoRounds(IStringLocalizer<FiguresText> text) => Of(text, "figure-no-rounds");

    /// <summary>409: the count has no columns by sex or age to be split into.</summary>
    public static FigureException NoParts(IStringLocalizer<FiguresText> text, string measure) => Of(text, "figure-no-parts", measure);

    /// <summary>409: no columns of latitude and longitude.</summary>
    public static FigureException NoCoordinates(IStringLocalizer<FiguresText> text) => Of(text, "figure-no-coordinates");

    /// <summary>409: a dataset of the figure was deleted.</summary>
    public static FigureException DatasetGone(IStringLocalizer<FiguresText> text) => Of(text, "figure-dataset-gone");

    /// <summary>409: asked of a kind of figure that has no such thing.</summary>
    public static FigureException NotOfKind(IStringLocalizer<FiguresText> text) => Of(text, "figure-not-of-kind");

    /// <summary>Answers a figure, or why there is none.</summary>
    public static async Task<IResult> TryAsync(IStringLocalizer<FiguresText> text, Func<Task<IResult>> answer)
    {
        try
        {
            return await answer();
        }
        catch (FigureException problem)
        {
            return problem.Refusal;
        }
        catch (TableLimitException)
        {
            return new Refusal(503, "figure-too-long", text["figure-too-long"], text["figure-too-long-next"]);
        }
    }

    static FigureException Of(IStringLocalizer<FiguresText> text, string code, params object[] arguments) =>
        new(new Refusal(409, code, text[code, arguments], text[code + "-next", arguments]));
}
