namespace Muster.Cli.Tests;

public sealed class RootTests
{
    [Fact]
    public void The_root_of_the_checkout_is_found() => Assert.True(File.Exists(Path.Combine(Muster.Testing.ProjectRoot.Path, "Muster.slnx")));
}
