using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;
using Muster.Tabular.Detecting;
using Muster.Tabular.Repairing;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Catalogue;

/// <summary>A dataset as the API gives it.</summary>
/// <param name="Id">Lower-case UUID.</param>
/// <param name="Slug">Short name in addresses.</param>
/// <param name="Title">Title.</param>
/// <param name="Description">What it is, or null.</param>
/// <param name="Source">Where the figures come from, or null.</param>
/// <param name="Licence">Licence, or null.</param>
/// <param name="Method">How they were made, or null.</param>
/// <param name="Caveats">What to beware of, or null.</param>
/// <param name="PeriodStart">First day they speak of, or null.</param>
/// <param name="PeriodEnd">Last day, or null.</param>
/// <param name="Sensitivity">See product table.</param>
/// <param name="Audience">See product table.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="UpdatedAt">UTC.</param>
/// <param name="Revision">To be named by a save.</param>
/// <param name="Version">Newest version; null before the first.</param>
sealed record DatasetAnswer(
    Guid Id, string Slug, string Title, string? Description, string? Source, string? Licence, string? Method, string? Caveats, DateOnly? PeriodStart, DateOnly? PeriodEnd,
    Sensitivity Sensitivity, Audience Audience, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Revision, VersionAnswer? Version)
{
    public static DatasetAnswer Of(Dataset dataset, DatasetVersion? version) => new(
        dataset.Id, dataset.Slug, dataset.Title, dataset.Description, dataset.Source, dataset.Licence, dataset.Method, dataset.Caveats, dataset.PeriodStart, dataset.PeriodEnd,
        dataset.Sensitivity, dataset.Audience, dataset.CreatedAt, dataset.UpdatedAt, dataset.Revision, version is null ? null : VersionAnswer.Of(version));
}

/// <summary>A version as the API gives it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="FileName">Name of the file as uploaded.</param>
/// <param name="FileHash">SHA-256 of that file.</param>
/// <param name="TableHash">SHA-256 of the stored table.</param>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Errors">Findings that are errors.</param>
/// <param name="Warnings">Findings that are warnings.</param>
/// <param name="Note">What the person who accepted it wrote, or null.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="Ledger">What became of each row read.</param>
/// <param name="Columns">In order.</param>
sealed record VersionAnswer(int Number, string FileName, string FileHash, string TableHash, long Rows, int Errors, int Warnings, string? Note, DateTimeOffset CreatedAt, RowLedger Ledger, IReadOnlyList<ColumnAnswer> Columns)
{
    public static VersionAnswer Of(DatasetVersion version) => new(
        version.Number, version.FileName, version.FileHash, version.TableHash, version.Rows, version.Errors, version.Warnings, version.Note, version.CreatedAt, version.Ledger,
        [.. version.Columns.Select(column => new ColumnAnswer($"c{column.Index}", column.Header, column.Tag, column.Meaning, column.Profile.Type))]);
}

/// <summary>A column as the API gives it.</summary>
/// <param name="Name">Name in filters and sorts: <c>c0</c>, <c>c1</c> …; the header may be used as well.</param>
/// <param name="Header">As in the file.</param>
/// <param name="Tag">HXL tag, or null.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Type">What its values are.</param>
sealed record ColumnAnswer(string Name, string Header, string? Tag, Meaning Meaning, ColumnType Type);

/// <summary>A page of something.</summary>
/// <param name="Total">All of them.</param>
/// <param name="Page">From 1.</param>
/// <param name="Size">Most items a page.</param>
/// <param name="Items">Those of this page.</param>
sealed record PageOf<T>(long Total, long Page, int Size, IReadOnlyList<T> Items);

/// <summary>Rows of a table as the API gives them.</summary>
/// <param name="Total">Rows that pass the filters.</param>
/// <param name="Offset">Rows passed over.</param>
/// <param name="Limit">Most rows of this answer.</param>
/// <param name="Columns">Columns of the cells, in order.</param>
/// <param name="Rows">Number in the source and cells: null for blank, a number where the whole column is written as plain numbers, else text as typed.</param>
sealed record RowsAnswer(long Total, long Offset, int Limit, IReadOnlyList<ColumnAnswer> Columns, IReadOnlyList<TableRow> Rows);
