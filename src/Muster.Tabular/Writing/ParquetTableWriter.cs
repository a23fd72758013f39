using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Parquet;
using Parquet.Schema;

namespace Muster.Tabular.Writing;

/// <summary>Writes Parquet in row groups: while the caller fills one, another is packed and written beside it.</summary>
sealed class ParquetTableWriter : TableWriter
{
    /// <summary>Rows of a group: few enough that two of them stay small, many enough to pack well.</summary>
    internal const int RowsPerGroup = 12_288;

    readonly Stream output;
    readonly ParquetSchema schema;
    ParquetRowGroup filling;
    ParquetRowGroup waiting;
    ParquetWriter? writer;
    Task packing = Task.CompletedTask;

    public ParquetTableWriter(Stream output, IReadOnlyList<ColumnMeaning> columns, IReadOnlyList<ColumnProfile> profiles)
        : base(output)
    {
        this.output = output;
        var byColumn = profiles.ToDictionary(profile => profile.Column);
        filling = new ParquetRowGroup(columns, byColumn);
        waiting = new ParquetRowGroup(columns, byColumn);
        schema = new ParquetSchema(filling.Fields);
    }

    public override void Write(RowBlock block)
    {
        for (var row = 0; row < block.Count; row++)
        {
            filling.Add(block, row);
            if (filling.Rows == RowsPerGroup)
            {
                Flush();
            }
        }
    }

    protected override void End()
    {
        Flush();
        packing.GetAwaiter().GetResult();
        Writer().DisposeAsync().AsTask().GetAwaiter().GetResult();
        output.Flush();
    }

    protected override void Dispose(bool disposing)
    {
        // A pass that was stopped may leave a group being packed; its stream must not go away below it.
        ((IAsyncResult)packing).AsyncWaitHandle.WaitOne();
        base.Dispose(disposing);
    }

    void Flush()
    {
        packing.GetAwaiter().GetResult();
        if (filling.Rows == 0)
        {
            return;
        }

        (filling, waiting) = (waiting, filling);
        filling.Clear();
        var group = waiting;
        packing = Task.Run(() => PackAsync(group));
    }

    async Task PackAsync(ParquetRowGroup group)
    {
        using var rows = Writer().CreateRowGroup();
        await group.WriteAsync(rows, schema.DataFields);
    }

    ParquetWriter Writer() => writer ??= ParquetWriter.CreateAsync(schema, output, Options(schema)).GetAwaiter().GetResult();

    static ParquetOptions Options(ParquetSchema schema)
    {
        var options = new ParquetOptions { CompressionMethod = CompressionMethod.Snappy, DictionaryEncodingThreshold = 0.5, DictionaryEncodingSampleSize = 4096 };
        // Codes and names repeat: a reader that meets each text once per group compares and folds it once. Counts of people are small and pack well as differences.
        // The library asks for a hint for each column.
        foreach (var field in schema.GetDataFields())
        {
            if (field.ClrType == typeof(ReadOnlyMemory<char>))
            {
                options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.Dictionary;
            }
            else if (field.ClrType == typeof(long) || field.ClrType == typeof(int))
            {
                options.ColumnEncodingHints[field.Path.ToString()] = EncodingHint.DeltaBinaryPacked;
            }
        }

        return options;
    }
}
