namespace Muster.House.Tests;

public sealed class NoticesTests
{
    [Fact]
    public void Third_party_notices_name_exactly_what_is_shipped()
    {
        var (code, output) = Checkout.Run("node", "eng/notices.mjs", "--check");

        Assert.True(code == 0, output);
    }
}
