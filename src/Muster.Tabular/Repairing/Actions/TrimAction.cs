using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Takes blanks off both ends and makes inner runs one blank; inside a p-code nothing is touched.</summary>
sealed class TrimAction(IReadOnlyList<ColumnMeaning> columns, int[] targets, int step) : StepAction
{
    readonly bool[] isCode = [.. columns.Select(column => column.Meaning.Concept is Concept.PlaceCode)];

    public override void Apply(RowInHand row)
    {
        // Most rows are clean, and one look at the row tells.
        if (row.IsAsRead && !MayNeedTrim(row.TextAsRead))
        {
            return;
        }

        foreach (var column in targets)
        {
            var text = row[column];
            if (NeedsTrim(text, isCode[column]))
            {
                row.Set(column, isCode[column] ? Ends(text).ToString() : Collapse(text), step);
            }
        }
    }

    /// <summary>False where no blank stands at either end of a cell or beside another, and none is an odd one. Between cells stands the separator, which is neither letter nor figure.</summary>
    internal static bool MayNeedTrim(ReadOnlySpan<char> row)
    {
        if (row.ContainsAny(OddOrControl))
        {
            return true;
        }

        for (var at = 0; ; at++)
        {
            var next = row[at..].IndexOf(' ');
            if (next < 0)
            {
                return false;
            }

            at += next;
            if (at == 0 || at + 1 == row.Length || !char.IsLetterOrDigit(row[at - 1]) || !char.IsLetterOrDigit(row[at + 1]))
            {
                return true;
            }
        }
    }

    static bool NeedsTrim(ReadOnlySpan<char> text, bool endsOnly)
    {
        if (text.IsEmpty)
        {
            return false;
        }

        if (IsBlank(text[0]) || IsBlank(text[^1]))
        {
            return true;
        }

        return !endsOnly && (text.Contains("  ", StringComparison.Ordinal) || text.ContainsAny(OddBlanks));
    }

    static readonly System.Buffers.SearchValues<char> OddBlanks = System.Buffers.SearchValues.Create("\t\r\n\v\f\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\u200B\uFEFF");

    static readonly System.Buffers.SearchValues<char> OddOrControl = System.Buffers.SearchValues.Create("\t\r\n\v\f\u001C\u001D\u001E\u001F\u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000\u200B\uFEFF");

    static bool IsBlank(char sign) => char.IsWhiteSpace(sign) || sign is '\u200B' or '\uFEFF';

    static ReadOnlySpan<char> Ends(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty && IsBlank(text[0]))
        {
            text = text[1..];
        }

        while (!text.IsEmpty && IsBlank(text[^1]))
        {
            text = text[..^1];
        }

        return text;
    }

    static string Collapse(ReadOnlySpan<char> text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        var blank = false;
        foreach (var sign in Ends(text))
        {
            if (sign is '\u200B' or '\uFEFF')
            {
                continue;
            }

            if (!char.IsWhiteSpace(sign))
            {
                kept.Append(blank ? " " : "").Append(sign);
            }

            blank = char.IsWhiteSpace(sign);
        }

        return kept.ToString();
    }
}
