namespace Muster.Server.Features.Figures.Drawing;

/// <summary>A place on a sheet.</summary>
/// <param name="Start">Pixels from the side where lines begin: left, or right in Arabic.</param>
/// <param name="Top">Pixels from above.</param>
/// <param name="Width">Width.</param>
/// <param name="Height">Height.</param>
readonly record struct SheetBox(double Start, double Top, double Width, double Height)
{
    public double Bottom => Top + Height;

    /// <summary>True where a drawing has no more room than a phone or a column gives.</summary>
    public bool IsNarrow => Width < 480;
}

/// <summary>A figure without its paper: it draws itself into any place. Title, sources and paper are around it.</summary>
/// <param name="Text">Words around it.</param>
abstract record FigureBody(FigureText Text)
{
    /// <summary>Height that it would like at a width.</summary>
    public abstract double HeightFor(double width);

    /// <summary>Draws into a place.</summary>
    /// <param name="sheet">The paper.</param>
    /// <param name="name">First part of the ids in it.</param>
    /// <param name="box">The place.</param>
    public abstract void Draw(Sheet sheet, string name, SheetBox box);

    /// <summary>The figure on a sheet of its own, as SVG.</summary>
    /// <param name="name">First part of the ids in it.</param>
    /// <param name="shape">Shape of the sheet.</param>
    public string Draw(string name, SheetShape shape)
    {
        var width = Sheet.WidthOf(shape) - (2 * Sheet.Margin);
        var height = HeightFor(width);
        return Sheet.Draw(name, Text, shape, height, sheet => Draw(sheet, name, new SheetBox(Sheet.Margin, sheet.Top, width, height)));
    }
}
