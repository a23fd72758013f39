using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Tabular.Tests.Reading;

/// <summary>Every file of the reference data is opened; only running text is refused.</summary>
public sealed class SharedFilesTests
{
    const string NotThere = "";
    static readonly string[] Left = ["forms", "meeting"];

    public static TheoryData<string> Files
    {
        get
        {
            var files = new TheoryData<string>();
            var root = ProjectRoot.SharedData;
            foreach (var file in root is null ? Enumerable.Empty<string>() : Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order())
            {
                var name = Path.GetRelativePath(root!, file).Replace('\\', '/');
                if (!Left.Contains(name.Split('/')[0]))
                {
                    files.Add(name);
                }
            }

            if (files.Count == 0)
            {
                // The test framework breaks over a theory without a row.
                files.Add(NotThere);
            }

            return files;
        }
    }

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Only_running_text_is_refused(string name)
    {
        Assert.SkipWhen(name == NotThere, "The reference data lies beside the checkout.");
        var path = Path.Combine(ProjectRoot.SharedData!, name);
        if (name.EndsWith("README.md", StringComparison.Ordinal))
        {
            Assert.Equal("file-not-table", Assert.Throws<UnreadableException>(() => TableSource.Open(path)).Problem.Code);
            return;
        }

        using var source = TableSource.Open(path);
        var sheet = SheetDetector.Detect(source);
        TestContext.Current.TestOutputHelper?.WriteLine($"{source.Format} {source.Encoding} '{source.Separator}' sheet {sheet.Index} of {source.Sheets.Count}: headers {string.Join(',', sheet.HeaderRows)} tags {string.Join(',', sheet.TagRows)} data {sheet.FirstDataRow} columns {sheet.Columns.Count}: {string.Join(" | ", sheet.Columns.Select(column => column.Header).Take(12))}");
        Assert.NotEmpty(sheet.Columns);
        Assert.NotEmpty(sheet.HeaderRows);
    }

    /// <summary>Rows below the header that hold a value, as the READMEs count them; checked sheet by sheet where there are several.</summary>
    [Theory]
    [InlineData("haiti/hti_admin_adm2.csv", 140)]
    [InlineData("haiti/hti_admin_adm3.csv", 570)]
    [InlineData("haiti/hti_adm3_alternative_names.csv", 571)]
    [InlineData("haiti/hti_localities.csv", 26_776)]
    [InlineData("haiti/hti_admpop_adm3_2015_derived.csv", 570)]
    [InlineData("haiti/hti_cholera_weekly_adm1_2010_2019.csv", 4_260)]
    [InlineData("haiti/hti_3w_2020.csv", 10_014)]
    [InlineData("haiti/hti_health_sites.csv", 730)]
    [InlineData("haiti/hti_matthew_reported_figures.csv", 83)]
    [InlineData("haiti/hti_dtm_idps_adm2_2010_2025.csv", 1_384)]
    [InlineData("haiti/hti_admbnda_adm3_cnigs_20181129_simplified.geojson", 570)]
    [InlineData("haiti/original/hti_adm3_itos_service.topo.json", 570)]
    [InlineData("haiti/original/hti_admbnda_cnigs_20181129_shp.zip", 10, 140, 570)]
    [InlineData("haiti/original/hti_adminboundaries_tabulardata.xlsx", 1, 10, 140, 570)]
    [InlineData("haiti/original/cholera_cases_wide.csv", 426)]
    [InlineData("sudan/sdn_dtm_idp_sadd_round3.csv", 685)]
    [InlineData("central_african_republic/original/caf_admpop_adm3_2015_v2.csv", 177)]
    [InlineData("global/global_pcodes_adm1_2.csv", 32_767)]
    public void Rows_are_as_many_as_the_file_says(string name, params int[] expected)
    {
        Assert.SkipWhen(ProjectRoot.SharedData is null, "The reference data is not there.");
        using var source = TableSource.Open(Path.Combine(ProjectRoot.SharedData!, name));
        Assert.Equal(expected, source.Sheets.Select(sheet => FilledRows(source, sheet.Index)));
    }

    /// <summary>Every row of every sheet comes out once, by rows and by blocks alike.</summary>
    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Rows_and_blocks_hold_the_same(string name)
    {
        if (name.EndsWith("README.md", StringComparison.Ordinal))
        {
            return;
        }

        using var source = TableSource.Open(Path.Combine(ProjectRoot.SharedData!, name));
        foreach (var sheet in source.Sheets)
        {
            Assert.Equal(Rows.Of(source.OpenRows(sheet.Index)), Rows.OfBlocks(source.OpenRows(sheet.Index)));
        }
    }

    static int FilledRows(TableSource source, int sheetIndex)
    {
        var sheet = SheetDetector.Detect(source, sheetIndex);
        return Rows.Of(source.OpenRows(sheetIndex)).Skip(sheet.FirstDataRow - 1).Count(row => row.Any(cell => !string.IsNullOrWhiteSpace(cell)));
    }
}
