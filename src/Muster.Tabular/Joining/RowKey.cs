using Muster.Tabular.Aggregating;
using Muster.Tabular.Matching;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Joining;

/// <summary>Finds the key of a row; each thread has its own.</summary>
abstract class RowKey
{
    /// <summary>Stands between the parts of a key; no table holds it.</summary>
    public const char Between = '\u001F';

    /// <summary>The key of a row; empty where it has none, as then it has no partner.</summary>
    public abstract ReadOnlySpan<char> Of(RowBlock block, int row);

    /// <summary>A key as people read it.</summary>
    public static string Show(ReadOnlySpan<char> key) => key.ToString().Replace(Between.ToString(), " | ", StringComparison.Ordinal);
}

/// <summary>The texts of columns, outer blanks off. A row that lacks one of them has no key.</summary>
sealed class ColumnKey(int[] columns) : RowKey
{
    char[] key = new char[64];

    public override ReadOnlySpan<char> Of(RowBlock block, int row)
    {
        if (columns.Length == 1)
        {
            return block.Field(row, columns[0]).Trim();
        }

        var length = 0;
        foreach (var column in columns)
        {
            var text = block.Field(row, column).Trim();
            if (text.IsEmpty)
            {
                return default;
            }

            if (length + text.Length + 1 > key.Length)
            {
                Array.Resize(ref key, (length + text.Length + 1) * 2);
            }

            text.CopyTo(key.AsSpan(length));
            key[length + text.Length] = Between;
            length += text.Length + 1;
        }

        return key.AsSpan(0, length - 1);
    }
}

/// <summary>The p-code of the unit of a level that a row lies in.</summary>
sealed class PlaceKey(IReadOnlyList<ColumnMeaning> columns, Gazetteer? gazetteer, int level) : RowKey
{
    readonly RowPlaces places = new(columns, gazetteer);

    public override ReadOnlySpan<char> Of(RowBlock block, int row)
    {
        var place = places.Of(block, row);
        return place.Level >= level ? place.Above[level] : default;
    }

    /// <summary>Deepest level that a table names of its own rows; null where it names none.</summary>
    public static int? LevelOf(IReadOnlyList<ColumnMeaning> columns, bool withNames) =>
        columns.Where(column => column.Meaning is { Qualifier: null, Level: not null } && (column.Meaning.Concept == Concept.PlaceCode || (withNames && column.Meaning.Concept == Concept.PlaceName))).Max(column => column.Meaning.Level);
}
