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
}
