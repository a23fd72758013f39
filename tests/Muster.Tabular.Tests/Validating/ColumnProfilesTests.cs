using CsCheck;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

public sealed class ColumnProfilesTests
{
    static readonly string[] Cells = ["", "1", "12", "-3", "2.5", "1,200", "0012", "a", "b", "HT01", "13/10/2016", "04/10/2016", "2016-10-04", "yes", "NA", "99999"];

    static readonly Gen<string> Cell = Gen.Int[0, Cells.Length - 1].Select(at => Cells[at]);

    [Fact]
    public void Profiles_put_together_from_threads_are_those_of_an_examination() =>
        Gen.Select(Cell, Cell, Cell).Array[1, 30].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM1_PCODE", "T_TL", "x").WithRows(rows.Length * 500, at => rows[at % rows.Length] is var row ? [row.Item1, row.Item2, row.Item3] : []);
            using var opened = table.Open();
            return opened.Profile(TestContext.Current.CancellationToken).SequenceEqual(opened.Examine(new ValidateOptions { Today = DateOnly.MinValue, Rules = new HashSet<string>() }, cancel: TestContext.Current.CancellationToken).Profiles);
        }, iter: 30, threads: 1);

    [Fact]
    public void Different_values_are_counted_once_whatever_thread_saw_them()
    {
        using var table = A.Table().WithHeaders("id", "n", "many").WithRows(12_000, at => [$"t{at % 3_000}", $"{at % 20_000}", $"x{at}"]);
        using var opened = table.Open();

        Assert.Equal([3_000, null, null], opened.Profile(TestContext.Current.CancellationToken).Select(profile => profile.Distinct));
    }
}
