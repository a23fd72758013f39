using System.Globalization;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Writes the dates of a column as yyyy-MM-dd, a time of day behind them kept. What is no date in this order stays and is told.</summary>
sealed class ReadDatesAction(int column, ReadDates settings, int step, ProblemList problems) : StepAction
{
    public override void Apply(RowInHand row)
    {
        var text = row[column].Trim();
        if (text.IsEmpty || IsWritten(row[column]) || Placeholders.Contains(text))
        {
            return;
        }

        var reading = DateText.Read(text);
        var date = reading.Form == DateForm.None ? DateText.ReadFigures(text) : reading.Under(settings.Order);
        if (date is null)
        {
            problems.AddRow("not-a-date", step, settings.Column, row.Number, $"Cells of \"{settings.Column}\" are no dates in this order; they stay as they are.");
            return;
        }

        // 2016-10 stays a month: a day nobody gave is not filled in.
        var isMonth = reading.Form == DateForm.Plain && text.Length == 7 && text[4] == '-';
        if (!isMonth)
        {
            row.Set(column, date.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + (reading.HasTime ? TimeOf(text) : ""), step);
        }
    }

    /// <summary>The short way for a date that is written as it shall be.</summary>
    internal static bool IsWritten(ReadOnlySpan<char> text)
    {
        if (text.Length != 10 || text[4] != '-' || text[7] != '-')
        {
            return false;
        }

        var figures = 0;
        foreach (var at in (ReadOnlySpan<int>)[0, 1, 2, 3, 5, 6, 8, 9])
        {
            var figure = (uint)(text[at] - '0');
            if (figure > 9)
            {
                return false;
            }

            figures = (figures * 10) + (int)figure;
        }

        // The ends of months are left to the whole way.
        return figures is >= 10000101 and <= 29991231 && figures / 100 % 100 is >= 1 and <= 12 && figures % 100 is >= 1 and <= 28;
    }

    static string TimeOf(ReadOnlySpan<char> text)
    {
        var cut = text[..text.IndexOf(':')].LastIndexOfAny('T', ' ');
        return "T" + text[(cut + 1)..].ToString();
    }
}
