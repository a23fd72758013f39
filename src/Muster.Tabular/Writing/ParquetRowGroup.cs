using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Parquet;
using Parquet.Schema;

namespace Muster.Tabular.Writing;

/// <summary>Rows collected column by column as <see cref="ParquetLayout"/> describes, ready to be packed.</summary>
sealed class ParquetRowGroup
{
    readonly int[] rowNumbers = new int[ParquetTableWriter.RowsPerGroup];
    readonly DataField<int> rowField = new(ParquetLayout.Row);
    readonly List<(int Column, ParquetColumn Values)> columns = [];

    public ParquetRowGroup(IReadOnlyList<ColumnMeaning> meanings, IReadOnlyDictionary<int, ColumnProfile> profiles)
    {
        foreach (var index in meanings.Select(meaning => meaning.Column.Index))
        {
            var profile = profiles.GetValueOrDefault(index);
            columns.Add((index, Own(index, profile)));
            if (profile is not null && ParquetLayout.HasTwin(profile))
            {
                columns.Add((index, Twin(index, profile)));
            }

            if (profile is not null && ParquetLayout.HasSortText(profile))
            {
                columns.Add((index, new SortTextColumn(new DataField(ParquetLayout.Sort(index), typeof(string), isNullable: true))));
            }
        }
    }

    public int Rows { get; private set; }

    public IReadOnlyCollection<Field> Fields => [rowField, .. columns.Select(column => column.Values.Field)];

    public void Add(RowBlock block, int row)
    {
        rowNumbers[Rows++] = block.RowNumber(row);
        foreach (var (column, values) in columns)
        {
            values.Add(block.Field(row, column));
        }
    }

    public void Clear()
    {
        Rows = 0;
        foreach (var (_, values) in columns)
        {
            values.Clear();
        }
    }

    /// <param name="writer">Where it goes.</param>
    /// <param name="fields">The fields of the schema, in the order of <see cref="Fields"/>.</param>
    public async Task WriteAsync(ParquetRowGroupWriter writer, DataField[] fields)
    {
        await writer.WriteAllPartsAsync<int>(fields[0], rowNumbers.AsMemory(0, Rows), null, null, CancellationToken.None);
        for (var index = 0; index < columns.Count; index++)
        {
            await columns[index].Values.WriteAsync(writer, fields[index + 1]);
        }
    }

    static ParquetColumn Own(int index, ColumnProfile? profile) => profile switch
    {
        { Type: ColumnType.WholeNumber, IsExact: true } => new WholeNumberColumn(new DataField<long?>(ParquetLayout.Text(index))),
        { Type: ColumnType.Number, IsExact: true } => new NumberColumn(new DataField<double?>(ParquetLayout.Text(index)), '.'),
        _ => new TextColumn(new DataField(ParquetLayout.Text(index), typeof(string), isNullable: true)),
    };

    // Milliseconds: the library writes the smallest and largest date of a group in them whatever the unit, and readers pass over groups by those.
    static ParquetColumn Twin(int index, ColumnProfile profile) => profile.Type == ColumnType.Date
        ? new DateColumn(new DateTimeDataField($"v{index}", DateTimeFormat.Timestamp, isAdjustedToUTC: false, unit: DateTimeTimeUnit.Millis, isNullable: true), profile.DateOrder)
        : new NumberColumn(new DataField<double?>($"v{index}"), profile.DecimalMark);
}
