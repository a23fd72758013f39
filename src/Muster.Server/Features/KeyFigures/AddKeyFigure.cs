using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Enters a reported figure, by hand or from a dataset's cell.</summary>
static class AddKeyFigure
{
    /// <summary>The form, filled from a cell where one is named, or from a line to which another report is added.</summary>
    public static async Task<IResult> Page(OperationScope scope, KeyFigureStore store, FigureCells cells, HttpContext context, TimeProvider clock, string? dataset, int? row, string? column, Guid? like, CancellationToken cancel)
    {
        var form = new KeyFigureForm { AsOf = Today(scope, clock) };
        if (!string.IsNullOrEmpty(dataset))
        {
            if (await cells.FindAsync(scope, dataset, row, column, cancel) is not { } cell)
            {
                return Refusals.Of(context, 404);
            }

            form = Filled(form, cell);
        }
        else if (like is { } id && await store.FindAsync(scope, id, cancel) is { } line)
        {
            (form.Indicator, form.Area, form.PlaceCode, form.Unit) = (line.Figure.Indicator, line.Figure.Area, line.Figure.PlaceCode, line.Figure.Unit);
        }

        return await FormAsync(scope, form, null, store, cancel);
    }

    public static async Task<IResult> FromForm(OperationScope scope, [FromForm] KeyFigureForm? form, KeyFigureStore store, FigureCells cells, TimeProvider clock, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel)
    {
        form ??= new();
        var (line, isNew, errors) = await AddAsync(scope, form, store, cells, clock, text, cancel);
        return line is null
            ? await FormAsync(scope, form, errors, store, cancel)
            : TypedResults.LocalRedirect($"{scope.Path}/key-figures/{line.Id:D}?told={(isNew ? "added" : "there-already")}");
    }

    /// <returns>201 and the line; 200 where the report was there already; 400 <c>key-figure-invalid</c>.</returns>
    public static async Task<IResult> Handle(OperationScope scope, KeyFigureForm form, KeyFigureStore store, FigureCells cells, TimeProvider clock, IStringLocalizer<KeyFiguresText> text, CancellationToken cancel)
    {
        var (line, isNew, errors) = await AddAsync(scope, form, store, cells, clock, text, cancel);
        if (line is null)
        {
            return new Refusal(400, "key-figure-invalid", text["invalid"]) { Errors = errors.ToDictionary(error => error.Key, error => new[] { error.Value }) };
        }

        var answer = KeyFigureAnswer.Of((await store.FindAsync(scope, line.Id, cancel))!);
        return isNew ? TypedResults.Created($"/api{scope.Path}/key-figures/{line.Id:D}", answer) : TypedResults.Ok(answer);
    }

    static async Task<(KeyFigure? Line, bool IsNew, Dictionary<string, string> Errors)> AddAsync(OperationScope scope, KeyFigureForm form, KeyFigureStore store, FigureCells cells, TimeProvider clock, IStringLocalizer text, CancellationToken cancel)
    {
        FigureCell? cell = null;
        if (form.IsFromCell)
        {
            cell = await cells.FindAsync(scope, form.Dataset, form.Row, form.Column, cancel);
            form.Value = cell?.Text ?? form.Value;
        }

        var errors = form.Check(text, Today(scope, clock));
        if (form.IsFromCell && cell is null)
        {
            errors["dataset"] = text["cell-unknown"];
        }

        if (!string.IsNullOrWhiteSpace(form.PlaceCode) && !await store.KnowsPlaceAsync(scope, form.PlaceCode, cancel))
        {
            errors["placeCode"] = text["place-unknown", form.PlaceCode.Trim()];
        }

        if (errors.Count > 0)
        {
            return (null, false, errors);
        }

        var reading = FigureNumber.Read(form.Value, out var value);
        var (line, isNew) = await store.AddAsync(scope, new NewFigure(
            form.Indicator!, form.Area, form.PlaceCode, form.UnitWanted, form.AsOf!.Value, reading == FigureNumber.Reading.Number ? value : null, (form.Value ?? "").Trim(), form.Source!.Trim(), Filled(form.Url), Filled(form.Note))
        {
            Cell = cell?.Link,
        }, cancel);
        return (line, isNew, errors);
    }

    static async Task<IResult> FormAsync(OperationScope scope, KeyFigureForm form, Dictionary<string, string>? errors, KeyFigureStore store, CancellationToken cancel) =>
        new RazorComponentResult<KeyFigureFormPage>(new
        {
            Scope = scope,
            Form = form,
            Errors = (IReadOnlyDictionary<string, string>)(errors ?? []),
            Places = await store.PlacesAsync(scope, cancel),
        })
        { StatusCode = errors is null ? 200 : 400 };

    static KeyFigureForm Filled(KeyFigureForm form, FigureCell cell)
    {
        (form.Dataset, form.Row, form.Column, form.Value) = (cell.Dataset.Slug, cell.Row.Number, "c" + cell.Column.Index.ToString(System.Globalization.CultureInfo.InvariantCulture), cell.Text);
        (form.Indicator, form.PlaceCode, form.Area) = (cell.Column.Header, cell.Place.Code, cell.Place.Name);
        (form.Source, form.AsOf) = (cell.Dataset.Source, cell.Dataset.PeriodEnd ?? cell.Dataset.PeriodStart ?? form.AsOf);
        return form;
    }

    static DateOnly Today(OperationScope scope, TimeProvider clock) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById(scope.Operation.Zone)).Date);

    static string? Filled(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
