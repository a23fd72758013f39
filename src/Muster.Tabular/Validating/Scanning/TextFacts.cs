namespace Muster.Tabular.Validating.Scanning;

/// <summary>What one look at a text tells, kept with it.</summary>
struct TextFacts
{
    /// <summary>What it is.</summary>
    public CellForm Form;

    /// <summary>Its value as a number, or NaN.</summary>
    public double Number;

    /// <summary>It as a number.</summary>
    public NumberReading NumberReading;

    /// <summary>It as a date.</summary>
    public DateReading DateReading;

    /// <summary>It is a word such as "Total".</summary>
    public bool IsTotalWord;

    public readonly bool HasNumber => !double.IsNaN(Number);

    public static TextFacts Of(ReadOnlySpan<char> text)
    {
        var facts = new TextFacts { Form = CellForm.Text, Number = double.NaN };
        if (text.IsWhiteSpace())
        {
            facts.Form = CellForm.Blank;
            return facts;
        }

        facts.NumberReading = NumberText.Read(text);
        if (facts.NumberReading.Form != NumberForm.None)
        {
            facts.Number = facts.NumberReading.Value;
            facts.Form = !NumberText.TryReadExact(text, out var value, out var decimals) ? CellForm.DressedNumber
                : decimals == 0 && value >= 0 ? CellForm.Whole
                : CellForm.Number;
            return facts;
        }

        facts.IsTotalWord = TotalWords.Contains(text);
        facts.DateReading = DateText.Read(text);
        facts.Form = facts.DateReading.Form != DateForm.None ? CellForm.Date
            : Placeholders.Contains(text) ? CellForm.Placeholder
            : IsBoolean(text) ? CellForm.Boolean
            : CellForm.Text;
        return facts;
    }

    static bool IsBoolean(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        foreach (var word in (ReadOnlySpan<string>)["yes", "no", "true", "false", "oui", "non", "si", "sí", "sim", "não", "نعم", "لا"])
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
