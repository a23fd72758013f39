using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Takes a table of reported figures, one a row, into the register. Each stays linked to its cell; what is there already is not taken again, so that it can be repeated after each round.</summary>
static class TakeFromDataset
{
    const int MostRows = 2000;

    /// <summary>The choice of a dataset, then of its columns, with what would be taken.</summary>
    public static async Task<IResult> Page(OperationScope scope, [AsParameters] TakeChoice choice, KeyFigureStore store, FigureCells cells, TableStore tables, MusterDb db, HttpContext context, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel)
    {
        var datasets = await ListDatasets.SeenAsync(scope, db, cancel);
        if (string.IsNullOrEmpty(choice.Dataset))
        {
            return new RazorComponentResult<TakeFiguresPage>(new { Scope = scope, Datasets = datasets });
        }

        if (await cells.DatasetAsync(scope, choice.Dataset, cancel) is not var (dataset, version))
        {
            return Refusals.Of(context, 404);
        }

        var form = choice.Indicator is null && choice.Value is null ? TakeForm.Of(dataset, version.Columns) : choice.ToForm();
        var reading = form.IsReady(version.Columns) ? await ReadAsync(scope, form, dataset, version, tables, store, text, cancel) : null;
        return new RazorComponentResult<TakeFiguresPage>(new { Scope = scope, Datasets = datasets, Dataset = dataset, Columns = version.Columns, Form = form, Reading = reading });
    }

    public static async Task<IResult> FromForm(OperationScope scope, [FromForm] TakeForm? form, KeyFigureStore store, FigureCells cells, TableStore tables, HttpContext context, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel)
    {
        var (taken, refusal) = await TakeAsync(scope, form ?? new(), store, cells, tables, context, text, cancel);
        return taken is null ? refusal! : TypedResults.LocalRedirect(string.Create(CultureInfo.InvariantCulture, $"{scope.Path}/key-figures?told=taken&new={taken.Added}&there={taken.Present}&left={taken.Left.Count}"));
    }

    /// <returns>200 and what was taken and left; 400 <c>take-columns-needed</c>, <c>take-too-many</c>; 404 for an unknown dataset.</returns>
    public static async Task<IResult> Handle(OperationScope scope, TakeForm form, KeyFigureStore store, FigureCells cells, TableStore tables, HttpContext context, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel)
    {
        var (taken, refusal) = await TakeAsync(scope, form, store, cells, tables, context, text, cancel);
        return taken is null ? refusal! : TypedResults.Ok(taken);
    }

    static async Task<(Taken? Taken, IResult? Refusal)> TakeAsync(OperationScope scope, TakeForm form, KeyFigureStore store, FigureCells cells, TableStore tables, HttpContext context, IStringLocalizer text, CancellationToken cancel)
    {
        if (await cells.DatasetAsync(scope, form.Dataset, cancel) is not var (dataset, version))
        {
            return (null, Refusals.Of(context, 404));
        }

        if (!form.IsReady(version.Columns))
        {
            return (null, new Refusal(400, "take-columns-needed", text["take-columns-needed"]));
        }

        if (version.Rows > MostRows)
        {
            return (null, new Refusal(400, "take-too-many", text["take-too-many", MostRows]));
        }

        return (await TakeAsync(scope, form, dataset, version, tables, store, text, cancel), null);
    }

    /// <summary>Takes every row that is a figure.</summary>
    internal static async Task<Taken> TakeAsync(OperationScope scope, TakeForm form, Dataset dataset, DatasetVersion version, TableStore tables, KeyFigureStore store, IStringLocalizer text, CancellationToken cancel)
    {
        var reading = await ReadAsync(scope, form, dataset, version, tables, store, text, cancel);
        var added = 0;
        foreach (var figure in reading.Figures)
        {
            added += (await store.AddAsync(scope, figure, cancel)).IsNew ? 1 : 0;
        }

        return new Taken(added, reading.Figures.Count - added, reading.Left);
    }

    static async Task<FigureReading> ReadAsync(OperationScope scope, TakeForm form, Dataset dataset, DatasetVersion version, TableStore tables, KeyFigureStore store, IStringLocalizer text, CancellationToken cancel)
    {
        var columns = TakeForm.Parts.ToDictionary(part => part, part => form.ColumnOf(part, version.Columns));
        var reading = new FigureReading(version.Rows > MostRows, [], []);
        var known = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        for (long offset = 0; offset < Math.Min(version.Rows, MostRows); offset += TableQuery.MostRows)
        {
            var page = await tables.PageAsync(version, new TableQuery { Offset = offset, Limit = TableQuery.MostRows }, cancel);
            foreach (var row in page.Rows)
            {
                var figure = new KeyFigureForm
                {
                    Indicator = Cell("indicator", row),
                    Area = Cell("area", row),
                    PlaceCode = Cell("place-code", row),
                    Value = Cell("value", row),
                    Unit = Cell("unit", row),
                    AsOf = columns["as-of"] is null ? dataset.PeriodEnd ?? dataset.PeriodStart : DayOf(Cell("as-of", row)),
                    Source = columns["source"] is null ? dataset.Source : Cell("source", row),
                    Url = Cell("url", row),
                    Note = Cell("note", row),
                };
                var errors = figure.Check(text, DateOnly.MaxValue.AddDays(-1));
                if (figure.PlaceCode is { Length: > 0 } code)
                {
                    if (!known.TryGetValue(code, out var isKnown))
                    {
                        known[code] = isKnown = await store.KnowsPlaceAsync(scope, code, cancel);
                    }

                    if (!isKnown)
                    {
                        errors["placeCode"] = text["place-unknown", code];
                    }
                }

                if (errors.Count > 0)
                {
                    reading.Left.Add(new LeftRow(row.Number, string.Join(" ", errors.Values)));
                    continue;
                }

                var isNumber = FigureNumber.Read(figure.Value, out var value) == FigureNumber.Reading.Number;
                reading.Figures.Add(new NewFigure(figure.Indicator!, figure.Area, figure.PlaceCode, figure.UnitWanted, figure.AsOf!.Value, isNumber ? value : null, figure.Value ?? "", figure.Source!.Trim(), Filled(figure.Url), Filled(figure.Note))
                {
                    Cell = new CellLink(dataset.Id, version.Number, row.Number, columns["value"]!.Header),
                });
            }
        }

        return reading;

        string? Cell(string part, TableRow row) => columns[part] is { } column && row.Cells[column.Index] is { } cell ? CellText.Of(cell).Trim() : null;
    }

    static DateOnly? DayOf(string? text) => DateOnly.TryParseExact(text?.Length > 10 ? text[..10] : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

/// <summary>The page's choice: a dataset, then its columns.</summary>
public sealed record TakeChoice(string? Dataset, string? Indicator, string? Value, string? AsOf, string? Area, string? PlaceCode, string? Unit, string? Source, string? Url, string? Note)
{
    internal TakeForm ToForm() => new() { Dataset = Dataset, Indicator = Indicator, Value = Value, AsOf = AsOf, Area = Area, PlaceCode = PlaceCode, Unit = Unit, Source = Source, Url = Url, Note = Note };
}

/// <summary>What a table's rows say.</summary>
/// <param name="IsCut">The table has more rows than are taken at once.</param>
/// <param name="Figures">Rows that are figures.</param>
/// <param name="Left">Rows that are not, each with the reason.</param>
public sealed record FigureReading(bool IsCut, List<NewFigure> Figures, List<LeftRow> Left);

/// <summary>A row that was not taken.</summary>
/// <param name="Row">Number from 1.</param>
/// <param name="Reason">Why.</param>
public sealed record LeftRow(int Row, string Reason);

/// <summary>What was taken.</summary>
/// <param name="Added">New in the register.</param>
/// <param name="Present">There already.</param>
/// <param name="Left">Rows left, each with the reason.</param>
public sealed record Taken(int Added, int Present, IReadOnlyList<LeftRow> Left);
