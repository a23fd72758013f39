using Muster.Tabular.Validating.Rules;

namespace Muster.Tabular.Validating;

/// <summary>Every rule, a line each, in the order of work of cod.md 4: structure, codes, names, dates, figures, places.</summary>
static class RuleList
{
    /// <summary>Fresh rules for one pass.</summary>
    public static IReadOnlyList<Rule> Create() =>
    [
        new CodeColumnForEachLevel(), // AB-S01
        new NameColumnForEachLevel(), // AB-S02
        new LevelsAreContiguous(), // AB-S03
        new UnknownColumns(), // AB-S04
        new OneCountryRow(), // AB-S05
        new UnitsAsStated(), // AB-S06
        new TextIsDecoded(), // AB-S07
        new NamesAreNotCut(), // AB-S08
        new NoIdenticalRows(), // AB-S09
        new NoTagsAmongData(), // AB-S10
        new RowsFitTheHeader(), // TB-01
        new ColumnHoldsItsLevel(), // TB-02
        new LastRowIsWhole(), // TB-03
        new GazetteerHasLevels(), // TB-04
        new CodeIsNotEmpty(), // AB-C01
        new CodeIsUnique(), // AB-C02
        new CodeIsOnOneLevel(), // AB-C03
        new CodeBeginsWithCountry(), // AB-C04
        new CodeHasPlainSigns(), // AB-C05
        new CodesHaveOneLength(), // AB-C06
        new CodeNestsInParent(), // AB-C07
        new ParentExists(), // AB-C08
        new ParentHasChildren(), // AB-C09
        new CodeIsText(), // AB-C10
        new CodeHasNoBlanks(), // AB-C11
        new RetiredCodeIsNotReused(), // AB-C12
        new ChangesSinceAreTold(), // AB-C13
        new NameIsNotEmpty(), // AB-N01
        new LanguageIsFilled(), // AB-N02
        new NameIsUniqueInParent(), // AB-N03
        new NameIsUniqueInCountry(), // AB-N04
        new CodeHasOneName(), // AB-N05
        new NameHasNoControls(), // AB-N06
        new TextHasNoStrayBlanks(), // AB-N07
        new NamesAreNotCapitals(), // AB-N08
        new NameIsAName(), // AB-N09
        new NamesUseTheirAlphabet(), // AB-N10
        new CountryHasItsShortName(), // AB-N11
        new LanguagesAreKnown(), // AB-N12
        new OrdinalFitsCode(), // AB-N13
        new ValidityIsDate(), // AB-D01
        new OneDatePerLayer(), // AB-D02
        new ValidToFollowsValidOn(), // AB-D03
        new ReviewedWithinAYear(), // AB-D04
        new DateIsPlausible(), // AB-D05
        new VersionFollowsTheLast(), // AB-D06
        new DatesHaveOneReading(), // AB-D07
        new CoordinatesAreOnEarth(), // AB-G04
        new OneRowPerUnit(), // PS-01
        new PopulationRowIsUnique(), // PS-02
        new CountIsWhole(), // PS-03
        new SexesAddUp(), // PS-04
        new BandsAddUp(), // PS-05
        new ChildrenAddUp(), // PS-06
        new BandsCoverAllAges(), // PS-07
        new TotalFitsASecondSource(), // PS-08
        new SexRatioIsPlausible(), // PS-09
        new SexesDiffer(), // PS-10
        new AgeStructuresDiffer(), // PS-11
        new PopulationIsNotZero(), // PS-12
        new DensityIsPlausible(), // PS-13
        new ReferenceYearIsKnown(), // PS-14
        new FiguresAreNotRounded(), // PS-15
        new CountIsNumber(), // PS-16
        new NameFitsCode(), // PS-17
        new BandHasBounds(), // PS-18
        new BandsAreTheStandard(), // SD-01
        new SexesOfSiteAddUp(), // SD-02
        new ChildrensShareIsPlausible(), // SD-03
        new SexRatioOfSiteIsPlausible(), // SD-04
        new HouseholdSizeIsPlausible(), // SD-05
        new BreakdownIsComplete(), // SD-06
        new HouseholdsAreFewerThanPeople(), // SD-07
        new CodeIsListed(), // PT-01
        new CoordinatesAreInOrder(), // PT-02
        new PointLiesInUnit(), // PT-02a
        new PointLiesInCountry(), // PT-02b
        new PointsAgreeWithCodes(), // PT-03
        new SitesAreApart(), // PT-04
        new PlaceIsResolved(), // PT-05
        new LevelsAgree(), // PT-06
        new HiddenSheetsHoldNoPersonalData(), // PT-07
        new DateIsDate(), // HXL-01
        new NumberIsNumber(), // HXL-02
    ];
}
