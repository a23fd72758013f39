namespace Muster.Tabular.Matching;

/// <summary>A column that holds units of another level than its header says: told, never mended (pcodes.md 2, swapped levels).</summary>
/// <param name="Level">Level that the column is taken for.</param>
/// <param name="FoundLevel">Level of most of what it holds.</param>
/// <param name="Rows">Rows whose text is a unit of that other level only.</param>
/// <param name="AllRows">Rows whose text names any place.</param>
public sealed record LevelSwap(int Level, int FoundLevel, long Rows, long AllRows)
{
    /// <summary>Share of the rows from which it is told.</summary>
    const double Most = 0.5;

    /// <summary>Looks at the answers of one column.</summary>
    /// <param name="gazetteer">The gazetteer asked.</param>
    /// <param name="level">Level asked.</param>
    /// <param name="answers">Answers with their rows.</param>
    /// <returns>Null where the column holds its level.</returns>
    public static LevelSwap? Of(Gazetteer gazetteer, int level, IEnumerable<(PlaceAnswer Answer, long Rows)> answers)
    {
        var named = answers.Where(answer => answer.Answer.Method is not (MatchMethod.NotAPlace or MatchMethod.None)).ToList();
        var elsewhere = named.Where(answer => answer.Answer is { Method: MatchMethod.OtherLevel, RunnerUp: not null })
            .Select(answer => (gazetteer.Find(answer.Answer.RunnerUp)?.Level, answer.Rows))
            .Where(found => found.Level is not null && found.Level != level)
            .GroupBy(found => found.Level!.Value, found => found.Rows)
            .Select(group => (Level: group.Key, Rows: group.Sum()))
            .OrderByDescending(found => found.Rows).FirstOrDefault();
        var all = named.Sum(answer => answer.Rows);
        return elsewhere.Rows > Most * all ? new LevelSwap(level, elsewhere.Level, elsewhere.Rows, all) : null;
    }
}
