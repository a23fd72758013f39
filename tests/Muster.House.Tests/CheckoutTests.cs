using System.Text.RegularExpressions;

namespace Muster.House.Tests;

public sealed partial class CheckoutTests
{
    const long LargestFileInBytes = 2 * 1024 * 1024;

    [Fact]
    public void No_file_is_larger_than_two_megabytes() =>
        Assert.DoesNotContain(Checkout.Files, path => new FileInfo(Checkout.Full(path)).Length > LargestFileInBytes);

    [Fact]
    public void Lock_files_name_no_registry_host()
    {
        var locks = Checkout.FilesEnding("package-lock.json", "packages.lock.json").ToList();

        Assert.NotEmpty(locks);
        Assert.DoesNotContain(locks, path => RegistryAddress().IsMatch(Checkout.Read(path)));
    }

    [Fact]
    public void Every_project_has_a_committed_lock_file() =>
        Assert.DoesNotContain(Checkout.FilesEnding(".csproj"), path => !Checkout.Files.Contains(Sibling(path, "packages.lock.json")));

    [Fact]
    public void Every_npm_folder_pins_exact_versions_and_has_a_lock_file()
    {
        foreach (var path in Checkout.Files.Where(path => Path.GetFileName(path) == "package.json"))
        {
            Assert.Contains(Sibling(path, "package-lock.json"), Checkout.Files);
            Assert.DoesNotMatch(LooseVersion(), Checkout.Read(path));
        }
    }

    [Fact]
    public void Third_party_code_is_not_committed() =>
        Assert.DoesNotContain(Checkout.Files, path => path.Contains("node_modules/", StringComparison.Ordinal) || path.EndsWith(".min.js", StringComparison.Ordinal));

    [Fact]
    public void The_programs_of_the_house_can_be_run() =>
        Assert.All(["run", "test", "bench", ".ci/run"], path => Assert.StartsWith("100755", Checkout.Run("git", "ls-files", "--stage", path).Output, StringComparison.Ordinal));

    [Fact]
    public void Continuous_integration_runs_the_whole_of_test()
    {
        var lines = Checkout.Read(".ci/run").Split('\n').Select(line => line.Trim()).Where(line => line.Contains("./test", StringComparison.Ordinal) && !line.StartsWith('#'));

        Assert.Equal(["exec ./test"], lines);
    }

    static string Sibling(string path, string name) => path[..(path.LastIndexOf('/') + 1)] + name;

    [GeneratedRegex("\"resolved\"\\s*:\\s*\"[a-z+]+://|https?://[^\"/]*(registry|nuget)[^\"]*\"")]
    private static partial Regex RegistryAddress();

    [GeneratedRegex("\"[^\"]+\"\\s*:\\s*\"[\\^~*<>]")]
    private static partial Regex LooseVersion();
}
