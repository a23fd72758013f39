using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Reading;

/// <summary>No row of the reference data is lost or made: rows above the data, rows with a value and blank rows are all there are, on every sheet.</summary>
public sealed class RowAccountTests
{
    [Theory]
    [MemberData(nameof(SharedFilesTests.Files), MemberType = typeof(SharedFilesTests), DisableDiscoveryEnumeration = true)]
    public void Every_row_of_every_sheet_is_accounted_for(string name)
    {
        Assert.SkipWhen(name.Length == 0, "The reference data lies beside the checkout.");
        if (name.EndsWith("README.md", StringComparison.Ordinal))
        {
            return;
        }

        using var source = TableSource.Open(Path.Combine(ProjectRoot.SharedData!, name));
        foreach (var each in source.Sheets)
        {
            if (Found(source, each.Index) is not { } sheet)
            {
                continue;
            }

            var report = Validator.Run(source, sheet, Tagger.Tag(source, sheet), new ValidateOptions { Today = Findings.Today, Rules = new HashSet<string>() });
            var (below, filled) = Count(source, sheet);

            Assert.Equal((below, filled), (report.RowsRead + report.BlankRows, report.RowsRead));
            Assert.All(report.TotalRows, row => Assert.InRange(row, sheet.FirstDataRow, sheet.FirstDataRow + below - 1));
            Assert.All(sheet.HeaderRows.Concat(sheet.TagRows), row => Assert.InRange(row, 1, sheet.FirstDataRow - 1));
            Assert.All(report.Profiles, profile => Assert.Equal(report.RowsRead, profile.Filled + profile.Empty));
        }
    }

    /// <summary>The table of a sheet; null for a sheet of notes only.</summary>
    static Sheet? Found(TableSource source, int index)
    {
        try
        {
            return SheetDetector.Detect(source, index);
        }
        catch (UnreadableException none) when (none.Problem.Code is "sheet-empty" or "not-a-table" && source.Sheets.Count > 1)
        {
            return null;
        }
    }

    static (long Below, long Filled) Count(TableSource source, Sheet sheet)
    {
        var (below, filled) = (0L, 0L);
        using var rows = source.OpenRows(sheet.Index);
        while (rows.Read())
        {
            if (rows.RowNumber >= sheet.FirstDataRow)
            {
                below++;
                filled += Enumerable.Range(0, rows.FieldCount).Any(column => !rows.Field(column).IsWhiteSpace()) ? 1 : 0;
            }
        }

        return (below, filled);
    }
}
