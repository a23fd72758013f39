using Muster.Tabular.Matching;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Validating;

/// <summary>Gathers the places that rows name without a code, each different (parent, text) once, and asks the matcher (pcodes.md 4, rule 7).</summary>
sealed class PlaceQuestions(TableShape table, PlaceMatcher? matcher)
{
    /// <summary>Most questions kept.</summary>
    public const int Most = 100_000;

    readonly Dictionary<(int Column, int Level, string? Parent, string Text), int> known = [];
    readonly List<PlaceQuestion> questions = [];
    readonly List<int> columnOf = [];
    readonly string?[] found = new string?[6];

    /// <summary>Levels whose own names are asked for, from the highest: the country is the gazetteer's own, and of levels that it lacks it knows nothing.</summary>
    readonly int[] levels = [.. table.Codes.Concat(table.Names).Select(place => place.Level).Where(level => level > 0 && matcher?.Gazetteer.Levels.Contains(level) == true).Distinct().Order()];

    /// <summary>Questions so far, in the order of their first rows.</summary>
    public IReadOnlyList<PlaceQuestion> Questions => questions;

    /// <summary>True when there were more than were kept.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Column index of a question.</summary>
    public int ColumnOf(PlaceQuestion question) => columnOf[questions.IndexOf(question)];

    public void Check(Batch batch)
    {
        if (matcher is null || levels.Length == 0 || HasAllCodes(batch))
        {
            return;
        }

        for (var row = 0; row < batch.Count; row++)
        {
            if (!batch.Skip[row])
            {
                Ask(batch, row);
            }
        }
    }

    /// <summary>Every level has its code in every row of the block, and all are listed: nothing to ask.</summary>
    bool HasAllCodes(Batch batch)
    {
        foreach (var level in levels)
        {
            if (table.CodeOf(level) is not { } code || batch[code.Column].Has(CellForm.Blank) || batch[code.Column].Has(CellForm.Placeholder) || HasUnlisted(batch[code.Column]))
            {
                return false;
            }
        }

        return true;
    }

    bool HasUnlisted(ColumnScan column)
    {
        for (var id = 0; id < column.Texts.Count; id++)
        {
            if (column.Meaning.Level > 0 && Listed(column, id) is null)
            {
                return true;
            }
        }

        return false;
    }

    readonly Dictionary<(int Column, int Id), string?> listed = [];

    string? Listed(ColumnScan column, int id)
    {
        if (!listed.TryGetValue((column.Index, id), out var code))
        {
            listed[(column.Index, id)] = code = matcher!.Gazetteer.Find(column.Texts[id].AsSpan().Trim())?.Code;
        }

        return code;
    }

    void Ask(Batch batch, int row)
    {
        Array.Clear(found);
        foreach (var level in levels)
        {
            var parent = Parent(level);
            var code = table.CodeOf(level);
            if (code is not null && batch[code.Column].Ids[row] is >= 0 and var id && batch[code.Column].Forms[row] is not (CellForm.Blank or CellForm.Placeholder))
            {
                found[level] = Listed(batch[code.Column], id) ?? Question(batch, row, code.Column, level, parent);
                continue;
            }

            foreach (var name in table.NamesOf(level))
            {
                if (batch[name.Column].Ids[row] >= 0 && batch[name.Column].Forms[row] != CellForm.Blank)
                {
                    found[level] = Question(batch, row, name.Column, level, parent);
                    break;
                }
            }
        }
    }

    /// <summary>The nearest unit above that the row itself settles.</summary>
    string? Parent(int level)
    {
        for (var above = level - 1; above > 0; above--)
        {
            if (found[above] is { } code)
            {
                return code;
            }
        }

        return null;
    }

    /// <returns>The code where the answer is certain.</returns>
    string? Question(Batch batch, int row, int column, int level, string? parent)
    {
        var text = batch[column].Texts[batch[column].Ids[row]];
        var key = (column, level, parent, text);
        if (!known.TryGetValue(key, out var at))
        {
            if (questions.Count == Most)
            {
                IsOver = true;
                return null;
            }

            known[key] = at = questions.Count;
            questions.Add(new PlaceQuestion(batch[column].Header, level, parent, text, 0, batch.RowNumber(row), matcher!.Match(text, level, parent)));
            columnOf.Add(column);
        }

        questions[at] = questions[at] with { Rows = questions[at].Rows + 1 };
        return questions[at].Answer.IsCertain ? questions[at].Answer.Code : null;
    }
}
