using System.Globalization;

namespace Muster.Benchmarks;

/// <summary>A fault that a validation must report at exactly the rows where it was put.</summary>
/// <param name="Rule">Id of cod.md section 4.</param>
/// <param name="Column">Name of the column touched.</param>
/// <param name="Put">Makes the fault.</param>
sealed record Fault(string Rule, string Column, Func<string[], int, string> Put);

/// <summary>The list of faults, one kind a rule; no fault makes another rule speak.</summary>
static class Faults
{
    static readonly string[] Columns = Generator.Header.Split(',');

    public static IReadOnlyList<Fault> All { get; } =
    [
        new("SD-02", "T_TL", (row, at) => Add(row[at], -137)),
        new("SD-06", "F_05_17", (row, at) => Add(row[at], -61)),
        new("PS-03", "T_TL", (_, _) => "environ 100"),
        new("AB-C11", "ADM2_PCODE", (row, at) => row[at] + " "),
        new("HXL-01", "date", (_, _) => "à confirmer"),
        new("AB-D05", "date", (_, _) => "2031-10-04"),
        new("AB-N06", "site_name", (row, at) => row[at] + "\n(ville)"),
        new("AB-N07", "ADM2_FR", (row, at) => row[at] + "  "),
        new("AB-S07", "organisation", (_, _) => "MÃ©decins du Monde"),
        new("PT-06", "ADM1_PCODE", (row, at) => Move(row, at)),
    ];

    /// <summary>Chooses rows for each kind, no row twice.</summary>
    /// <returns>Fault by index of the data row from 0.</returns>
    public static IReadOnlyDictionary<int, Fault> Place(Random random, int rows, int each)
    {
        var chosen = new Dictionary<int, Fault>();
        foreach (var fault in All)
        {
            for (var placed = 0; placed < each && chosen.Count < rows;)
            {
                placed += chosen.TryAdd(random.Next(rows), fault) ? 1 : 0;
            }
        }

        return chosen;
    }

    // The department of another place, name and code alike: each is right, only the commune does not lie in it.
    static string Move(string[] row, int code)
    {
        var (otherCode, otherName) = row[code] == "HT01" ? ("HT05", "Artibonite") : ("HT01", "Ouest");
        row[code - 1] = otherName;
        return otherCode;
    }

    static string Add(string number, int more) => Generator.Number(int.Parse(number, CultureInfo.InvariantCulture) + more);

    public static void Put(Fault fault, string[] row)
    {
        var at = Array.IndexOf(Columns, fault.Column);
        row[at] = fault.Put(row, at);
    }
}
