using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Localization;
using Muster.Server.Errors;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Tagging;
using Muster.Tabular.Writing;

namespace Muster.Server.Features.Combinations;

/// <summary>What changed from one round to the next.</summary>
static class CompareRounds
{
    const int MostShown = 200;

    public static async Task<RazorComponentResult<RoundsPage>> Page(DatasetScope scope, Rounds rounds, RoundComparer comparer, IStringLocalizer<CombinationsText> text, HttpContext context, CancellationToken cancel)
    {
        var slices = await rounds.SlicesAsync(scope.Dataset, cancel);
        var (before, after) = Chosen(slices, context.Request.Query);
        ComparedRounds? compared = null;
        string? problem = null;
        if (before is not null && after is not null)
        {
            try
            {
                compared = await comparer.CompareAsync(before, after, Keys(context), cancel);
            }
            catch (UnreadableException unreadable)
            {
                problem = Told(unreadable.Problem, text);
            }
        }

        return new RazorComponentResult<RoundsPage>(new
        {
            Scope = scope,
            Rounds = await rounds.ListAsync(scope.Dataset.Id, cancel),
            Slices = slices,
            Before = before,
            After = after,
            Compared = compared,
            Problem = problem,
            Asked = (IReadOnlyList<string>)Keys(context),
            Query = context.Request.QueryString.Value ?? "",
            MostShown,
        });
    }

    /// <returns>Rounds on record, and what can be compared.</returns>
    public static async Task<IResult> List(DatasetScope scope, Rounds rounds, CancellationToken cancel) => TypedResults.Ok(new RoundsAnswer(
        [.. (await rounds.ListAsync(scope.Dataset.Id, cancel)).Select(round => new RoundLine(round.Number, round.Label, round.AsOf, round.Mode, round.ImportId))],
        [.. (await rounds.SlicesAsync(scope.Dataset, cancel)).Select(slice => new SliceLine(slice.Key, slice.Label, slice.Version.Number))]));

    /// <returns>The comparison; 404 where there are not two rounds; 400 <c>rounds-invalid</c> where no column names the rows.</returns>
    public static async Task<IResult> Handle(DatasetScope scope, Rounds rounds, RoundComparer comparer, IStringLocalizer<CombinationsText> text, HttpContext context, CancellationToken cancel)
    {
        var (compared, refusal) = await CompareAsync(scope, rounds, comparer, text, context, cancel);
        return compared is null ? refusal! : TypedResults.Ok(compared);
    }

    /// <returns>Every difference, one a line.</returns>
    public static async Task<IResult> Csv(DatasetScope scope, Rounds rounds, RoundComparer comparer, Exports exports, IStringLocalizer<CombinationsText> text, HttpContext context, CancellationToken cancel)
    {
        var (compared, refusal) = await CompareAsync(scope, rounds, comparer, text, context, cancel);
        if (compared is null)
        {
            return refusal!;
        }

        await exports.NoteAsync(scope, "comparison of rounds", cancel);
        var lines = Lines(compared).Select(line => string.Join(',', line.Select(CsvText.Guarded)));
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"), "text/csv; charset=utf-8", scope.Dataset.Slug + "-rounds.csv");
    }

    /// <returns>The same as a workbook.</returns>
    public static async Task<IResult> Xlsx(DatasetScope scope, Rounds rounds, RoundComparer comparer, Exports exports, IFileStore files, IStringLocalizer<CombinationsText> text, HttpContext context, CancellationToken cancel)
    {
        var (compared, refusal) = await CompareAsync(scope, rounds, comparer, text, context, cancel);
        if (compared is null)
        {
            return refusal!;
        }

        await exports.NoteAsync(scope, "comparison of rounds", cancel);
        var path = files.NewTemporaryPath();
        try
        {
            var lines = Lines(compared).ToList();
            await File.WriteAllLinesAsync(path, lines.Select(line => string.Join(',', line.Select(CsvText.Field))), cancel);
            using var table = SourceTables.Open(path, [.. lines[0].Select((header, at) => new ColumnMeaning(new SheetColumn(at, header, null), Meaning.Unknown, 1, ""))]);
            var output = new MemoryStream();
            using (var writer = TableWriter.Xlsx(output, "rounds", table.Columns, table.Profile(cancel)))
            {
                table.Write(writer, cancel: cancel);
            }

            return TypedResults.File(output.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", scope.Dataset.Slug + "-rounds.xlsx");
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static string Told(ReadProblem problem, IStringLocalizer text) =>
        text["problem-" + problem.Code] is { ResourceNotFound: false } said ? $"{said} {text[$"problem-{problem.Code}-next"]}" : $"{problem.What} {problem.Next}";

    static async Task<(ComparedRounds? Compared, IResult? Refusal)> CompareAsync(DatasetScope scope, Rounds rounds, RoundComparer comparer, IStringLocalizer text, HttpContext context, CancellationToken cancel)
    {
        var (before, after) = Chosen(await rounds.SlicesAsync(scope.Dataset, cancel), context.Request.Query);
        if (before is null || after is null)
        {
            return (null, new Refusal(409, "rounds-too-few", text["rounds-too-few"], text["rounds-too-few-next"]));
        }

        try
        {
            return (await comparer.CompareAsync(before, after, Keys(context), cancel), null);
        }
        catch (UnreadableException unreadable)
        {
            return (null, new Refusal(400, "rounds-invalid", Told(unreadable.Problem, text)));
        }
    }

    /// <summary>Those of the address, else the newest two.</summary>
    static (RoundSlice? Before, RoundSlice? After) Chosen(IReadOnlyList<RoundSlice> slices, IQueryCollection query)
    {
        var after = slices.FirstOrDefault(slice => slice.Key == query["after"]) ?? (slices.Count == 0 ? null : slices[0]);
        return (slices.FirstOrDefault(slice => slice.Key == query["before"]) ?? slices.FirstOrDefault(slice => slice != after), after);
    }

    static List<string> Keys(HttpContext context) => [.. context.Request.Query["key"].OfType<string>().Where(key => key.Length > 0)];

    static IEnumerable<IReadOnlyList<string>> Lines(ComparedRounds compared)
    {
        yield return ["change", string.Join(" | ", compared.Rows.Key), "column", "before", "after", "difference"];
        foreach (var key in compared.Rows.Added)
        {
            yield return ["added", key, "", "", "", ""];
        }

        foreach (var key in compared.Rows.Removed)
        {
            yield return ["not in the later round", key, "", "", "", ""];
        }

        foreach (var cell in compared.Rows.Changed)
        {
            yield return ["changed", cell.Key, cell.Column, cell.Before, cell.After, cell.Difference?.ToString("R", CultureInfo.InvariantCulture) ?? ""];
        }

        foreach (var key in compared.Rows.Repeated)
        {
            yield return ["key not unique", key, "", "", "", ""];
        }
    }
}

/// <summary>Rounds of a dataset.</summary>
/// <param name="Rounds">Those on record.</param>
/// <param name="Comparable">What <c>before</c> and <c>after</c> may name.</param>
public sealed record RoundsAnswer(IReadOnlyList<RoundLine> Rounds, IReadOnlyList<SliceLine> Comparable);

/// <summary>A round on record.</summary>
public sealed record RoundLine(int Number, string Label, DateOnly? AsOf, RoundMode Mode, Guid Import);

/// <summary>Rows that can be compared.</summary>
public sealed record SliceLine(string Key, string Label, int Version);
