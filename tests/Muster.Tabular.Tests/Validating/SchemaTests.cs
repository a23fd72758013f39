using Muster.Tabular.Reading;
using Muster.Tabular.Validating;
using Muster.Tabular.Validating.Schemas;
using Muster.Testing;

namespace Muster.Tabular.Tests.Validating;

public sealed class SchemaTests
{
    static List<Finding> Check(TableBuilder table, params SchemaRule[] rules)
    {
        using var pipeline = table.Open();
        var findings = new List<Finding>();
        SchemaCheck.Run(pipeline, rules, findings.Add);
        return findings;
    }

    static SchemaRule Rule(string tag) => new() { Tag = TagPattern.TryParse(tag, out var pattern) ? pattern : throw new ArgumentException(tag) };

    static IReadOnlyList<SchemaRule> Read(params (string Tag, string Value)[] cells)
    {
        using var schema = A.Table().WithHeaders([.. cells.Select(cell => cell.Tag.TrimStart('#'))]).WithTags([.. cells.Select(cell => cell.Tag)]).WithRow([.. cells.Select(cell => cell.Value)]);
        using var pipeline = schema.Open();
        return SchemaReader.Read(pipeline);
    }

    static TableBuilder Orgs(params string[] names)
    {
        var table = A.Table().WithHeaders("Org", "Affected").WithTags("#org", "#affected");
        for (var row = 0; row < names.Length; row++)
        {
            table.WithRow(names[row], $"{row}");
        }

        return table;
    }

    [Theory]
    [InlineData("#affected+f", "#affected+f+children", true)]
    [InlineData("#affected+f-children", "#affected+f+children", false)]
    [InlineData("#affected+f!", "#affected+f+children", false)]
    [InlineData("affected!", "#affected", true)]
    [InlineData("#*+code", "#adm1+code", true)]
    [InlineData("#*+code", "#adm1+name", false)]
    public void A_pattern_chooses_tags(string pattern, string tag, bool matches)
    {
        Assert.True(TagPattern.TryParse(pattern, out var parsed));
        Assert.True(Muster.Tabular.Tagging.Hashtag.TryParse(tag, out var hashtag));
        Assert.Equal(matches, parsed.Matches(hashtag));
    }

    [Theory]
    [InlineData("#adm+*")]
    [InlineData("#affected-f!")]
    [InlineData("# adm1")]
    public void What_is_no_pattern_is_refused(string pattern) => Assert.False(TagPattern.TryParse(pattern, out _));

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "#valid_datatype", "number", "12x", "12" },
        { "#valid_datatype", "date", "yesterday", "2016-10-04" },
        { "#valid_datatype", "email", "a@b@c", "a@b" },
        { "#valid_datatype", "phone", "12", "+509 12 34" },
        { "#valid_datatype", "url", "example", "https://example.org/x" },
        { "#valid_value+min", "10", "9", "10" },
        { "#valid_value+max", "10", "11", "10" },
        { "#valid_value+regex", @"^\D+$", "abc1", "abc" },
        { "#valid_value+list", "WASH|Health", "Wassh", "wash" },
        { "#valid_value+whitespace", "1", "a  b", "a b" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_test_of_a_cell_finds_the_cell_at_fault(string test, string setting, string fault, string clean)
    {
        using var table = Orgs(clean, fault);
        var rules = Read(("#valid_tag", "#org"), (test, setting));

        var finding = Assert.Single(Check(table, [.. rules]));
        Assert.Equal((4, "Org", fault), (finding.RowNumber, finding.Column, finding.Value));
    }

    [Fact]
    public void A_value_near_one_of_the_list_is_suggested()
    {
        using var table = Orgs("Wassh");

        Assert.Equal("WASH", Assert.Single(Check(table, Rule("#org") with { Values = ["WASH", "Health"] })).Expected);
    }

    [Fact]
    public void Required_is_told_once_for_a_column_that_is_not_there_and_for_each_row_that_is_empty()
    {
        using var table = Orgs("", "UNICEF");

        Assert.Null(Assert.Single(Check(table, Rule("#sector") with { FewestFilled = 1 })).RowNumber);
        Assert.Equal(3, Assert.Single(Check(table, Rule("#org") with { FewestFilled = 1 })).RowNumber);
    }

    [Fact]
    public void One_in_the_schema_means_true()
    {
        Assert.Equal(1, Assert.Single(Read(("#valid_tag", "#org"), ("#valid_required", "1"))).FewestFilled);
    }

    [Fact]
    public void A_value_or_a_key_seen_before_is_found()
    {
        using var table = A.Table().WithHeaders("Org", "Place").WithTags("#org", "#adm1").WithRow("a", "x").WithRow("a", "y").WithRow("a", "y");

        Assert.Equal([4, 5], Check(table, Rule("#org") with { IsUnique = true }).Select(finding => finding.RowNumber));
        Assert.Equal([5], Check(table, Rule("#org") with { UniqueKey = [] }).Select(finding => finding.RowNumber));
    }

    [Fact]
    public void The_value_that_usually_goes_with_a_key_is_expected()
    {
        using var table = A.Table().WithHeaders("Code", "Name").WithTags("#adm1+code", "#adm1+name").WithRow("1", "Ouest").WithRow("1", "Ouest").WithRow("1", "Sud");

        var finding = Assert.Single(Check(table, Rule("#adm1+name") with { Correlation = [Rule("#adm1+code").Tag] }));
        Assert.Equal((5, "Ouest"), (finding.RowNumber, finding.Expected));
    }

    [Theory]
    [InlineData("#valid_value+regex", "(", "schema-regex")]
    [InlineData("#valid_value+url", "list.csv", "schema-list-missing")]
    [InlineData("#valid_datatype", "colour", "schema-value")]
    public void A_schema_that_cannot_work_is_refused_with_a_sentence(string test, string setting, string code) =>
        Assert.Equal(code, Assert.Throws<UnreadableException>(() => Read(("#valid_tag", "#org"), (test, setting))).Problem.Code);

    [Fact]
    public void An_expression_that_would_run_for_ever_does_not()
    {
        using var table = Orgs(new string('a', 40) + "b");

        Assert.Single(Check(table, [.. Read(("#valid_tag", "#org"), ("#valid_value+regex", "^(a+)+$"))]));
    }

    [Fact]
    public void Seeded_slips_are_found_where_values_are_skewed()
    {
        var random = new Random(7);
        string[] names = ["Croix-Rouge haïtienne", "Médecins sans frontières", "Save the Children", "Oxfam", "World Vision", "Handicap International"];
        var (values, slips) = (new List<string>(), new HashSet<string>());
        for (var row = 0; row < 3000; row++)
        {
            var name = names[Math.Min(random.Next(12), random.Next(6)) % 6];
            if (row % 60 == 0)
            {
                var at = random.Next(1, name.Length - 1);
                name = name.Remove(at, 1);
                slips.Add(name);
            }

            values.Add(name);
        }

        using var table = Orgs([.. values]);
        var found = Check(table, Rule("#org") with { ChecksSpelling = true }).Select(finding => finding.Value!).ToHashSet();

        var right = found.Count(slips.Contains);
        Assert.True(right >= 0.95 * slips.Count, $"recall {right} of {slips.Count}");
        Assert.Equal(right, found.Count);
    }

    [Fact]
    public void Seeded_outliers_are_found_in_skewed_counts()
    {
        var random = new Random(11);
        var table = A.Table().WithHeaders("Org", "Affected").WithTags("#org", "#affected");
        var seeded = new HashSet<int>();
        for (var row = 3; row < 1003; row++)
        {
            var number = Math.Round(Math.Exp(6 + 0.5 * (random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5)));
            if (row % 100 == 50)
            {
                number *= 1000;
                seeded.Add(row);
            }

            table.WithRow("x", $"{number}");
        }

        using (table)
        {
            Assert.Equal(seeded.Order(), Check(table, Rule("#affected") with { ChecksOutliers = true }).Select(finding => finding.RowNumber!.Value));
        }
    }

    [Fact]
    public void The_core_schema_is_silent_on_a_clean_table()
    {
        using var table = A.Table().WithHeaders("Date", "Place", "Affected").WithTags("#date", "#adm1+name", "#affected").WithRow("2016-10-04", "Sud", "12").WithRow("2016-10-05", "Ouest", "13");

        Assert.Empty(Check(table, [.. CoreSchema.Rules]));
    }
}
