namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Two levels cover the same ground, as a whole and within each unit of the upper one.</summary>
sealed class LayersHaveOneArea : LayerRule
{
    const double MostDifference = 0.001;

    static readonly RuleInfo About = new("AB-G11", Severity.Warning, "Levels cover the same area", "Level {a}: {x} km2, level {b}: {y} km2.", "cod.md 4.5; to 0.1 %, in all and within each unit of the upper level; needs the layers of two levels");

    public override RuleInfo Info => About;

    public override void Compare(LayerPass pass, LayerInHand upper, LayerInHand lower)
    {
        if (!upper.IsWhole || !lower.IsWhole)
        {
            return;
        }

        var (above, below) = (upper.Areas.Sum(), lower.Areas.Sum());
        if (Differ(above, below))
        {
            pass.Layer(About, Severity.Warning, LayerPass.SquareKilometres(below), LayerPass.SquareKilometres(above), 1, upper.Level, LayerPass.SquareKilometres(above), lower.Level, LayerPass.SquareKilometres(below));
        }

        var parents = Parents.Of(upper, lower);
        var sums = new double[upper.Units.Count];
        for (var index = 0; index < parents.Length; index++)
        {
            if (parents[index] >= 0)
            {
                sums[parents[index]] += lower.Areas[index];
            }
        }

        for (var index = 0; index < sums.Length; index++)
        {
            if (sums[index] > 0 && Differ(upper.Areas[index], sums[index]))
            {
                var (own, children) = (LayerPass.SquareKilometres(upper.Areas[index]), LayerPass.SquareKilometres(sums[index]));
                pass.Unit(About, Severity.Warning, upper.Units[index], children, own, $"{upper.Level}, {upper.Units[index].Title}", own, $"{lower.Level} within it", children);
            }
        }
    }

    static bool Differ(double a, double b) => Math.Abs(a - b) > MostDifference * Math.Max(a, b);
}
