using System.Globalization;
using System.Text;
using CsCheck;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

public sealed class TableMatchTests
{
    static readonly string[] Departments = ["Ouest", "Sud", "HT01", "HT07", "Nowhere", "", " Sud "];

    static readonly string[] Communes = ["Léogâne", "Leogane", "Les Cayes", "Les Kayes", "HT0111", "Port au Prince", "Sud", "", "n/a", " \u00A0"];

    static readonly Gen<(string, string)> Row = Gen.Select(Gen.Int[0, Departments.Length - 1].Select(at => Departments[at]), Gen.Int[0, Communes.Length - 1].Select(at => Communes[at]));

    [Fact]
    public void Rows_matched_on_several_threads_are_those_asked_one_by_one() =>
        Row.Array[1, 40].Sample(rows =>
        {
            using var table = A.Table().WithHeaders("ADM1_FR", "ADM2_FR", "note").WithRow("Ouest", "Léogâne", "first").WithRows(rows.Length * 200, at => [rows[at % rows.Length].Item1, rows[at % rows.Length].Item2, at % 7 == 0 ? "a,b" : "x"]);
            using var opened = table.Open();
            var columns = new MatchColumns(opened.Columns[1], 2, [(1, 0)]);
            var matcher = new PlaceMatcher(A.Gazetteer());
            using var output = new MemoryStream();
            using var writer = TableWriter.Csv(output, TableMatch.ColumnsOf(opened));
            var texts = TableMatch.Run(opened, matcher, columns, writer, TestContext.Current.CancellationToken);
            var (lines, plain) = Plainly(opened, columns);

            Assert.Equal(lines, Encoding.UTF8.GetString(output.ToArray()));
            Assert.Equal(plain, texts);
            return true;
        }, iter: 30, threads: 1);

    /// <summary>One row after the other, each asked anew.</summary>
    static (string Lines, List<MatchedText> Texts) Plainly(Pipeline table, MatchColumns columns)
    {
        var matcher = new PlaceMatcher(A.Gazetteer());
        var texts = new List<MatchedText>();
        var lines = new StringBuilder("ADM1_FR,ADM2_FR,note,match_code,match_method,match_score,match_runner_up,match_edition\n");
        using var rows = table.Source.OpenRows();
        for (rows.Read(); rows.Read();)
        {
            var (department, commune, note) = (rows.Field(0).ToString(), rows.Field(1).ToString(), rows.Field(2).ToString());
            var parent = !string.IsNullOrWhiteSpace(department) && matcher.Match(department, 1) is { IsCertain: true } found ? found.Code : null;
            var answer = matcher.Match(commune, 2, parent);
            var known = texts.FindIndex(text => text.Parent == parent && text.Text == commune);
            if (known < 0)
            {
                texts.Add(new MatchedText(parent, commune, answer, 1, rows.RowNumber));
            }
            else
            {
                texts[known] = texts[known] with { Rows = texts[known].Rows + 1 };
            }

            var method = answer.Method.ToString();
            lines.Append(CultureInfo.InvariantCulture, $"{department},{commune},{(note == "a,b" ? "\"a,b\"" : note)},{answer.Code},{char.ToLowerInvariant(method[0])}{method[1..]},{Math.Round(answer.Score, 3)},{answer.RunnerUp},{answer.Edition}\n");
        }

        return (lines.ToString(), texts);
    }
}
