using Muster.Tabular.Detecting;
using Muster.Tabular.Reading;
using Muster.Tabular.Validating.Scanning;

namespace Muster.Tabular.Tagging;

/// <summary>Reads the counts of any table, wide or long, as facts. Every cell of a counting column is one fact: a missing one is named, never filled with zero.</summary>
public static class FactReader
{
    /// <summary>Facts in row order, streaming.</summary>
    /// <param name="source">The file.</param>
    /// <param name="sheet">The sheet.</param>
    /// <param name="columns">Meanings.</param>
    /// <param name="decimalMark">The decimal mark that the column or a person has decided.</param>
    public static IEnumerable<Fact> Read(TableSource source, Sheet sheet, IReadOnlyList<ColumnMeaning> columns, char decimalMark = '.')
    {
        var counting = columns.Where(column => column.Meaning.CountsPeople || column.Meaning.Concept == Concept.Households).ToList();
        var codes = columns.Where(column => column.Meaning is { Concept: Concept.PlaceCode, Qualifier: null }).OrderByDescending(column => column.Meaning.Level ?? -1).ToList();
        var (sex, age) = (Plain(columns, Concept.Sex), Plain(columns, Concept.Age));
        using var reader = source.OpenRows(sheet.Index);
        while (reader.Read())
        {
            if (reader.RowNumber < sheet.FirstDataRow || IsBlank(reader))
            {
                continue;
            }

            var place = codes.Select(code => reader.Field(code.Column.Index).Trim().ToString()).FirstOrDefault(code => code.Length > 0);
            foreach (var column in counting)
            {
                yield return Make(reader, column, place, sex, age, decimalMark);
            }
        }
    }

    static int? Plain(IReadOnlyList<ColumnMeaning> columns, Concept concept) =>
        columns.FirstOrDefault(column => column.Meaning.Concept == concept && column.Meaning.Qualifier is null)?.Column.Index;

    static bool IsBlank(RowReader reader)
    {
        for (var column = 0; column < reader.FieldCount; column++)
        {
            if (!reader.Field(column).IsWhiteSpace())
            {
                return false;
            }
        }

        return true;
    }

    static Fact Make(RowReader reader, ColumnMeaning column, string? place, int? sexColumn, int? ageColumn, char mark)
    {
        var text = reader.Field(column.Column.Index).ToString();
        var (value, state) = Judge(text, mark);
        var meaning = column.Meaning;
        var sex = meaning.Sex == Sex.All && sexColumn is { } bySex ? SexOf(reader.Field(bySex).ToString()) : meaning.Sex;
        var age = meaning.Age ?? (ageColumn is { } byAge ? AgeText.Parse(reader.Field(byAge).ToString()) : null);
        return new Fact(reader.RowNumber, column.Column.Header, place, meaning.Concept, meaning.Qualifier, sex, age, value, state, text);
    }

    static (double? Value, FactState State) Judge(string text, char mark)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return (null, FactState.Blank);
        }

        if (Placeholders.Contains(text))
        {
            return (null, FactState.Placeholder);
        }

        var reading = NumberText.Read(text);
        var value = mark == ',' ? reading.WithComma : reading.WithPoint;
        return reading.Form == NumberForm.None || double.IsNaN(value) ? (null, FactState.NotANumber) : (value, FactState.Reported);
    }

    /// <summary>The sex that a cell of a long table names; <see cref="Sex.All"/> for a word that names none.</summary>
    public static Sex SexOf(string text) => HeaderText.Fold(text.Trim()) switch
    {
        "f" or "female" or "females" or "femme" or "femmes" or "feminin" or "mujer" or "mujeres" or "femenino" or "feminino" or "انثى" or "إناث" or "اناث" => Sex.Female,
        "m" or "male" or "males" or "homme" or "hommes" or "masculin" or "hombre" or "hombres" or "masculino" or "ذكر" or "ذكور" => Sex.Male,
        "u" or "unknown" or "not stated" or "inconnu" or "desconocido" => Sex.Unknown,
        _ => Sex.All,
    };
}
