using Muster.Tabular.Reading;
using Muster.Testing;

namespace Muster.Benchmarks;

/// <summary>A commune of Haiti with its department, from the demonstration data.</summary>
sealed record Place(string Code, string Name, string ParentCode, string ParentName)
{
    const string Gazetteer = "samples/haiti-matthew/places/hti_admin_adm2.csv";

    public static IReadOnlyList<Place> All()
    {
        using var source = TableSource.Open(Path.Combine(ProjectRoot.Path, Gazetteer));
        using var rows = source.OpenRows();
        rows.Read();
        var headers = Enumerable.Range(0, rows.FieldCount).ToDictionary(index => rows.Field(index).ToString());
        var places = new List<Place>();
        while (rows.Read())
        {
            places.Add(new Place(Text("ADM2_PCODE"), Text("ADM2_FR"), Text("ADM1_PCODE"), Text("ADM1_FR")));
        }

        return places;

        string Text(string header) => rows.Field(headers[header]).ToString();
    }
}
