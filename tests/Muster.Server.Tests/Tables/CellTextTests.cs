using Muster.Server.Features.Tables;

namespace Muster.Server.Tests.Tables;

public sealed class CellTextTests
{
    [Theory]
    [InlineData(3, "3")]
    [InlineData(-3.5, "-3.5")]
    [InlineData(0.1, "0.1")]
    [InlineData(0.00001, "0.00001")]
    [InlineData(1e20, "100000000000000000000")]
    public void A_stored_number_is_written_as_it_was_typed(double number, string text) => Assert.Equal(text, CellText.Of(number));
}
