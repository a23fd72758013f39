using System.Globalization;
using System.Text;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Lines as path data in tenths of a pixel, each point told from the one before: half as long as plain coordinates.</summary>
static class SvgPath
{
    public static string Of(IEnumerable<Spot[]> lines, bool isClosed)
    {
        var path = new StringBuilder();
        foreach (var line in lines.Where(line => line.Length > 1))
        {
            var (atX, atY) = ((int)Math.Round(line[0].X * 10), (int)Math.Round(line[0].Y * 10));
            path.Append('M');
            Append(path, atX, false);
            Append(path, atY, true);
            path.Append('l');
            var isFirst = true;
            foreach (var spot in line.AsSpan(1))
            {
                var (x, y) = ((int)Math.Round(spot.X * 10), (int)Math.Round(spot.Y * 10));
                Append(path, x - atX, !isFirst);
                Append(path, y - atY, true);
                (atX, atY, isFirst) = (x, y, false);
            }

            path.Append(isClosed ? "z" : "");
        }

        return path.ToString();
    }

    static void Append(StringBuilder path, int tenths, bool isSeparated)
    {
        if (isSeparated && tenths >= 0)
        {
            path.Append(' ');
        }

        path.Append(CultureInfo.InvariantCulture, $"{tenths / 10.0:0.#}");
    }
}
