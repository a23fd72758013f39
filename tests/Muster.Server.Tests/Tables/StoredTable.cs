using DuckDB.NET.Data;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Tagging;

namespace Muster.Server.Tests.Tables;

/// <summary>How a test's column lies in Parquet.</summary>
enum Stored
{
    Text,
    Whole,
    Real,
    NumberText,
    DateText,
}

/// <summary>A table in the stored layout, made from rows of text. Row numbers begin at 2, as below one header row.</summary>
sealed class StoredTable
{
    readonly List<(string Header, Stored Stored, Meaning Meaning)> columns = [];
    readonly List<string?[]> rows = [];

    public StoredTable With(string header, Stored stored = Stored.Text, Meaning? meaning = null)
    {
        columns.Add((header, stored, meaning ?? Meaning.Unknown));
        return this;
    }

    public StoredTable Row(params string?[] cells)
    {
        rows.Add(cells);
        return this;
    }

    /// <summary>Communes with population by sex: accents, a blank, a number written with a comma, days.</summary>
    public static StoredTable Communes() => new StoredTable()
        .With("ADM2_PCODE", meaning: new Meaning(Concept.PlaceCode, 2)).With("ADM2_FR", meaning: new Meaning(Concept.PlaceName, 2, Language: "fr"))
        .With("F_TL", Stored.Whole, new Meaning(Concept.Population, Sex: Sex.Female)).With("M_TL", Stored.Whole, new Meaning(Concept.Population, Sex: Sex.Male))
        .With("Area", Stored.Real).With("Damaged", Stored.NumberText).With("Seen on", Stored.DateText)
        .Row("HT0111", "Port-au-Prince", "500", "400", "36.5", "1,200", "2016-10-04")
        .Row("HT0121", "Léogâne", "120", "110", "385.2", "80", "2016-10-05")
        .Row("HT0711", "Les Cayes", "90", null, "220.1", "about 50", "2016-10-05")
        .Row("HT0721", "Île-à-Vache", "7", "8", "0.2", null, null)
        .Row("HT0711", "les cayes", "10", "11", "0.1", "=cmd()", "2016-11-01");

    public int Count => rows.Count;

    public IReadOnlyList<TableColumn> Columns => [.. columns.Select((column, index) => new TableColumn(index, column.Header, null, column.Meaning, 1, "Set by the test.", Profile(index, column.Stored)))];

    public async Task<StoredFile> SaveAsync(IFileStore files)
    {
        var path = files.NewTemporaryPath();
        await using (var connection = new DuckDBConnection("DataSource=:memory:"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT {string.Join(", ", columns.SelectMany((column, index) => Select(index, column.Stored)).Prepend("row::INTEGER AS row"))} FROM (VALUES {string.Join(", ", rows.Select(Values))}) AS source({string.Join(", ", columns.Select((_, index) => "t" + index).Prepend("row"))})) TO '{path}' (FORMAT parquet)";
            await command.ExecuteNonQueryAsync();
        }

        return await files.AdoptAsync(path);
    }

    static IEnumerable<string> Select(int index, Stored stored) => stored switch
    {
        Stored.Whole => [$"t{index}::BIGINT AS c{index}"],
        Stored.Real => [$"t{index}::DOUBLE AS c{index}"],
        Stored.NumberText => [$"t{index} AS c{index}", $"TRY_CAST(replace(t{index}, ',', '') AS DOUBLE) AS v{index}"],
        Stored.DateText => [$"t{index} AS c{index}", $"TRY_CAST(t{index} AS TIMESTAMP) AS v{index}"],
        _ => [$"t{index}::VARCHAR AS c{index}"],
    };

    static string Values(string?[] cells, int row) =>
        $"({string.Join(", ", cells.Select(cell => cell is null ? "NULL::VARCHAR" : $"'{cell.Replace("'", "''", StringComparison.Ordinal)}'::VARCHAR").Prepend((row + 2).ToString(System.Globalization.CultureInfo.InvariantCulture)))})";

    ColumnProfile Profile(int index, Stored stored)
    {
        var type = stored switch { Stored.Whole => ColumnType.WholeNumber, Stored.Real or Stored.NumberText => ColumnType.Number, Stored.DateText => ColumnType.Date, _ => ColumnType.Text };
        var filled = rows.Count(row => row[index] is not null);
        return new ColumnProfile(index, type, filled, rows.Count - filled, 1, stored is Stored.Whole or Stored.Real, null, null, null, null, null);
    }
}
