using Muster.Tabular.Matching;
using Muster.Testing;

namespace Muster.Tabular.Tests.Matching;

/// <summary>The global list of admin 1 and 2 units, read plainly, one gazetteer a country.</summary>
static class GlobalList
{
    public static IReadOnlyList<Gazetteer> Read()
    {
        var path = Path.Combine(ProjectRoot.SharedData!, "global", "global_pcodes_adm1_2.csv");
        return [.. File.ReadLines(path).Skip(1).Select(Fields)
            .GroupBy(row => row[0])
            .Select(country => new Gazetteer(country.Key, $"global list {country.Max(row => row[5])}", [.. country.Select(ToPlace)]))];
    }

    static Place ToPlace(string[] row) => new(row[2], row[1][0] - '0', row[4], row[3], new Dictionary<string, string> { ["en"] = row[3] });

    static string[] Fields(string line)
    {
        var (fields, isQuoted, start) = (new List<string>(), false, 0);
        for (var at = 0; at <= line.Length; at++)
        {
            if (at == line.Length || (line[at] == ',' && !isQuoted))
            {
                fields.Add(line[start..at].Trim('"'));
                start = at + 1;
            }
            else if (line[at] == '"')
            {
                isQuoted = !isQuoted;
            }
        }

        return [.. fields];
    }
}
