using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;

namespace Muster.Server.Features.Figures;

/// <summary>What is asked of a pyramid.</summary>
public sealed record PyramidQuery
{
    const int MostPlaces = 200;

    /// <summary>P-codes of units added up; none takes all.</summary>
    public IReadOnlyList<string> Places { get; init; } = [];

    /// <summary>What is counted: name of a concept, in lower case; null takes the first that has bands.</summary>
    public string? Counted { get; init; }

    internal PyramidUnit Unit { get; init; }

    /// <summary>Value of the round or date column.</summary>
    public string? Round { get; init; }

    internal SheetShape Shape { get; init; }

    internal static PyramidQuery Read(IQueryCollection query, IStringLocalizer<FiguresText> text)
    {
        string[] places = [.. query["place"].Where(place => !string.IsNullOrWhiteSpace(place)).Select(place => place!.Trim()).Distinct().Order(StringComparer.Ordinal)];
        return places.Length > MostPlaces ? throw FigureProblems.Parameter(text, "place", places[0] + " …", text["places-allowed", MostPlaces]) : new PyramidQuery
        {
            Places = places,
            Counted = FigureQuery.Text(query, "counted"),
            Unit = FigureQuery.Choice(query, "unit", text, PyramidUnit.People),
            Round = FigureQuery.Text(query, "round"),
            Shape = FigureQuery.Choice(query, "size", text, SheetShape.Wide),
        };
    }

    /// <summary>The query of an address for this pyramid, without what is the default.</summary>
    public string Address => FigureQuery.Address([.. Places.Select(place => ("place", (string?)place)), ("counted", Counted), ("unit", Unit == PyramidUnit.People ? null : FigureQuery.Word(Unit)), ("round", Round)]);
}
