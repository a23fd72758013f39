using Muster.Server.Features.Figures.Drawing;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Places;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Figures;

/// <summary>A figure to be drawn: a saved one, or one that is being made.</summary>
/// <param name="Operation">Operation and viewer.</param>
/// <param name="Kind">Kind.</param>
/// <param name="Title">Title; null takes the dataset's.</param>
/// <param name="Settings">What is drawn and how.</param>
/// <param name="Main">Dataset with the version that is drawn.</param>
/// <param name="Second">Dataset joined by place; null for none.</param>
sealed record FigureRequest(OperationScope Operation, FigureKind Kind, string? Title, FigureSettings Settings, DatasetScope Main, DatasetScope? Second)
{
    /// <summary>Address of the figure, for its sheet; null for one that is not saved.</summary>
    public string? Address { get; init; }

    /// <summary>Everything in it that changes the drawing.</summary>
    public string Key => FigureQuery.Address([("kind", FigureQuery.Word(Kind)), ("title", Title), .. Settings.Fields()]) + " " + Address;
}

/// <summary>What can be chosen for a figure.</summary>
/// <param name="Measures">What the dataset counts.</param>
/// <param name="SecondMeasures">What the joined dataset counts.</param>
/// <param name="Levels">Levels that it can be drawn at.</param>
/// <param name="Round">Rounds with the one drawn; null where the data has none.</param>
/// <param name="SecondRound">The same of the joined dataset.</param>
/// <param name="Columns">Columns of few different texts, to group by: key and heading.</param>
public sealed record FigureChoices(IReadOnlyList<Measure> Measures, IReadOnlyList<Measure> SecondMeasures, IReadOnlyList<MapLevel> Levels, RoundChoice? Round, RoundChoice? SecondRound, IReadOnlyList<(string Key, string Label)> Columns)
{
    public static FigureChoices None { get; } = new([], [], [], null, null, []);
}

/// <summary>A column of the table beside a figure.</summary>
/// <param name="Name">Name in CSV and JSON.</param>
/// <param name="Header">Heading on the page.</param>
/// <param name="IsNumber">Holds numbers.</param>
public sealed record FigureColumn(string Name, string Header, bool IsNumber = false);

/// <summary>A cell: as people read it, and as programs do.</summary>
/// <param name="Shown">For people.</param>
/// <param name="Raw">Text, number, or null for no data.</param>
public readonly record struct FigureCell(string Shown, object? Raw);

/// <summary>The same figures as a table: beside the drawing on its page, and as CSV and JSON.</summary>
/// <param name="Columns">Columns.</param>
/// <param name="Rows">Rows, in the order in which a reader wants them.</param>
public sealed record FigureTable(IReadOnlyList<FigureColumn> Columns, IReadOnlyList<IReadOnlyList<FigureCell>> Rows);

/// <summary>A figure with all that was chosen for it.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Body">The drawing.</param>
/// <param name="Table">The same as a table.</param>
/// <param name="Choices">What can be chosen.</param>
/// <param name="Level">Level drawn; null where it has none.</param>
/// <param name="Edition">Edition of the places; null where it needs none.</param>
/// <param name="Locator">Where a map of a part lies in its country; null for none.</param>
sealed record FigureModel(FigureRequest Request, FigureBody Body, FigureTable Table, FigureChoices Choices, int? Level, GazetteerEdition? Edition, PaperLocator? Locator)
{
    /// <summary>Areas of a map, for GeoJSON and the map to zoom; empty for other kinds.</summary>
    public IReadOnlyList<MapArea> Areas => Body is ThematicMap map ? map.Areas : [];
}
