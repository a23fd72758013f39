using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;

namespace Muster.Tabular.Reporting;

/// <summary>What a report is about.</summary>
public sealed record ReportSubject
{
    /// <summary>Name of the file as people know it.</summary>
    public required string FileName { get; init; }

    /// <summary>Form of the file.</summary>
    public required SourceFormat Format { get; init; }

    /// <summary>Encoding of a text file, or null.</summary>
    public string? Encoding { get; init; }

    /// <summary>Where the table lies.</summary>
    public required Sheet Sheet { get; init; }

    /// <summary>Starts a pass over the rows that were checked, those above the table too; row numbers are those of the findings. Called by the workbook only, which shows the table.</summary>
    public required Func<RowReader> OpenRows { get; init; }

    /// <summary>Edition of the places that were asked, or null.</summary>
    public string? Places { get; init; }

    /// <summary>The day of the check.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Language of the report: <c>en</c> or <c>fr</c>; any other gives English.</summary>
    public string Language { get; init; } = "en";

    /// <summary>The subject that an opened table is.</summary>
    /// <param name="table">The table.</param>
    /// <param name="fileName">Name of its file.</param>
    /// <param name="day">The day of the check.</param>
    public static ReportSubject Of(Pipeline table, string fileName, DateOnly day) => new()
    {
        FileName = fileName,
        Format = table.Source.Format,
        Encoding = table.Source.Encoding,
        Sheet = table.Sheet,
        OpenRows = () => table.Source.OpenRows(table.Sheet.Index),
        Day = day,
    };
}
