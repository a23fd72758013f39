using Muster.Tabular.Detecting;

namespace Muster.Tabular.Tagging;

/// <summary>Decides whom the columns by sex and age count: residents, or the displaced people that the table is about.</summary>
static class CountedGroup
{
    static readonly string[] Displacement = ["idp", "idps", "displaced", "displacement", "deplaces", "desplazados", "deslocados", "dtm", "pdi"];

    public static void Settle(Sheet sheet, ColumnMeaning[] columns)
    {
        SuggestSiblings(columns);
        if (!SpeaksOfDisplaced(sheet, columns))
        {
            return;
        }

        for (var index = 0; index < columns.Length; index++)
        {
            var column = columns[index];
            if (column.Meaning is { Concept: Concept.Population, Qualifier: null } && column.Column.Tag is null)
            {
                columns[index] = column with { Meaning = column.Meaning with { Concept = Concept.Displaced }, Confidence = Math.Min(column.Confidence, 0.8), Reason = column.Reason + " The table is about displaced people." };
            }

            if (column.Suggestion is { Concept: Concept.Population } suggestion)
            {
                columns[index] = column with { Suggestion = suggestion with { Concept = Concept.Displaced } };
            }
        }
    }

    /// <summary>A displaced-people column or words in the sheet's name say so, unless the headers name the residents too.</summary>
    static bool SpeaksOfDisplaced(Sheet sheet, ColumnMeaning[] columns) =>
        (columns.Any(column => column.Meaning.Concept == Concept.Displaced) || HeaderText.Of(sheet.Name).Words.Any(Displacement.Contains))
        && !columns.Any(column => column.Meaning is { Concept: Concept.Population, Sex: Sex.All, Age: null } && HeaderText.Of(column.Column.Header).HasAny("population", "pop", "tl"));

    /// <summary>A header <c>X</c> beside <c>X_female</c> and <c>X_male</c> is probably their total: put to a person.</summary>
    static void SuggestSiblings(ColumnMeaning[] columns)
    {
        var byHeader = columns.Where(column => column.Column.Header.Length > 0).GroupBy(column => HeaderText.Of(column.Column.Header).Phrase).ToDictionary(group => group.Key, group => group.First().Column.Index);
        for (var index = 0; index < columns.Length; index++)
        {
            var phrase = HeaderText.Of(columns[index].Column.Header).Phrase;
            if (columns[index].Meaning.Concept != Concept.Unknown || !byHeader.TryGetValue(phrase + " female", out var female) || !byHeader.TryGetValue(phrase + " male", out var male))
            {
                continue;
            }

            Suggest(columns, columns[index].Column.Index, Sex.All);
            Suggest(columns, female, Sex.Female);
            Suggest(columns, male, Sex.Male);
        }
    }

    static void Suggest(ColumnMeaning[] columns, int columnIndex, Sex sex)
    {
        var at = Array.FindIndex(columns, column => column.Column.Index == columnIndex);
        if (columns[at].Meaning.Concept == Concept.Unknown)
        {
            columns[at] = columns[at] with { Suggestion = new Meaning(Concept.Population, Sex: sex), Reason = "Looks like a total beside its female and male parts: a person decides." };
        }
    }
}
