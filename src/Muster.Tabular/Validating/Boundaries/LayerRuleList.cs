namespace Muster.Tabular.Validating.Boundaries;

/// <summary>Every rule of boundary layers, in the order of work: what a unit's own shape shows comes before comparisons, which leave out what failed there.</summary>
static class LayerRuleList
{
    /// <summary>Fresh rules for one pass.</summary>
    public static IReadOnlyList<LayerRule> Create() =>
    [
        new ShapeIsPresent(), // AB-G01
        new ShapeIsAnArea(), // AB-G02
        new ShapeIsValid(), // AB-G03
        new ShapesAreOnEarth(), // AB-G04
        new LayerLiesInItsCountry(), // AB-G05
        new ShapesAreFlat(), // AB-G06
        new UnitsDoNotOverlap(), // AB-G07
        new LayerHasNoGaps(), // AB-G08
        new ChildLiesInParent(), // AB-G09
        new ParentHoldsChild(), // AB-G10
        new LayersHaveOneArea(), // AB-G11
        new AreaIsAsStated(), // AB-G12
        new LabelPointLiesInUnit(), // AB-G13
        new UnitIsNotTiny(), // AB-G14
        new CodesDifferBetweenLevels(), // AB-C03
        new ParentIsInLayer(), // AB-C08
        new ParentHasUnits(), // AB-C09
        new NamesAgreeBetweenLevels(), // AB-N05
    ];
}
