using System.Text;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Validating;
using NetTopologySuite.Geometries;

namespace Muster.Server.Features.Places;

/// <summary>What one file says: units, the boundaries of some, what was wrong.</summary>
/// <param name="File">Name as uploaded.</param>
/// <param name="Places">Units, parents before children.</param>
/// <param name="OtherCountry">ISO3 of another country that the file is of, or null.</param>
/// <param name="Boundaries">Geometry by p-code.</param>
/// <param name="WithoutBoundary">P-codes of features that have no geometry.</param>
/// <param name="Findings">What was wrong with rows.</param>
sealed record UnitFile(string File, IReadOnlyList<Place> Places, string? OtherCountry, IReadOnlyDictionary<string, Geometry> Boundaries, IReadOnlyList<string> WithoutBoundary, IReadOnlyList<Finding> Findings);

/// <summary>Reads gazetteer tables and GeoJSON alike: the properties of the features are a table of units too, so both go through the engine and know the same headers.</summary>
sealed class UnitFiles(string country, Func<string> newTemporaryPath)
{
    /// <summary>Room for the points of one load: far more than a map can show.</summary>
    public const int MostPoints = 6_000_000;

    int points;

    /// <exception cref="LoadRefusedException">The file cannot be used.</exception>
    /// <exception cref="UnreadableException">The table cannot be read.</exception>
    public UnitFile Read(string path, string name, CancellationToken cancel) => FirstByte(path) switch
    {
        '{' => ReadGeoJson(path, name, cancel),
        _ => ReadTable(path, name, cancel),
    };

    /// <summary>Tables, and every other form of map that the engine reads: shapefiles, GeoPackages, TopoJSON, KML.</summary>
    UnitFile ReadTable(string path, string name, CancellationToken cancel)
    {
        using var source = TableSource.Open(path, new ReadOptions { FileName = name, MaxUnfoldedBytes = 1L << 30 });
        var (tables, unread) = (new List<GazetteerTable>(), (UnreadableException?)null);
        var (boundaries, without) = (new Dictionary<string, Geometry>(StringComparer.Ordinal), new List<string>());
        foreach (var sheetName in source.Sheets.Where(sheet => !sheet.IsHidden || source.Sheets.Count == 1))
        {
            try
            {
                var sheet = SheetDetector.Detect(source, sheetName.Index);
                var columns = Tagger.Tag(source, sheet);
                tables.AddRange(GazetteerReader.ReadTables(source, sheet, columns));
                if (source.HasShapes(sheet.Index))
                {
                    ReadShapes(source, sheet, CodeColumns(columns), name, boundaries, without, cancel);
                }
            }
            catch (UnreadableException problem) when (problem.Problem.Code is "gazetteer-no-codes" or "sheet-empty" or "not-a-table")
            {
                // A cover sheet or notes beside the sheets of units; alone it is the answer.
                unread = problem;
            }
        }

        return tables.Count == 0 && unread is not null ? throw unread : Of(name, tables, boundaries, without);
    }

    void ReadShapes(TableSource source, Sheet sheet, int[] codes, string name, Dictionary<string, Geometry> boundaries, List<string> without, CancellationToken cancel)
    {
        using var rows = source.OpenShapes(sheet.Index);
        while (rows.Read())
        {
            cancel.ThrowIfCancellationRequested();
            if (rows.RowNumber >= sheet.FirstDataRow && Code(rows, codes) is { } code)
            {
                CountPoints(rows.Shape, name);
                Put(code, rows.Shape, boundaries, without);
            }
        }
    }

    static string? Code(RowReader row, int[] codes)
    {
        foreach (var column in codes)
        {
            if (!row.Field(column).IsWhiteSpace())
            {
                return row.Field(column).Trim().ToString();
            }
        }

        return null;
    }

    void CountPoints(Geometry? shape, string name)
    {
        points += shape?.NumPoints ?? 0;
        if (points > MostPoints)
        {
            throw new LoadRefusedException("boundary-too-many-points", name, MostPoints.ToString("N0", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Of a list of many countries only the one asked for counts; a list that names others and not this one is told by the first of them.</summary>
    UnitFile Of(string name, IReadOnlyList<GazetteerTable> tables, Dictionary<string, Geometry> boundaries, List<string> without)
    {
        var own = tables.Where(table => table.Country is null || table.Country == country).ToList();
        var other = own.Count == 0 && tables.Count > 0 ? tables[0].Country : null;
        return new UnitFile(name, [.. own.SelectMany(table => table.Places)], other, boundaries, without, [.. own.SelectMany(table => table.Findings)]);
    }

    UnitFile ReadGeoJson(string path, string name, CancellationToken cancel)
    {
        var (rows, geometries, headers) = (new List<IReadOnlyDictionary<string, string>>(), new List<Geometry?>(), new Dictionary<string, int>(StringComparer.Ordinal));
        using (var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan))
        {
            if (!new GeoJsonReader(name).Read(stream, Take, cancel))
            {
                return ReadTable(path, name, cancel);
            }
        }

        if (rows.Count == 0)
        {
            throw new LoadRefusedException("boundary-empty", name);
        }

        var table = newTemporaryPath();
        try
        {
            WriteProperties(table, [.. headers.Keys], rows);
            using var pipeline = Pipeline.Open(table, new ReadOptions { FileName = name, Encoding = "utf-8", Separator = ',' }, headerRow: 1);
            var (boundaries, without) = ByCode(rows, geometries, CodeHeaders(pipeline.Columns));
            return Of(name, GazetteerReader.ReadTables(pipeline.Source, pipeline.Sheet, pipeline.Columns), boundaries, without);
        }
        catch (UnreadableException noTable) when (noTable.Problem.Code is "gazetteer-no-codes" or "not-a-table" or "sheet-empty")
        {
            throw new LoadRefusedException("boundary-no-codes", name, string.Join(", ", headers.Keys.Take(12)));
        }
        finally
        {
            File.Delete(table);
        }

        void Take(GeoFeature feature)
        {
            CountPoints(feature.Geometry, name);
            foreach (var header in feature.Properties.Keys)
            {
                headers.TryAdd(header, headers.Count);
            }

            rows.Add(feature.Properties);
            geometries.Add(feature.Geometry);
        }
    }

    /// <summary>The plain p-code columns, deepest level first.</summary>
    static IEnumerable<SheetColumn> Codes(IReadOnlyList<ColumnMeaning> columns) =>
        columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Level: not null, Qualifier: null }).OrderByDescending(column => column.Meaning.Level).Select(column => column.Column);

    static int[] CodeColumns(IReadOnlyList<ColumnMeaning> columns) => [.. Codes(columns).Select(column => column.Index)];

    static string[] CodeHeaders(IReadOnlyList<ColumnMeaning> columns) => [.. Codes(columns).Select(column => column.Header)];

    /// <summary>A feature is the unit of its deepest filled code; several features of one unit are its parts.</summary>
    static (Dictionary<string, Geometry> Boundaries, List<string> Without) ByCode(List<IReadOnlyDictionary<string, string>> rows, List<Geometry?> geometries, string[] codeHeaders)
    {
        var (boundaries, without) = (new Dictionary<string, Geometry>(StringComparer.Ordinal), new List<string>());
        for (var row = 0; row < rows.Count; row++)
        {
            var code = codeHeaders.Select(header => rows[row].GetValueOrDefault(header, "").Trim()).FirstOrDefault(text => text.Length > 0);
            if (code is not null)
            {
                Put(code, geometries[row], boundaries, without);
            }
        }

        return (boundaries, without);
    }

    static void Put(string code, Geometry? geometry, Dictionary<string, Geometry> boundaries, List<string> without)
    {
        if (geometry is not { IsEmpty: false })
        {
            without.Add(code);
        }
        else
        {
            boundaries[code] = boundaries.TryGetValue(code, out var other) ? other.Factory.BuildGeometry([.. Parts(other), .. Parts(geometry)]) : geometry;
        }
    }

    static IEnumerable<Geometry> Parts(Geometry geometry) => Enumerable.Range(0, geometry.NumGeometries).Select(geometry.GetGeometryN);

    static void WriteProperties(string path, string[] headers, List<IReadOnlyDictionary<string, string>> rows)
    {
        using var writer = new StreamWriter(path, append: false, new UTF8Encoding(false));
        WriteRow(headers);
        foreach (var row in rows)
        {
            WriteRow(headers.Select(header => row.GetValueOrDefault(header, "")));
        }

        void WriteRow(IEnumerable<string> cells) => writer.Write(string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")) + "\n");
    }

    static char FirstByte(string path)
    {
        Span<byte> head = stackalloc byte[64];
        using var stream = File.OpenRead(path);
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        head = head.StartsWith("\uFEFF"u8) ? head[3..] : head;
        head = head.TrimStart(" \t\r\n"u8);
        return head.IsEmpty ? '\0' : (char)head[0];
    }
}
