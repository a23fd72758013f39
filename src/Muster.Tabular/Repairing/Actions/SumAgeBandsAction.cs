using System.Globalization;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Repairing.Actions;

/// <summary>Adds columns with sums of narrower age bands. A sum with a part that is blank or no number stays blank: a blank is not nought.</summary>
sealed class SumAgeBandsAction : StepAction
{
    readonly (int Target, int[] Parts)[] sums;
    readonly ProblemList problems;
    readonly int step;

    SumAgeBandsAction((int Target, int[] Parts)[] sums, ProblemList problems, int step) => (this.sums, this.problems, this.step) = (sums, problems, step);

    /// <summary>Null, with the reason told, where a band is no band or cannot be made exactly for a group of columns.</summary>
    public static SumAgeBandsAction? Make(RepairPlan plan, SumAgeBands wanted, int step)
    {
        var bands = wanted.Bands.Select(text => (Text: text, Band: AgeText.Parse(text))).ToList();
        var groups = plan.Columns.Where(column => column.Meaning is { CountsPeople: true, Age: not null })
            .GroupBy(column => (column.Meaning.Concept, column.Meaning.Sex, column.Meaning.Qualifier)).ToList();
        var refusal = bands.FirstOrDefault(band => band.Band is null) is { Text: { } odd } ? $"\"{odd}\" is no age band; write for example 0-17 or 60+."
            : bands.Count == 0 ? "No age band is named."
            : groups.Count == 0 ? "No column of the table counts people of an age band."
            : null;
        var plans = refusal is null ? groups.Select(group => (Group: group, Bands: Rebanding.Plan([.. group.Select(column => column.Meaning.Age!.Value).Distinct()], bands.Select(band => band.Band!.Value)))).ToList() : [];
        refusal ??= plans.SelectMany(each => each.Bands).FirstOrDefault(each => !each.IsExact)?.Refusal;
        if (refusal is not null)
        {
            plan.Problems.Add("bands-not-exact", step, null, refusal);
            return null;
        }

        var sums = plans.SelectMany(each => each.Bands.Where(band => !each.Group.Any(column => column.Meaning.Age == band.Wanted)).Select(band => Sum(plan, [.. each.Group], band))).ToArray();
        return new SumAgeBandsAction(sums, plan.Problems, step);
    }

    public override void Apply(RowInHand row)
    {
        foreach (var (target, parts) in sums)
        {
            row.Place(target, Sum(row, parts) is { } sum ? sum.ToString(CultureInfo.InvariantCulture) : "");
        }
    }

    static (int Target, int[] Parts) Sum(RepairPlan plan, IReadOnlyList<ColumnMeaning> group, BandPlan band)
    {
        int[] parts = [.. band.Parts.Select(part => group.First(column => column.Meaning.Age == part).Column.Index)];
        var meaning = group[0].Meaning with { Age = band.Wanted };
        return (plan.Add(Header(meaning), meaning), parts);
    }

    /// <summary>As the population headers of the schemas, the concept before it where it is another.</summary>
    static string Header(Meaning meaning)
    {
        var letter = meaning.Sex switch { Sex.Female => "F", Sex.Male => "M", Sex.Unknown => "U", _ => "T" };
        var years = HeaderNames.Write(new Meaning(Concept.Population, Sex: Sex.All, Age: meaning.Age), Writing.HeaderStyle.CodClassic) is { } header ? header[2..] : meaning.Age.ToString();
        string?[] words = [meaning.Concept == Concept.Population ? null : meaning.Concept.ToString(), meaning.Qualifier, letter, years];
        return string.Join('_', words.OfType<string>());
    }

    decimal? Sum(RowInHand row, int[] parts)
    {
        decimal sum = 0;
        foreach (var part in parts)
        {
            if (!decimal.TryParse(row[part].Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                problems.AddRow("band-part-missing", step, null, row.Number, "Cells of the bands added up are blank or no plain number; the sums of those rows stay blank.");
                return null;
            }

            sum += number;
        }

        return sum;
    }
}
