using System.Text.RegularExpressions;

namespace Muster.Tabular.Tagging;

/// <summary>
/// Headers of counts by sex and age (cod.md 3 and 5). A letter or word for the sex and figures for the age make a meaning;
/// words without bounds (<c>Enfants_00_18</c>, <c>F_adulte</c>, <c>T_TF</c>) never do: at most they are put to a person as a suggestion.
/// </summary>
static partial class PopulationHeaders
{
    /// <summary>Sex and band of a header.</summary>
    /// <param name="Sex">Sex.</param>
    /// <param name="Age">Band; null for all ages.</param>
    /// <param name="Confidence">1 for the published form, less for words.</param>
    /// <param name="IsSuggestion">True where a person has to confirm.</param>
    public sealed record Group(Sex Sex, AgeBand? Age, double Confidence, bool IsSuggestion = false);

    static readonly string[] FemaleWords = ["f", "female", "females", "fem", "feminin", "feminine", "femenino", "feminino", "femme", "femmes", "femelle", "women", "woman", "girls", "girl", "filles", "fille", "mujeres", "mujer", "ninas", "mulheres", "mulher", "meninas", "اناث", "إناث", "نساء", "انثى", "أنثى", "بنات"];
    static readonly string[] MaleWords = ["m", "male", "males", "masculin", "masculine", "masculino", "homme", "hommes", "men", "man", "boys", "boy", "garcons", "garcon", "hombres", "hombre", "ninos", "homens", "homem", "meninos", "ذكور", "رجال", "ذكر", "اولاد", "أولاد"];
    static readonly string[] TotalWords = ["t", "total", "totals", "tl", "tot", "both", "all", "ensemble", "todos", "ambos", "المجموع", "الاجمالي", "sexes"];

    /// <summary>Words of adults or children: with them alone a sex has no bounds of age.</summary>
    static readonly string[] AgeWords = ["women", "woman", "girls", "girl", "filles", "fille", "mujeres", "mujer", "ninas", "mulheres", "mulher", "meninas", "men", "man", "boys", "boy", "garcons", "garcon", "hombres", "hombre", "ninos", "homens", "homem", "meninos", "femme", "femmes", "homme", "hommes", "نساء", "رجال", "بنات", "اولاد", "أولاد"];

    static readonly string[] LooseAges = ["adulte", "adultes", "adult", "adults", "agee", "agees", "agé", "aged", "elderly", "enfant", "enfants", "child", "children", "infants", "youth", "jeunes", "ninez", "adultos", "criancas"];

    /// <summary>What a header says of sex and age, or null.</summary>
    public static Group? Parse(HeaderText header) => Published(header.Raw) ?? Odd(header.Raw) ?? Worded(header);

    /// <summary>The published forms: <c>F_TL</c>, <c>T_00_04</c>, <c>F0004</c>, <c>M_80Plus</c>, <c>F_60_plus</c>.</summary>
    static Group? Published(string raw)
    {
        var match = PublishedForm().Match(raw);
        if (!match.Success)
        {
            return null;
        }

        var sex = LetterSex(match.Groups["sex"].ValueSpan[0]);
        if (match.Groups["total"].Success)
        {
            return new Group(sex, null, 1);
        }

        var text = match.Groups["run"].Success ? SplitRun(match.Groups["run"].Value) : match.Groups["age"].Value;
        return AgeText.Parse(text) is { } age ? new Group(sex, age, 1) : null;
    }

    /// <summary>The site-assessment forms <c>lessthan1M</c>, <c>1-5F</c>, <c>60+M</c>, <c>M_under1</c>, and what only looks like a form: <c>T_TF</c>.</summary>
    static Group? Odd(string raw)
    {
        if (TotalOfSex().Match(raw) is { Success: true } total)
        {
            return new Group(LetterSex(total.Groups["sex"].ValueSpan[0]), null, 0.5, IsSuggestion: true);
        }

        var match = TrailingSex().Match(raw);
        if (!match.Success)
        {
            match = LeadingSex().Match(raw);
        }

        return match.Success && AgeText.Parse(match.Groups["age"].Value) is { } age
            ? new Group(LetterSex(match.Groups["sex"].ValueSpan[0]), age, 0.9)
            : null;
    }

    /// <summary><c>Male Under 1 yr</c>, <c>Femmes 18-59</c>, <c>Total Female</c>, <c>Enfants_00_18</c>.</summary>
    static Group? Worded(HeaderText header)
    {
        var (female, male) = (header.Words.Any(FemaleWords.Contains), header.Words.Any(MaleWords.Contains));
        var total = header.Words.Any(TotalWords.Contains);
        var loose = header.Words.Any(LooseAges.Contains);
        if (female && male)
        {
            return null;
        }

        var age = AgeText.Parse(AgeOf(header));
        if (age is not null)
        {
            var sex = female ? Sex.Female : male ? Sex.Male : Sex.All;
            var sure = (female || male) && !loose;
            return new Group(sex, age, sure ? 0.85 : 0.4, IsSuggestion: !sure);
        }

        if (!female && !male || !header.Words.All(word => IsSexWord(word) || TotalWords.Contains(word) || IsCounting(word)))
        {
            return null;
        }

        var isLoose = header.Words.Any(AgeWords.Contains);
        return new Group(female ? Sex.Female : Sex.Male, null, isLoose ? 0.4 : total ? 0.85 : 0.8, IsSuggestion: isLoose || header.Words.Count == 1 && header.Words[0].Length == 1);
    }

    static bool IsSexWord(string word) => FemaleWords.Contains(word) || MaleWords.Contains(word);

    static bool IsCounting(string word) => word is "number" or "num" or "nombre" or "numero" or "no" or "of" or "de" or "population" or "pop" or "individuals" or "ind" or "persons" or "people" or "idp" or "idps" or "sexe" or "sex" or "عدد";

    /// <summary>The header without its words for sex and counting.</summary>
    static string AgeOf(HeaderText header)
    {
        var parts = WordBreak().Split(HeaderText.Fold(header.Raw).Replace('_', ' ')).Where(part => part.Length > 0 && !IsSexWord(part) && !TotalWords.Contains(part) && !IsCounting(part) && !LooseAges.Contains(part));
        return string.Join(' ', parts).Trim(' ', '-') is var text && SpacedBand().IsMatch(text) ? text.Replace(' ', '-') : text;
    }

    static Sex LetterSex(char letter) => letter is 'F' or 'f' ? Sex.Female : letter is 'M' or 'm' ? Sex.Male : Sex.All;

    /// <summary>Four to six figures in a run are two bounds: 0004, 80100, 100104.</summary>
    static string SplitRun(string run) => run.Length == 6 ? $"{run[..3]}-{run[3..]}" : $"{run[..2]}-{run[2..]}";

    [GeneratedRegex(@"^(?<sex>[FMT])(?:_?(?<total>TL|Total)|[_ ]?(?<run>\d{4,6})|[_ ]?(?<age>\d{1,3}[_-]\d{1,3}|\d{1,3}[_ ]?(?:plus|\+)))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PublishedForm();

    [GeneratedRegex(@"^T_?T(?<sex>[FM])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TotalOfSex();

    [GeneratedRegex(@"^(?<age>(?:0?less ?than|under)[ _]?\d{1,2}|\d{1,3}[_-]\d{1,3}|\d{1,3}\+)[ _]?(?<sex>[FM])$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TrailingSex();

    [GeneratedRegex(@"^(?<sex>[FMT])[ _-](?<age>(?:less ?than|under|u|over)[ _]?\d{1,2})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex LeadingSex();

    [GeneratedRegex(@"[\s()\[\],/:]+", RegexOptions.CultureInvariant)]
    private static partial Regex WordBreak();

    [GeneratedRegex(@"^\d{1,3} \d{1,3}$", RegexOptions.CultureInvariant)]
    private static partial Regex SpacedBand();
}
