using Muster.Tabular.Reading;
using Muster.Tabular.Reading.Blocks;

namespace Muster.Tabular.Tests.Reading;

public sealed class BlockPassTests
{
    [Fact]
    public void Blocks_come_to_the_caller_in_the_order_in_which_they_were_taken()
    {
        var order = new List<int>();
        BlockPass.Run(new Numbers(200), () => new object(), (block, _) => Thread.SpinWait(block.RowNumber(0) % 7 * 2_000), (block, _) => order.Add(block.RowNumber(0)), TestContext.Current.CancellationToken);

        Assert.Equal(Enumerable.Range(1, 200), order);
    }

    [Fact]
    public void A_failure_is_thrown_once_the_blocks_before_it_were_taken()
    {
        var order = new List<int>();

        Assert.Throws<InvalidDataException>(() => BlockPass.Run(new Numbers(50, failsAt: 20), () => new object(), (_, _) => { }, (block, _) => order.Add(block.RowNumber(0)), TestContext.Current.CancellationToken));
        Assert.Equal(Enumerable.Range(1, 19), order);
    }

    [Fact]
    public void A_failure_of_the_work_is_thrown_on_the_calling_thread() =>
        Assert.Throws<InvalidDataException>(() => BlockPass.Run(new Numbers(50), () => new object(), (block, _) => Fail(block.RowNumber(0) == 30), null, TestContext.Current.CancellationToken));

    [Fact]
    public void A_failure_of_the_caller_ends_the_pass() =>
        Assert.Throws<InvalidDataException>(() => BlockPass.Run(new Numbers(500), () => new object(), (_, _) => { }, (block, _) => Fail(block.RowNumber(0) == 3), TestContext.Current.CancellationToken));

    [Fact]
    public void A_pass_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();

        Assert.Throws<OperationCanceledException>(() => BlockPass.Run(new Numbers(int.MaxValue), () => new object(), (_, _) => { }, (_, _) => cancel.Cancel(), cancel.Token));
    }

    static void Fail(bool now)
    {
        if (now)
        {
            throw new InvalidDataException("As asked.");
        }
    }

    /// <summary>Blocks of one row with its number.</summary>
    sealed class Numbers(int count, int failsAt = 0) : BlockSource
    {
        int next;

        public override long BytesRead => next;

        public override bool Take(RowBlock block)
        {
            if (++next > count)
            {
                return false;
            }

            Fail(next == failsAt);
            block.Clear();
            block.AddField("x", CellKind.Text);
            block.EndRow(next);
            return true;
        }

        public override void Dispose()
        {
        }
    }
}
