using System.Text;
using CsCheck;
using Muster.Tabular.Reading;
using Muster.Tabular.Validating;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

/// <summary>Checks made on blocks that several threads cut, read and scan, against the same on rows that the plain reader gives one by one.</summary>
public sealed class ValidatorPropertyTests
{
    static readonly string[][] Cells =
    [
        ["HT01", "HT07", "HT1", "", "HT01 "],
        ["Ouest", "Sud", "Ouest ", "Total", "OUEST", ""],
        ["HT0111", "HT0121", "HT0711", "HT07-11", "X", ""],
        ["2016-10-04", "04/10/2016", "2031-01-01", "à confirmer", ""],
        ["1", "20", "1,234", "-3", "1e400", "environ 100", "3.5", ""],
        ["2", "21", "0", ""],
        ["3", "41", "1234", "x"],
    ];

    static readonly Gen<string[]> Row = Gen.Int[0, 10_000].Array[Cells.Length].Select(picks => picks.Select((pick, column) => Cells[column][pick % Cells[column].Length]).ToArray());

    [Fact]
    public void Findings_on_several_threads_are_those_of_rows_read_one_by_one() =>
        Row.Array[2, 30].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM1_PCODE", "ADM1_FR", "ADM2_PCODE", "date", "F_TL", "M_TL", "T_TL").WithRows(rows.Length * 400, at => at % 97 == 0 ? [.. rows[at % rows.Length][..6], $"{at}"] : rows[at % rows.Length]);
            using var opened = table.Open();
            using var plain = TableSource.Of(new PlainFile(opened.Source, table.Write()), opened.Source.SizeInBytes);
            var options = new ValidateOptions { Today = new DateOnly(2017, 1, 1) };
            var (fast, slow) = (new List<Finding>(), new List<Finding>());
            var one = Validator.Run(opened.Source, opened.Sheet, opened.Columns, options, fast.Add, cancel: TestContext.Current.CancellationToken);
            var other = Validator.Run(plain, opened.Sheet, opened.Columns, options, slow.Add, cancel: TestContext.Current.CancellationToken);

            Assert.Equal(slow.Select(Said), fast.Select(Said));
            Assert.Equal(other.Profiles, one.Profiles);
            Assert.Equal((other.RowsRead, other.BlankRows), (one.RowsRead, one.BlankRows));
            Assert.Equal(other.TotalRows, one.TotalRows);
        }, iter: 25, threads: 1);

    static string Said(Finding finding) => $"{finding.Rule} {finding.RowNumber} {finding.Column} {finding.Value} {finding.Message}";

    /// <summary>The same file, read character by character.</summary>
    sealed class PlainFile(TableSource origin, string path) : TableFile
    {
        public override SourceFormat Format => origin.Format;

        public override string? Encoding => origin.Encoding;

        public override char? Separator => origin.Separator;

        public override IReadOnlyList<SheetName> Sheets => origin.Sheets;

        public override RowReader OpenRows(int sheetIndex) => new PlainCsvReader(File.OpenRead(path), new UTF8Encoding(false), ',', ReadOptions.Default);
    }
}
