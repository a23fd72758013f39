using System.Globalization;
using Muster.Tabular.Matching;
using Muster.Tabular.Tagging;

namespace Muster.Tabular.Validating.Rules;

/// <summary>A row that names its place without a code finds it in the gazetteer with certainty.</summary>
sealed class PlaceIsResolved : Rule
{
    static readonly RuleInfo About = new("PT-05", Severity.Warning, "Places named without a code are found", "\"{name}\" {answer}.", "cod.md 4.7; needs a gazetteer");

    public override RuleInfo Info => About;

    public override bool Applies(TableShape table, ValidateOptions options) => options.Matcher is not null;

    public override void End(Pass pass)
    {
        foreach (var question in pass.Places.Questions.Where(question => !question.Answer.IsCertain && question.Answer.Method is not (MatchMethod.NotAPlace or MatchMethod.RestoredCode)))
        {
            if (question.Answer.Method == MatchMethod.None && pass.Columns[pass.Places.ColumnOf(question)].Meaning.Concept == Concept.PlaceCode)
            {
                // An unknown code: PT-01 has told it.
                continue;
            }

            var answer = question.Answer;
            var text = answer.Method switch
            {
                MatchMethod.Ambiguous => "fits several units",
                MatchMethod.OtherLevel => $"is a unit of another level or parent, {answer.RunnerUp}",
                MatchMethod.Former => $"was a unit in {answer.FormerEdition}, {answer.FormerPlace!.Code}{(answer.RunnerUp is null ? ", which is no more" : "")}",
                _ when answer.Code is not null => $"resolved to {answer.Code} ({answer.Score.ToString("0.00", CultureInfo.InvariantCulture)})",
                _ => "is not in the gazetteer",
            };
            pass.Late(About, Severity.Warning, question.FirstRow, pass.Places.ColumnOf(question), question.Text, answer.Code, question.Parent, question.Rows, question.Text, text);
        }
    }
}
