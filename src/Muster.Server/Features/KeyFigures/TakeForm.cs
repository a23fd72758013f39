using System.Globalization;
using Muster.Server.Features.Operations;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;

namespace Muster.Server.Features.KeyFigures;

/// <summary>Which column of a dataset holds what; columns are named <c>c0</c>, <c>c1</c> …, an empty one is not there.</summary>
public sealed class TakeForm
{
    /// <summary>Parts of a report in the order of the form; the first two must be there.</summary>
    internal static IReadOnlyList<string> Parts { get; } = ["indicator", "value", "as-of", "area", "place-code", "unit", "source", "url", "note"];

    static readonly Dictionary<string, string[]> Headers = new()
    {
        ["indicator"] = ["indicator", "indicateur", "figure", "chiffre"],
        ["value"] = ["value", "valeur", "number", "nombre"],
        ["as-of"] = ["as of", "date", "reporting date", "au"],
        ["area"] = ["area", "place", "location", "zone", "lieu", "name"],
        ["place-code"] = ["pcode", "p code", "place code", "code"],
        ["unit"] = ["unit", "unite"],
        ["source"] = ["published by", "source", "publisher", "publie par"],
        ["url"] = ["url", "link", "lien", "address"],
        ["note"] = ["note", "notes", "comment", "comments", "remarque", "remarques"],
    };

    /// <summary>Short name of the dataset.</summary>
    public string? Dataset { get; set; }

    public string? Indicator { get; set; }
    public string? Value { get; set; }

    /// <summary>Column of the day; without one the last day that the dataset speaks of is taken.</summary>
    public string? AsOf { get; set; }

    public string? Area { get; set; }
    public string? PlaceCode { get; set; }

    /// <summary>Column of the unit; without one it is people.</summary>
    public string? Unit { get; set; }

    /// <summary>Column of the publisher; without one the dataset's source is taken.</summary>
    public string? Source { get; set; }

    public string? Url { get; set; }
    public string? Note { get; set; }

    /// <summary>The columns whose headers say what they are.</summary>
    internal static TakeForm Of(Dataset dataset, IReadOnlyList<TableColumn> columns)
    {
        var form = new TakeForm { Dataset = dataset.Slug };
        foreach (var part in Parts)
        {
            var names = Headers[part];
            var column = names.Select(name => columns.FirstOrDefault(column => Fold.Text(column.Header.Replace('_', ' ').Replace('-', ' ')) == name)).FirstOrDefault(column => column is not null);
            form.Set(part, column is null ? null : "c" + column.Index.ToString(CultureInfo.InvariantCulture));
        }

        return form;
    }

    internal string? Get(string part) => part switch
    {
        "indicator" => Indicator,
        "value" => Value,
        "as-of" => AsOf,
        "area" => Area,
        "place-code" => PlaceCode,
        "unit" => Unit,
        "source" => Source,
        "url" => Url,
        _ => Note,
    };

    /// <summary>Name of the field in the form.</summary>
    internal static string FieldOf(string part) => part switch
    {
        "as-of" => nameof(AsOf),
        "place-code" => nameof(PlaceCode),
        _ => char.ToUpperInvariant(part[0]) + part[1..],
    };

    /// <summary>The column chosen for a part; null where none is, or no such column is there.</summary>
    internal TableColumn? ColumnOf(string part, IReadOnlyList<TableColumn> columns) =>
        Get(part) is { Length: > 1 } name && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? columns.FirstOrDefault(column => column.Index == index) : null;

    internal bool IsReady(IReadOnlyList<TableColumn> columns) => ColumnOf("indicator", columns) is not null && ColumnOf("value", columns) is not null;

    internal bool HasDates(IReadOnlyList<TableColumn> columns) => ColumnOf("as-of", columns)?.Profile.Type is ColumnType.Date;

    void Set(string part, string? column)
    {
        switch (part)
        {
            case "indicator": Indicator = column; break;
            case "value": Value = column; break;
            case "as-of": AsOf = column; break;
            case "area": Area = column; break;
            case "place-code": PlaceCode = column; break;
            case "unit": Unit = column; break;
            case "source": Source = column; break;
            case "url": Url = column; break;
            default: Note = column; break;
        }
    }
}
