using Muster.Server.Errors;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Catalogue;

/// <summary>One row and each value's way: from the cell of the file, through the steps that changed it, to the table; with what was found in it.</summary>
static class ShowRow
{
    public static async Task<IResult> Page(DatasetScope scope, int row, TableStore tables, RowHistory history, VersionFindings findings, People people, HttpContext context, CancellationToken cancel) =>
        await FindAsync(scope, row, tables, history, findings, people, cancel) is { } answer
            ? new Microsoft.AspNetCore.Http.HttpResults.RazorComponentResult<RowPage>(new { Scope = scope, Row = answer })
            : Refusals.Of(context, 404);

    /// <returns>200 and the row; 404 where the version has no such row.</returns>
    public static async Task<IResult> Handle(DatasetScope scope, int row, TableStore tables, RowHistory history, VersionFindings findings, People people, HttpContext context, CancellationToken cancel) =>
        await FindAsync(scope, row, tables, history, findings, people, cancel) is { } answer ? TypedResults.Ok(answer) : Refusals.Of(context, 404);

    static async Task<RowAnswer?> FindAsync(DatasetScope scope, int number, TableStore tables, RowHistory history, VersionFindings findings, People people, CancellationToken cancel)
    {
        if (scope.Version is not { } version || await tables.RowAsync(version, number, cancel) is not { } row)
        {
            return null;
        }

        var story = await history.OfAsync(version.ImportId, number, cancel);
        // Names of people are for members; the public sees the way of the value.
        var isMember = scope.Operation.MayContribute;
        var cells = version.Columns.Select(column => new RowCell(
            "c" + column.Index.ToString(System.Globalization.CultureInfo.InvariantCulture),
            column.Header,
            column.Tag,
            CellText.Of(row.Cells[column.Index]),
            [.. (story?.Changes ?? []).Where(change => change.Column == column.Header).Select(change => isMember ? change : change with { By = null })]));
        return new RowAnswer(
            number,
            version.Number,
            version.FileName,
            version.FileHash,
            story?.Sheet,
            isMember ? await people.NameAsync(version.CreatedBy, cancel) : null,
            version.CreatedAt,
            version.Note,
            story?.IsWhole ?? false,
            [.. cells],
            await findings.OfRowAsync(version, number, cancel));
    }
}

/// <summary>A row with its way.</summary>
/// <param name="Row">Number in the source, from 1 as the spreadsheet shows it.</param>
/// <param name="Version">Version.</param>
/// <param name="FileName">File as uploaded.</param>
/// <param name="FileHash">Its SHA-256.</param>
/// <param name="Sheet">Its sheet; null where it has none.</param>
/// <param name="AcceptedBy">Who accepted it; null for who is no member.</param>
/// <param name="AcceptedAt">When.</param>
/// <param name="Note">What was said at acceptance.</param>
/// <param name="IsWhole">False where the import changed more cells than it lists.</param>
/// <param name="Cells">In the order of the columns.</param>
/// <param name="Findings">What was found in this row.</param>
public sealed record RowAnswer(int Row, int Version, string FileName, string FileHash, string? Sheet, string? AcceptedBy, DateTimeOffset AcceptedAt, string? Note, bool IsWhole, IReadOnlyList<RowCell> Cells, IReadOnlyList<Finding> Findings);

/// <summary>A cell with its way.</summary>
/// <param name="Column">Name in addresses.</param>
/// <param name="Header">Header.</param>
/// <param name="Tag">HXL tag, or null.</param>
/// <param name="Value">As the table holds it.</param>
/// <param name="Changes">What changed it, first to last; none where it is as it came.</param>
public sealed record RowCell(string Column, string Header, string? Tag, string Value, IReadOnlyList<ToldChange> Changes);
