using CsCheck;
using Muster.Tabular.Matching;

namespace Muster.Tabular.Tests.Matching;

public sealed class EditDistanceTests
{
    static readonly Gen<string> Word = Gen.Char['a', 'd'].Array[0, 9].Select(letters => new string(letters));

    [Theory]
    [InlineData("jeremie", "jeremie", 0)]
    [InlineData("jeremie", "jermie", 1)]
    [InlineData("jeremie", "jeremei", 1)]
    [InlineData("jeremie", "jeramia", 2)]
    [InlineData("", "ab", 2)]
    public void Distances_are_counted(string left, string right, int expected) => Assert.Equal(expected, EditDistance.Within(left, right, 3));

    [Fact]
    public void The_fast_distance_agrees_with_the_whole_table() =>
        Gen.Select(Word, Word, Gen.Int[0, 4]).Sample((left, right, limit) => EditDistance.Within(left, right, limit) == Math.Min(limit + 1, Plainly(left, right)), iter: 20_000);

    static int Plainly(string left, string right)
    {
        var table = new int[left.Length + 1, right.Length + 1];
        for (var line = 0; line <= left.Length; line++)
        {
            for (var column = 0; column <= right.Length; column++)
            {
                table[line, column] = (line, column) switch
                {
                    (0, _) => column,
                    (_, 0) => line,
                    _ => Math.Min(Math.Min(table[line - 1, column], table[line, column - 1]) + 1, table[line - 1, column - 1] + (left[line - 1] == right[column - 1] ? 0 : 1)),
                };
                if (line > 1 && column > 1 && left[line - 1] == right[column - 2] && left[line - 2] == right[column - 1])
                {
                    table[line, column] = Math.Min(table[line, column], table[line - 2, column - 2] + 1);
                }
            }
        }

        return table[left.Length, right.Length];
    }
}
