namespace Muster.Tabular.Detecting;

/// <summary>Weighs the sheets of a workbook against each other.</summary>
static class SheetScore
{
    const int LongestValue = 60;

    static readonly string[] PlaceWords = ["pcode", "p-code", "p_code", "adm1", "adm2", "adm3", "adm4", "adm0", "admin", "#adm", "district", "region", "province"];

    /// <summary>Short cells below the header in the preview, doubled where a header names places; 0 where there is no table.</summary>
    public static double Of(Preview preview)
    {
        if (preview.Filled.Count == 0 || TableFinder.Find(preview) is not { } layout)
        {
            return 0;
        }

        var cells = preview.Filled
            .Where(row => row.Number >= layout.FirstDataRow && row.Filled.Count > 1)
            .Sum(row => row.Filled.Count(column => row[column].Length <= LongestValue));
        var headers = layout.HeaderRows.Concat(layout.TagRows).Select(number => preview[number]).OfType<PreviewRow>();
        var namesPlaces = headers.Any(row => row.Filled.Any(column => PlaceWords.Any(word => row[column].Contains(word, StringComparison.OrdinalIgnoreCase))));
        return namesPlaces ? cells * 2 : cells;
    }
}
