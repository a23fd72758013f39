using Microsoft.Extensions.Localization;
using Muster.Server.Features.Figures.Drawing;
using QRCoder;

namespace Muster.Server.Features.Figures;

/// <summary>Lays a figure out on paper: with operation, numbers, dates, sources, and its address to be scanned.</summary>
sealed class SheetMaker(FigureMaker figures, FigureCache cache, TimeProvider clock, IStringLocalizer<FiguresText> text)
{
    /// <summary>The sheet as SVG, drawn once.</summary>
    /// <param name="request">The figure.</param>
    /// <param name="number">Number of the sheet: what it is called when somebody phones about it.</param>
    /// <param name="cancel">Stops.</param>
    public Task<string> DrawAsync(FigureRequest request, string number, CancellationToken cancel) => FigureLanguage.InAsync(request.Settings.Language, async () =>
        await cache.GetAsync(await figures.TagAsync(request, "sheet " + number, cancel), async () => Draw(await figures.MakeAsync(request, cancel), number), svg => svg.Length * 2L));

    string Draw(FigureModel model, string number)
    {
        var (request, settings) = (model.Request, model.Request.Settings);
        var operation = request.Operation.Operation;
        var numbers = model.Body.Text.Numbers;
        var (data, made) = (FigureContext.DataDay(request.Main), FigureContext.Day(clock.GetUtcNow(), request.Main));
        var words = new PaperWords(
            operation.Name,
            FigureWords.Subtitle(operation.Glide is { } glide ? text["glide", glide] : null, text["sheet-number", number]),
            text["legend"],
            text["data-of", numbers.Day(data)],
            text["made-on", numbers.Day(made)],
            text["scale"],
            text["sources"],
            // The dates stand in the head.
            [.. model.Body.Text.Foot.SkipLast(1)],
            request.Address);
        return new PaperSheet(model.Body, words, settings.Paper, settings.Portrait) { Locator = model.Locator, Code = settings.Code && request.Address is { } address ? CodeOf(address) : null }.Draw("sheet");
    }

    static IReadOnlyList<bool[]> CodeOf(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        return [.. code.ModuleMatrix.Select(row => row.Cast<bool>().ToArray())];
    }
}
