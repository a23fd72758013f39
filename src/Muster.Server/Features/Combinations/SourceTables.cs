using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Combinations;

/// <summary>Opens stored tables as the engine's verbs take them: rows as text, columns with the meanings that people settled.</summary>
sealed class SourceTables(TableStore tables, IFileStore files)
{
    /// <summary>Rows of a version that pass the filters; dispose it when done.</summary>
    /// <param name="version">The version.</param>
    /// <param name="columns">Indexes of the columns wanted; null for all.</param>
    /// <param name="filters">All must hold.</param>
    /// <param name="cancel">Stops.</param>
    public async Task<SourceTable> OpenAsync(DatasetVersion version, IReadOnlyList<int>? columns = null, IReadOnlyList<TableFilter>? filters = null, CancellationToken cancel = default)
    {
        var chosen = columns is null ? version.Columns : [.. columns.Select(index => version.Columns[index])];
        var meanings = Meanings(chosen);
        var path = files.NewTemporaryPath();
        try
        {
            await using (var output = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                await tables.WriteAsync(version, [.. chosen.Select(column => column.Index)], filters ?? [], () => TableWriter.Csv(output, meanings), cancel);
            }

            return new SourceTable(path, Open(path, meanings));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>The columns of a version, numbered from 0.</summary>
    public static IReadOnlyList<ColumnMeaning> Meanings(IReadOnlyList<TableColumn> columns) =>
        [.. columns.Select((column, at) => new ColumnMeaning(new SheetColumn(at, column.Header, column.Tag), column.Meaning, column.Confidence, column.Reason))];

    /// <summary>Opens a table that Muster wrote, as what it is: nothing is guessed anew.</summary>
    public static Pipeline Open(string path, IReadOnlyList<ColumnMeaning> meanings)
    {
        var opened = Pipeline.Open(path, new ReadOptions { FileName = "table.csv", Encoding = "utf-8", Separator = ',' }, 0, 1, meanings.ToDictionary(column => column.Column.Index, column => column.Meaning));
        return opened with { Columns = meanings, Sheet = opened.Sheet with { HeaderRows = [1], TagRows = [], FirstDataRow = 2, Columns = [.. meanings.Select(column => column.Column)] } };
    }
}

/// <summary>A table in a file of its own for as long as it is worked with.</summary>
sealed class SourceTable(string path, Pipeline table) : IDisposable
{
    public Pipeline Table { get; } = table;

    public void Dispose()
    {
        Table.Dispose();
        File.Delete(path);
    }
}
