using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Muster.Server.Features.Tables;
using Muster.Server.Storage;
using Muster.Tabular.Repairing;

namespace Muster.Server.Features.Imports;

/// <summary>A decision as taken down: one repair step, or several of a kind.</summary>
/// <param name="Id">To undo it by.</param>
/// <param name="Order">From 1.</param>
/// <param name="Steps">At least one.</param>
/// <param name="By">Who took it; null where the account is gone.</param>
/// <param name="At">When.</param>
/// <param name="UndoneBy">Who undid it.</param>
/// <param name="UndoneAt">When it was undone, or null.</param>
public sealed record TakenStep(Guid Id, int Order, IReadOnlyList<RepairStep> Steps, string? By, DateTimeOffset At, string? UndoneBy, DateTimeOffset? UndoneAt);

/// <summary>Reads the steps of an import.</summary>
static class ImportSteps
{
    public static string ToJson(IReadOnlyList<RepairStep> steps) => JsonSerializer.Serialize(steps, TableColumn.Json);

    public static IReadOnlyList<RepairStep> Parse(string json) => JsonSerializer.Deserialize<IReadOnlyList<RepairStep>>(json, TableColumn.Json) ?? [];

    /// <summary>Those that hold, in order, with a later answer about a place in the stead of an earlier one.</summary>
    public static async Task<IReadOnlyList<RepairStep>> InForceAsync(MusterDb db, Guid import, CancellationToken cancel)
    {
        var rows = await db.Set<ImportStep>().AsNoTracking().Where(step => step.ImportId == import && step.UndoneAt == null)
            .OrderBy(step => step.Order).Select(step => step.StepJson).ToListAsync(cancel);
        return InForce(rows.SelectMany(Parse));
    }

    public static IReadOnlyList<RepairStep> InForce(IEnumerable<RepairStep> taken)
    {
        var steps = new List<RepairStep?>();
        var answers = new Dictionary<(string Column, int Level, string? Parent, string Text), int>();
        foreach (var step in taken)
        {
            if (step is SettlePlace place)
            {
                var key = (place.Column, place.Level, place.Parent, place.Text);
                if (answers.TryGetValue(key, out var earlier))
                {
                    steps[earlier] = step;
                    continue;
                }

                answers[key] = steps.Count;
            }

            steps.Add(step);
        }

        return [.. steps.OfType<RepairStep>().Distinct()];
    }

    /// <summary>All, undone ones too, with the names of the people.</summary>
    public static async Task<IReadOnlyList<TakenStep>> AllAsync(MusterDb db, Guid import, CancellationToken cancel)
    {
        var rows = await (
            from step in db.Set<ImportStep>().AsNoTracking()
            where step.ImportId == import
            orderby step.Order
            select new
            {
                step,
                By = db.Users.Where(account => account.Id == step.TakenBy).Select(account => account.DisplayName).FirstOrDefault(),
                UndoneBy = db.Users.Where(account => account.Id == step.UndoneBy).Select(account => account.DisplayName).FirstOrDefault(),
            }).ToListAsync(cancel);
        return [.. rows.Select(row => new TakenStep(row.step.Id, row.step.Order, Parse(row.step.StepJson), row.By, row.step.TakenAt, row.UndoneBy, row.step.UndoneAt))];
    }
}
