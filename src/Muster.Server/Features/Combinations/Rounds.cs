using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Tagging;

namespace Muster.Server.Features.Combinations;

/// <summary>The rows of one round: those of a whole version, or some of one.</summary>
/// <param name="Key">Name in addresses: <c>v3</c>, or <c>v3:Round 2</c>.</param>
/// <param name="Label">For people.</param>
/// <param name="Version">The version they stand in.</param>
/// <param name="Column">Column that tells the rounds apart; null where the version is one round.</param>
/// <param name="Value">Its value.</param>
public sealed record RoundSlice(string Key, string Label, DatasetVersion Version, int? Column, string? Value)
{
    internal IReadOnlyList<TableFilter> Filters => Column is { } column ? [new TableFilter(column, TableOperator.Equals, [Value!])] : [];

    /// <summary>All columns but the one that tells the rounds apart, which differs everywhere.</summary>
    internal IReadOnlyList<int> Columns => [.. Version.Columns.Select(column => column.Index).Where(index => index != Column)];
}

/// <summary>How a round was appended, kept with its derivation.</summary>
/// <param name="Column">Header of the column that tells the rounds apart.</param>
/// <param name="Keys">Headers that together name a row of a round; none where it has no key.</param>
sealed record RoundRecipe(string Column, IReadOnlyList<string> Keys)
{
    public string ToJson() => JsonSerializer.Serialize(this, TableColumn.Json);

    public static RoundRecipe? Of(Derivation? derivation) => derivation is { Kind: DerivationKind.Round } ? JsonSerializer.Deserialize<RoundRecipe>(derivation.RecipeJson, TableColumn.Json) : null;
}

/// <summary>Finds the rounds of a dataset.</summary>
sealed class Rounds(MusterDb db, TableStore tables, IStringLocalizer<CombinationsText> text)
{
    const int MostVersions = 50;
    const int MostRounds = 100;

    /// <summary>Rounds on record whose version exists, by number.</summary>
    public async Task<IReadOnlyList<DatasetRound>> ListAsync(Guid dataset, CancellationToken cancel)
    {
        var rounds = await db.Set<DatasetRound>().AsNoTracking().Where(round => round.DatasetId == dataset && db.Set<DatasetVersion>().Any(version => version.Id == round.VersionId)).ToListAsync(cancel);
        return [.. rounds.OrderBy(round => round.Number)];
    }

    /// <summary>What can be compared, newest first: the rounds in the current version, and each version that is one round.</summary>
    public async Task<IReadOnlyList<RoundSlice>> SlicesAsync(Dataset dataset, CancellationToken cancel)
    {
        var versions = await db.Set<DatasetVersion>().AsNoTracking().Where(version => version.DatasetId == dataset.Id).OrderByDescending(version => version.Number).Take(MostVersions).ToListAsync(cancel);
        var rounds = await ListAsync(dataset.Id, cancel);
        var slices = new List<RoundSlice>();
        foreach (var version in versions)
        {
            if (await ColumnAsync(version, cancel) is not { } column)
            {
                slices.Add(new RoundSlice($"v{version.Number}", Label(version, rounds), version, null, null));
            }
            else if (version.Id == dataset.CurrentVersionId)
            {
                slices.AddRange(await SlicesOfAsync(version, column, rounds, cancel));
            }
        }

        return slices;
    }

    /// <summary>The rounds that one version holds, newest first.</summary>
    public async Task<IReadOnlyList<RoundSlice>> SlicesOfAsync(DatasetVersion version, CancellationToken cancel)
    {
        var rounds = await ListAsync(version.DatasetId, cancel);
        return await ColumnAsync(version, cancel) is { } column ? [.. await SlicesOfAsync(version, column, rounds, cancel)] : [new RoundSlice($"v{version.Number}", Label(version, rounds), version, null, null)];
    }

    /// <summary>The column that tells the rounds of a version apart: the one that appending added, else one that the file brought.</summary>
    public async Task<int?> ColumnAsync(DatasetVersion version, CancellationToken cancel)
    {
        var derivation = await db.Set<Derivation>().AsNoTracking().SingleOrDefaultAsync(row => row.ImportId == version.ImportId, cancel);
        var added = RoundRecipe.Of(derivation);
        return added is not null
            ? version.Columns.LastOrDefault(column => column.Header == added.Column)?.Index
            : version.Columns.FirstOrDefault(column => column.Meaning is { Concept: Concept.Round, Qualifier: null } && column.Profile is { Distinct: > 1 and <= MostRounds, Empty: 0 })?.Index;
    }

    async Task<IEnumerable<RoundSlice>> SlicesOfAsync(DatasetVersion version, int column, IReadOnlyList<DatasetRound> rounds, CancellationToken cancel)
    {
        var values = await tables.ValuesAsync(version, column, [], MostRounds, cancel);
        return values.Values.Where(value => value.Value is { Length: > 0 }).OrderByDescending(value => NumberOf(value.Value!, rounds)).ThenByDescending(value => value.Value, StringComparer.Ordinal)
            .Select(value => new RoundSlice($"v{version.Number}:{value.Value}", value.Value!, version, column, value.Value));
    }

    string Label(DatasetVersion version, IReadOnlyList<DatasetRound> rounds) =>
        rounds.FirstOrDefault(round => round.VersionId == version.Id && round.Mode == RoundMode.Replace) is { } round
            ? $"{round.Label} ({text["version-number", version.Number]})"
            : $"{text["version-number", version.Number]}, {version.CreatedAt.ToString("d MMM yyyy", CultureInfo.CurrentCulture)}";

    static double NumberOf(string label, IReadOnlyList<DatasetRound> rounds) =>
        rounds.FirstOrDefault(round => round.Label == label)?.Number ?? (double.TryParse(new string([.. label.SkipWhile(letter => !char.IsDigit(letter)).TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture, out var number) ? number : 0);
}

/// <summary>The rounds on the dataset's page.</summary>
sealed class RoundsAside(Rounds rounds, IStringLocalizer<CombinationsText> text) : DatasetAsideSource
{
    const int Shown = 8;

    public override async Task<IReadOnlyList<DatasetAside>> DescribeAsync(DatasetScope scope, CancellationToken cancel)
    {
        var list = await rounds.ListAsync(scope.Dataset.Id, cancel);
        return list.Count == 0 ? [] :
        [
            new DatasetAside(text["rounds"], null, [.. list.Reverse().Take(Shown).Select(round => new DatasetAsideLine(round.Label, scope.Path + "/rounds", round.AsOf?.ToString("d MMM yyyy", CultureInfo.CurrentCulture)))],
                list.Count > 1 ? (text["compare-rounds"], scope.Path + "/rounds") : null),
        ];
    }
}
