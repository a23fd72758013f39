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
        new("PS-04", "T_TL", (row, at) => Generator.Number(int.Parse(row[at], System.Globalization.CultureInfo.InvariantCulture) + 137)),
        new("AB-C11", "ADM2_PCODE", (row, at) => row[at] + " "),
        new("AB-D01", "date", (_, _) => "à confirmer"),
        new("AB-N06", "ADM2_FR", (row, at) => row[at] + "\n(ville)"),
        new("AB-N07", "ADM2_FR", (row, at) => row[at] + "  "),
        new("AB-S07", "organisation", (_, _) => "MÃ©decins du Monde"),
        new("AB-C07", "ADM2_PCODE", (row, at) => row[at].StartsWith("HT01", StringComparison.Ordinal) ? "HT0511" : "HT0111"),
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

    public static void Put(Fault fault, string[] row)
    {
        var at = Array.IndexOf(Columns, fault.Column);
        row[at] = fault.Put(row, at);
    }
}
