using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Parquet;
using Parquet.Schema;

namespace Muster.Tabular.Writing;

/// <summary>Values of one column of a row group; a blank cell is null.</summary>
abstract class ParquetColumn(DataField field)
{
    int rows;

    public DataField Field { get; } = field;

    /// <summary>1 for a value, 0 for null, row by row.</summary>
    protected int[] Levels { get; } = new int[ParquetTableWriter.RowsPerGroup];

    protected ReadOnlyMemory<int> UsedLevels => Levels.AsMemory(0, rows);

    public void Add(ReadOnlySpan<char> text) => Levels[rows++] = !text.IsWhiteSpace() && TryAddValue(text) ? 1 : 0;

    public virtual void Clear() => rows = 0;

    public abstract Task WriteAsync(ParquetRowGroupWriter writer, DataField attached);

    /// <summary>Takes a value; false where the text is none of the column's kind.</summary>
    protected abstract bool TryAddValue(ReadOnlySpan<char> text);
}

/// <summary>Text as typed, all of it in one buffer.</summary>
class TextColumn(DataField field) : ParquetColumn(field)
{
    readonly int[] ends = new int[ParquetTableWriter.RowsPerGroup];
    readonly ReadOnlyMemory<char>[] values = new ReadOnlyMemory<char>[ParquetTableWriter.RowsPerGroup];
    char[] chars = new char[1 << 16];
    int length;
    int count;

    public override void Clear()
    {
        base.Clear();
        (length, count) = (0, 0);
    }

    public override async Task WriteAsync(ParquetRowGroupWriter writer, DataField attached)
    {
        for (var index = 0; index < count; index++)
        {
            values[index] = chars.AsMemory(index == 0 ? 0 : ends[index - 1], ends[index] - (index == 0 ? 0 : ends[index - 1]));
        }

        await writer.WriteAllPartsAsync<ReadOnlyMemory<char>>(attached, values.AsMemory(0, count), UsedLevels, null, CancellationToken.None);
    }

    protected override bool TryAddValue(ReadOnlySpan<char> text)
    {
        if (length + text.Length > chars.Length)
        {
            Array.Resize(ref chars, Math.Max(chars.Length * 2, length + text.Length));
        }

        text.CopyTo(chars.AsSpan(length));
        length += text.Length;
        ends[count++] = length;
        return true;
    }
}

/// <summary>Text without accents and letter case, to sort by.</summary>
sealed class SortTextColumn(DataField field) : TextColumn(field)
{
    char[] folded = new char[256];

    protected override bool TryAddValue(ReadOnlySpan<char> text)
    {
        if (folded.Length < NameKey.RoomFor(text.Length))
        {
            folded = new char[NameKey.RoomFor(text.Length)];
        }

        return base.TryAddValue(folded.AsSpan(0, NameKey.Plain(text, folded)));
    }
}

/// <summary>Values of a fixed size.</summary>
abstract class FixedColumn<T>(DataField field) : ParquetColumn(field)
    where T : struct
{
    readonly T[] values = new T[ParquetTableWriter.RowsPerGroup];
    int count;

    public override void Clear()
    {
        base.Clear();
        count = 0;
    }

    public override async Task WriteAsync(ParquetRowGroupWriter writer, DataField attached) => await writer.WriteAllPartsAsync<T>(attached, values.AsMemory(0, count), UsedLevels, null, CancellationToken.None);

    protected override bool TryAddValue(ReadOnlySpan<char> text)
    {
        if (!TryRead(text, out var value))
        {
            return false;
        }

        values[count++] = value;
        return true;
    }

    protected abstract bool TryRead(ReadOnlySpan<char> text, out T value);
}

sealed class WholeNumberColumn(DataField field) : FixedColumn<long>(field)
{
    protected override bool TryRead(ReadOnlySpan<char> text, out long value) => long.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out value);
}

sealed class NumberColumn(DataField field, char? decimalMark) : FixedColumn<double>(field)
{
    protected override bool TryRead(ReadOnlySpan<char> text, out double value) => TypedValue.TryNumber(text, decimalMark, out value);
}

sealed class DateColumn(DataField field, DateOrder? order) : FixedColumn<DateTime>(field)
{
    protected override bool TryRead(ReadOnlySpan<char> text, out DateTime value) => TypedValue.TryDate(text, order, out value);
}
