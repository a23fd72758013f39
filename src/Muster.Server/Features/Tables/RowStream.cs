using System.Data.Common;
using System.Globalization;
using Muster.Tabular.Reading;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Tables;

/// <summary>Hands rows read from a stored table to a writer, block by block; allocates nothing per number.</summary>
sealed class RowStream(TableWriter writer, IReadOnlyList<StoredColumn> columns)
{
    readonly RowBlock block = new();
    readonly char[] number = new char[64];

    public void Add(DbDataReader reader)
    {
        for (var at = 0; at < columns.Count; at++)
        {
            AddCell(reader, at + 1, columns[at]);
        }

        block.EndRow(reader.GetInt32(0));
        if (block.Count == RowBlock.Capacity)
        {
            Flush();
        }
    }

    public void Complete()
    {
        Flush();
        writer.Complete();
    }

    void AddCell(DbDataReader reader, int at, StoredColumn column)
    {
        if (reader.IsDBNull(at))
        {
            block.AddField(default, CellKind.Empty);
        }
        else if (!column.IsTyped)
        {
            block.AddField(reader.GetString(at), CellKind.Text);
        }
        else if (reader.GetFieldType(at) == typeof(long))
        {
            reader.GetInt64(at).TryFormat(number, out var length, provider: CultureInfo.InvariantCulture);
            block.AddField(number.AsSpan(0, length), CellKind.Number);
        }
        else
        {
            block.AddField(CellText.Of(reader.GetValue(at)), CellKind.Number);
        }
    }

    void Flush()
    {
        if (block.Count > 0)
        {
            writer.Write(block);
            block.Clear();
        }
    }
}
