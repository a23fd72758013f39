using CsCheck;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Tests.Validating;

public sealed class RepeatedRowsTests
{
    [Fact]
    public void Repeats_are_those_of_a_plain_dictionary_however_few_rows_fit_into_memory() =>
        Gen.Select(Gen.Int[0, 4_000].Array[0, 6_000], Gen.Int[0, 500]).Sample((numbers, held) =>
        {
            var seen = new Dictionary<int, int>();
            var expected = new List<(int, int)>();
            var found = new List<(int Row, int Earlier)>();
            using var rows = new RepeatedRows(held);
            for (var row = 1; row <= numbers.Length; row++)
            {
                var number = numbers[row - 1];
                if (!seen.TryAdd(number, row))
                {
                    expected.Add((row, seen[number]));
                }

                var hash = TextHash.Of($"{number}");
                var earlier = rows.Find(hash, row);
                if (earlier == RowSet.Beyond)
                {
                    rows.Keep(hash, row);
                }
                else if (earlier > 0)
                {
                    found.Add((row, earlier));
                }
            }

            Assert.Equal(rows.AmongKept().OrderBy(repeat => repeat.Row), rows.AmongKept());
            Assert.Equal(expected, found.Concat(rows.AmongKept()).Order());
        }, iter: 40, threads: 1);

    [Fact]
    public void Parts_longer_than_a_buffer_come_back_from_the_file_whole()
    {
        const int Count = 300_000;
        using var rows = new RepeatedRows(held: 10);
        for (var row = 1; row <= Count; row++)
        {
            var hash = TextHash.Of($"{row % (Count / 2)}");
            if (rows.Find(hash, row) == RowSet.Beyond)
            {
                rows.Keep(hash, row);
            }
        }

        Assert.Equal((Count / 2) - 10, rows.AmongKept().Count());
        Assert.All(rows.AmongKept(), repeat => Assert.Equal(Count / 2, repeat.Row - repeat.Earlier));
    }
}
