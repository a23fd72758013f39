using System.Text;
using Muster.Tabular;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Testing;

/// <summary>Builds a table row by row and writes it as a CSV file that is deleted with the builder.</summary>
public sealed class TableBuilder : IDisposable
{
    readonly List<string[]> rows = [];
    readonly Dictionary<int, Meaning> decided = [];
    string folder = "";

    /// <summary>The header row.</summary>
    public TableBuilder WithHeaders(params string[] headers) => WithRow(headers);

    /// <summary>A row of HXL tags.</summary>
    public TableBuilder WithTags(params string[] tags) => WithRow(tags);

    /// <summary>A data row.</summary>
    public TableBuilder WithRow(params string[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>Data rows made from their number, counted from 0.</summary>
    public TableBuilder WithRows(int count, Func<int, string[]> cells)
    {
        for (var row = 0; row < count; row++)
        {
            rows.Add(cells(row));
        }

        return this;
    }

    /// <summary>The meaning a person sets for a column.</summary>
    public TableBuilder WithMeaning(int column, Meaning meaning)
    {
        decided[column] = meaning;
        return this;
    }

    /// <summary>Writes the file.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The path.</returns>
    public string Write(string name = "table.csv")
    {
        folder = folder.Length > 0 ? folder : Directory.CreateTempSubdirectory("muster-test-").FullName;
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, string.Concat(rows.Select(row => string.Join(',', row.Select(Quote)) + "\n")), new UTF8Encoding(false));
        return path;
    }

    /// <summary>Writes the file and opens it as far as meanings.</summary>
    public Pipeline Open() => Pipeline.Open(Write(), new ReadOptions { FileName = "table.csv" }, headerRow: 1, decided: decided);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (folder.Length > 0)
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static string Quote(string cell) => cell.AsSpan().ContainsAny(",\"\r\n") ? $"\"{cell.Replace("\"", "\"\"")}\"" : cell;
}
