using System.CommandLine;
using Muster.Tabular;
using Muster.Tabular.Writing;

namespace Muster.Cli.Verbs;

/// <summary><c>muster convert</c>: the same rows in another form or under other headers. Cells stay as typed.</summary>
static class Convert
{
    static readonly string[] Forms = ["csv", "xlsx", "json", "geojson", "gpkg", "parquet"];

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var verb = new Command("convert", "Writes the rows in another form or under other headers. Text stays as typed; numbers and dates are typed cells only where the whole column is. A map form takes its shapes from --boundaries by the codes of the rows, else from the file itself, else from latitude and longitude; exit code 1 where a row has none.");
        var input = new TableInput(verb);
        var to = new Option<string?>("--to") { Description = "csv, xlsx, json, geojson, gpkg or parquet. Absent: what the ending of the output says, else csv.", HelpName = "FORM" };
        to.AcceptOnlyFromAmong(Forms);
        var headers = new Option<string>("--headers") { Description = "as-read, cod-classic, cod-newest or hxl.", HelpName = "STYLE", DefaultValueFactory = _ => "as-read" };
        headers.AcceptOnlyFromAmong("as-read", "cod-classic", "cod-newest", "hxl");
        var boundaries = new BoundaryInput(verb);
        var output = new DataOutput(verb);
        verb.Options.Add(to);
        verb.Options.Add(headers);
        verb.SetAction(parsed =>
        {
            var (form, style) = (parsed.GetValue(to) ?? FormOf(output.PathOf(parsed)), StyleOf(parsed.GetValue(headers)!));
            var layers = boundaries.Read(parsed);
            Check(form, style, output.IsStandard(parsed), layers is not null);
            using var table = input.Open(parsed);
            using var shapes = IsMap(form) ? MapShapes.Of(table.Pipeline, layers) : null;
            output.Write(parsed, input.PathOf(parsed), stream => Write(stream, table.Pipeline, form, style, shapes));
            if (shapes is { Missing: > 0 })
            {
                Console.Error.WriteLine($"{shapes.Missing} rows have no shape, the first is row {shapes.FirstMissing}: {MapShapes.WhyMissing(layers)}");
                return ExitCode.Findings;
            }

            return ExitCode.Clean;
        });
        return verb;
    }

    static bool IsMap(string form) => form is "geojson" or "gpkg";

    static string FormOf(string? path) => Path.GetExtension(path)?.TrimStart('.').ToLowerInvariant() is { } ending && Forms.Contains(ending) ? ending : "csv";

    static HeaderStyle StyleOf(string name) => name switch
    {
        "cod-classic" => HeaderStyle.CodClassic,
        "cod-newest" => HeaderStyle.CodNewest,
        "hxl" => HeaderStyle.Hxl,
        _ => HeaderStyle.AsRead,
    };

    static void Check(string form, HeaderStyle style, bool isStandardOutput, bool hasBoundaries)
    {
        if (hasBoundaries && !IsMap(form))
        {
            throw new RefusedException($"--boundaries gives the rows shapes, and {form} has no room for them. Write geojson or gpkg.");
        }

        if (form == "parquet" && style != HeaderStyle.AsRead)
        {
            throw new RefusedException("A Parquet file has no headers of a style: its columns are numbered. Leave --headers out, or choose another form.");
        }

        if (form is "xlsx" or "parquet" or "gpkg" && isStandardOutput && !Console.IsOutputRedirected)
        {
            throw new RefusedException($"A terminal cannot show {form}: name a file with --output.");
        }
    }

    // A typed form needs to know each whole column first.
    static void Write(Stream stream, Pipeline table, string form, HeaderStyle style, RowShapes? shapes)
    {
        using var writer = form switch
        {
            "xlsx" => TableWriter.Xlsx(stream, table.Sheet.Name, table.Columns, table.Profile(), style),
            "json" => TableWriter.Json(stream, table.Columns, table.Profile(), style),
            "geojson" => TableWriter.GeoJson(stream, table.Columns, shapes!, table.Profile(), style),
            "gpkg" => TableWriter.GeoPackage(stream, table.Sheet.Name, table.Columns, shapes!, TimeProvider.System.GetUtcNow(), table.Profile(), style),
            "parquet" => TableWriter.Parquet(stream, table.Columns, table.Profile()),
            _ => TableWriter.Csv(stream, table.Columns, style),
        };
        table.Write(writer);
    }
}
