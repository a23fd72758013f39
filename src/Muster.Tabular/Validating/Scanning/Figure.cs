using System.Globalization;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>Writes figures for messages.</summary>
static class Figure
{
    /// <summary>A number with at most three decimals and no separators.</summary>
    public static string Of(double number) => Math.Round(number, 3).ToString(CultureInfo.InvariantCulture);
}
