using Muster.Tabular.Detecting;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Testing;

/// <summary>Where tests get their things: each builder makes a sensible whole, and the test names only what matters.</summary>
public static class A
{
    /// <summary>A table to be written as a temporary CSV file.</summary>
    public static TableBuilder Table() => new();

    /// <summary>A sheet known by its headers alone, as read from a CSV with one header row.</summary>
    public static Sheet Sheet(params string[] headers) =>
        new(0, "table", [1], [], 2, [.. headers.Select((header, index) => new SheetColumn(index, header, null))]);

    /// <summary>A sheet with a header row and an HXL row.</summary>
    public static Sheet TaggedSheet(params (string Header, string? Tag)[] columns) =>
        new(0, "table", [1], [2], 3, [.. columns.Select((column, index) => new SheetColumn(index, column.Header, column.Tag))]);

    /// <summary>A column with a header and the meaning that it is given in the test.</summary>
    public static ColumnMeaning Column(int index, string header, Meaning meaning) => new(new SheetColumn(index, header, null), meaning, 1, "Set by the test.");

    /// <summary>A small country: HT with two departments, three communes.</summary>
    public static Gazetteer Gazetteer() => new("HTI", "test 2018-11-29",
    [
        Place("HT", 0, null, "Haïti"),
        Place("HT01", 1, "HT", "Ouest"),
        Place("HT07", 1, "HT", "Sud"),
        Place("HT0111", 2, "HT01", "Port-au-Prince"),
        Place("HT0121", 2, "HT01", "Léogâne"),
        Place("HT0711", 2, "HT07", "Les Cayes"),
    ]);

    /// <summary>A unit with one French name.</summary>
    public static Place Place(string code, int level, string? parent, string name) =>
        new(code, level, parent, name, new Dictionary<string, string> { ["fr"] = name });
}
