using Muster.Tabular.Reading;

namespace Muster.Tabular.Tests.Reading;

/// <summary>Reads whole tables into lists, for comparing.</summary>
static class Rows
{
    public static List<string[]> Of(RowReader reader)
    {
        using (reader)
        {
            var rows = new List<string[]>();
            while (reader.Read())
            {
                Assert.Equal(rows.Count + 1, reader.RowNumber);
                rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(field => reader.Field(field).ToString())]);
            }

            return rows;
        }
    }

    public static List<string[]> OfBlocks(RowReader reader)
    {
        using (reader)
        {
            var rows = new List<string[]>();
            var block = new RowBlock();
            while (reader.ReadBlock(block) > 0)
            {
                for (var row = 0; row < block.Count; row++)
                {
                    Assert.Equal(rows.Count + 1, block.RowNumber(row));
                    rows.Add([.. Enumerable.Range(0, block.FieldCount(row)).Select(field => block.Field(row, field).ToString())]);
                }
            }

            return rows;
        }
    }

    public static List<string[]> OfText(string text, ReadOptions? options = null)
    {
        using var file = new TempFile(text);
        using var source = TableSource.Open(file.Path, options);
        return Of(source.OpenRows());
    }
}
