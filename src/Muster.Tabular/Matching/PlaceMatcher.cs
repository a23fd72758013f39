using System.Collections.Concurrent;

namespace Muster.Tabular.Matching;

/// <summary>Finds the unit that a text means (pcodes.md section 4). Thread-safe; answers for equal questions are equal.</summary>
/// <remarks>Order: code, name letter for letter, folded name, alias, restored code, non-place, variant, name of an earlier edition, name on another level or under another parent (reported only), nearest name.</remarks>
public sealed class PlaceMatcher(Gazetteer gazetteer)
{
    /// <summary>Longer texts name no place and are not looked at.</summary>
    const int LongestText = 200;

    /// <summary>Answers kept per scope; past it they are worked out anew.</summary>
    const int MostAnswers = 200_000;

    /// <summary>Letters from which two edits are allowed.</summary>
    const int TwoEditsFrom = 8;

    const int ShortestFuzzy = 3;
    const int ShortestFuzzyInParent = 2;

    readonly ConcurrentDictionary<string, MatchScope>[] scopes = [.. Enumerable.Range(0, 7).Select(_ => new ConcurrentDictionary<string, MatchScope>(StringComparer.Ordinal))];

    /// <summary>The gazetteer asked.</summary>
    public Gazetteer Gazetteer { get; } = gazetteer;

    /// <summary>Looks for a unit.</summary>
    /// <param name="text">Name or code as written.</param>
    /// <param name="level">Level expected, 0 to 5.</param>
    /// <param name="parent">P-code of a unit above it (any level), or null where it is not known.</param>
    public PlaceAnswer Match(string text, int level, string? parent = null) => Match(text.AsSpan(), level, parent.AsSpan());

    /// <summary>Looks for a unit; an empty parent means that it is not known.</summary>
    public PlaceAnswer Match(ReadOnlySpan<char> text, int level, ReadOnlySpan<char> parent = default)
    {
        if (level is < 0 or > 6)
        {
            throw new ArgumentOutOfRangeException(nameof(level), level, "Levels run from 0 to 6.");
        }

        var scope = ScopeOf(level, parent);
        if (!scope.Answers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var answer))
        {
            var written = text.ToString();
            answer = new Question(this, scope, level, parent.ToString()).Answer(written);
            if (written.Length <= LongestText)
            {
                scope.Keep(written, answer, MostAnswers);
            }
        }

        return IsUnknown(parent) ? answer with { Faults = answer.Faults | PlaceFaults.UnknownParent } : answer;
    }

    /// <summary>The units that a text may mean, nearest first, for a person to choose from.</summary>
    /// <param name="text">Name as written.</param>
    /// <param name="level">Level expected.</param>
    /// <param name="parent">P-code of a unit above, or null.</param>
    /// <param name="most">Most units given.</param>
    public IReadOnlyList<(Place Place, double Score)> Suggest(string text, int level, string? parent = null, int most = 5) =>
        text.Length > LongestText ? [] : ScopeOf(level, parent).Ranked(NameForms.Of(BrokenText.Look(text).Meant), most);

    /// <summary>Folded names of the country, which are no names of a unit below it.</summary>
    HashSet<string> CountryNames => field ??= [.. Gazetteer.Places.Where(place => place.Level == 0).SelectMany(place => place.Names.Values.Append(place.Name)).Select(name => NameKey.Of(name)).Where(name => name.Length > 0)];

    IReadOnlyList<PlaceMatcher> EarlierMatchers { get; } = [.. gazetteer.Earlier.Select(earlier => new PlaceMatcher(earlier))];

    /// <summary>The unit that a code meant in the newest earlier edition that has it, or null.</summary>
    internal (Gazetteer Edition, Place Place)? FormerByCode(ReadOnlySpan<char> code)
    {
        foreach (var earlier in Gazetteer.Earlier)
        {
            if (earlier.Find(code) is { } place)
            {
                return (earlier, place);
            }
        }

        return null;
    }

    /// <summary>True where a level has units of this name, whichever: letter for letter, folded, by an alias or without its type word.</summary>
    internal bool Lists(string text, int level)
    {
        var (scope, forms) = (ScopeOf(level, default), NameForms.Of(text));
        return !scope.ByFolded(forms.Folded).IsNone || !scope.ByAlias(forms.Folded).IsNone || !scope.ByVariant(forms).IsNone;
    }

    internal int DeepestLevel { get; } = Math.Min(6, gazetteer.Places.Select(place => place.Level).DefaultIfEmpty().Max());

    bool IsUnknown(ReadOnlySpan<char> parent) => !parent.IsEmpty && Gazetteer.Find(parent) is null && !Gazetteer.IsCountry(parent);

    MatchScope ScopeOf(int level, ReadOnlySpan<char> parent)
    {
        if (parent.IsEmpty || Gazetteer.Find(parent) is null or { Level: 0 })
        {
            parent = default;
        }

        if (scopes[level].GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(parent, out var scope))
        {
            return scope;
        }

        return scopes[level].GetOrAdd(parent.ToString(), code => NewScope(level, code));
    }

    MatchScope NewScope(int level, string parent)
    {
        var onLevel = Gazetteer.Places.Where(place => place.Level == level);
        if (parent.Length == 0)
        {
            return new MatchScope(Gazetteer, onLevel, Gazetteer.Aliases.Where(alias => alias.Parent is null || Gazetteer.IsCountry(alias.Parent)), false);
        }

        var aliases = Gazetteer.Aliases.Where(alias => alias.Parent is null || Gazetteer.IsCountry(alias.Parent) || Gazetteer.IsWithin(parent, alias.Parent));
        return new MatchScope(Gazetteer, Under(parent, level), aliases, true);
    }

    IEnumerable<Place> Under(string parent, int level) => Gazetteer.Places.Where(place => place.Level == level && place.Code != parent && Gazetteer.IsWithin(place.Code, parent));

    /// <summary>One text being looked for.</summary>
    readonly struct Question(PlaceMatcher matcher, MatchScope scope, int level, string parent)
    {
        readonly Gazetteer gazetteer = matcher.Gazetteer;

        public PlaceAnswer Answer(string written)
        {
            var text = written.AsSpan().Trim().ToString();
            if (text.Length == 0 || text.Length > LongestText)
            {
                return Nothing(PlaceFaults.None);
            }

            var (faults, meant) = BrokenText.Look(text);
            return ByCode(text, faults) ?? ByName(text, meant, faults);
        }

        PlaceAnswer? ByCode(string text, PlaceFaults faults)
        {
            if (level == 0 && gazetteer.IsCountry(text) && scope.Only is { } country)
            {
                return One(country, MatchMethod.Code, 1, faults);
            }

            if (gazetteer.Find(text) is not { } place)
            {
                return matcher.FormerByCode(text) is { } former ? Former(former.Edition, former.Place, faults) : null;
            }

            if (place.Level != level)
            {
                return Elsewhere(place.Code, faults);
            }

            var isOutside = scope.HasParent && !gazetteer.IsWithin(place.Code, parent);
            return new PlaceAnswer(place.Code, MatchMethod.Code, 1, null, 0, gazetteer.Edition) { Faults = faults | (isOutside ? PlaceFaults.OtherParent : PlaceFaults.None) };
        }

        PlaceAnswer ByName(string text, string meant, PlaceFaults faults)
        {
            var forms = NameForms.Of(meant);
            var exact = scope.ByExact(text);
            var folded = scope.ByFolded(forms.Folded);
            if (exact.IsOne || folded.IsOne)
            {
                return WithRunnerUp(exact.IsOne ? exact.Place : folded.Place, exact.IsOne ? MatchMethod.Exact : MatchMethod.Folded, exact.IsOne ? 1 : 0.99, forms, faults);
            }

            if (scope.ByAlias(forms.Folded) is { IsOne: true } alias)
            {
                return WithRunnerUp(alias.Place, MatchMethod.Alias, 0.98, forms, faults);
            }

            if (folded.IsSeveral)
            {
                return Several(folded, faults);
            }

            return ByRestoredCode(text, faults) ?? NotAPlace(text, forms, faults) ?? ByVariant(forms, faults) ?? UnlistedCode(text, faults) ?? FormerName(forms, faults) ?? OnOtherLevel(forms, faults) ?? ByDistance(forms, faults);
        }

        PlaceAnswer? ByRestoredCode(string text, PlaceFaults faults) =>
            (CodeKey.LooksLikeCode(text) || !text.Contains(' ')) && scope.ByCode(text) is { IsOne: true } found ? One(found.Place, MatchMethod.RestoredCode, 0.9, faults) : null;

        /// <summary>A code that no listed one fits: no name is near to it.</summary>
        PlaceAnswer? UnlistedCode(string text, PlaceFaults faults)
        {
            if (!CodeKey.LooksLikeCode(text))
            {
                return null;
            }

            var prefix = CodeKey.Prefix(text);
            var isForeign = prefix.Length > 1 && CountryCodes.Alpha3(prefix) is { } country && country != CountryCodes.Alpha3(gazetteer.Country);
            return Nothing(faults | (isForeign ? PlaceFaults.ForeignCode : PlaceFaults.None));
        }

        PlaceAnswer? NotAPlace(string text, NameForms forms, PlaceFaults faults)
        {
            // A text without any letter or figure ("-", "?", "...") names nothing either.
            var isNot = forms.Folded.Length == 0 || NameWords.IsNotAPlace(forms.Folded) || (level > 0 && matcher.CountryNames.Contains(forms.Folded)) || (level > 0 && gazetteer.IsCountry(text));
            return isNot ? new PlaceAnswer(null, MatchMethod.NotAPlace, 1, null, 0, gazetteer.Edition) { Faults = faults } : null;
        }

        PlaceAnswer? ByVariant(NameForms forms, PlaceFaults faults)
        {
            var found = scope.ByVariant(forms);
            if (found.IsNone)
            {
                return null;
            }

            if (found.IsSeveral)
            {
                return Several(found, faults);
            }

            // Another name one slip away explains the text as well as a word taken off does.
            var (best, next) = scope.Nearest(forms, 1);
            var other = best.Place == found.Place ? next : best;
            if (!other.IsNothing && !scope.IsJoined(found.Place, forms))
            {
                return Several(found, faults);
            }

            var listed = scope.OrdinalOf(found.Place, forms);
            return forms.Ordinal > 0 && listed > 0 && listed != forms.Ordinal
                ? WithRunnerUp(found.Place, MatchMethod.Fuzzy, 0.8, forms, faults | PlaceFaults.OtherOrdinal)
                : WithRunnerUp(found.Place, MatchMethod.Variant, 0.95, forms, faults);
        }

        /// <summary>A name of an earlier edition, on this level and under this parent: the unit has another name now, or is no more.</summary>
        PlaceAnswer? FormerName(NameForms forms, PlaceFaults faults)
        {
            foreach (var earlier in matcher.EarlierMatchers)
            {
                var old = earlier.ScopeOf(level, earlier.Gazetteer.Find(parent) is null ? default : parent.AsSpan());
                if (old.ByFolded(forms.Folded) is { IsOne: true } found)
                {
                    return Former(earlier.Gazetteer, old[found.Place], faults);
                }
            }

            return null;
        }

        PlaceAnswer Former(Gazetteer edition, Place place, PlaceFaults faults) =>
            new(null, MatchMethod.Former, 0.5, gazetteer.Find(place.Code)?.Code, 0.5, gazetteer.Edition) { Faults = faults, FormerEdition = edition.Edition, FormerPlace = place };

        /// <summary>The same name on another level: a swap is reported, and no near name is taken instead.</summary>
        PlaceAnswer? OnOtherLevel(NameForms forms, PlaceFaults faults)
        {
            for (var other = 0; other <= matcher.DeepestLevel; other++)
            {
                var whole = matcher.ScopeOf(other, default);
                if (other != level && whole.ByFolded(forms.Folded) is { IsNone: false } found)
                {
                    return Elsewhere(whole[found.Place].Code, faults);
                }
            }

            return null;
        }

        PlaceAnswer ByDistance(NameForms forms, PlaceFaults faults)
        {
            var outside = UnderOtherParent(forms);
            var letters = forms.Joined.Length;
            var (best, next) = letters < (scope.HasParent ? ShortestFuzzyInParent : ShortestFuzzy) ? (Near.Nothing, Near.Nothing) : scope.Nearest(forms, letters >= TwoEditsFrom ? 2 : 1);
            if (best.IsNothing || !scope.MayBe(best.Place, forms))
            {
                return outside is null ? Nothing(faults) : Elsewhere(outside, faults | PlaceFaults.OtherParent);
            }

            if (next.Rank == best.Rank)
            {
                return Several(new Found(Math.Min(best.Place, next.Place), true), faults);
            }

            // A unit of just this name under another parent is shown beside the near one: the parent may be what is wrong.
            var (runnerUp, score) = outside is not null ? (outside, best.Score) : (next.IsNothing ? null : scope[next.Place].Code, next.Score);
            return new PlaceAnswer(scope[best.Place].Code, MatchMethod.Fuzzy, best.Score, runnerUp, score, gazetteer.Edition) { Faults = faults | (outside is null ? PlaceFaults.None : PlaceFaults.OtherParent) };
        }

        string? UnderOtherParent(NameForms forms)
        {
            var whole = matcher.ScopeOf(level, default);
            return scope.HasParent && whole.ByFolded(forms.Folded) is { IsNone: false } found ? whole[found.Place].Code : null;
        }

        PlaceAnswer WithRunnerUp(int place, MatchMethod method, double score, NameForms forms, PlaceFaults faults)
        {
            var (best, next) = scope.Nearest(forms, 2);
            var other = best.Place == place ? next : best;
            return new PlaceAnswer(scope[place].Code, method, score, other.IsNothing ? null : scope[other.Place].Code, Math.Min(other.Score, score), gazetteer.Edition) { Faults = faults };
        }

        PlaceAnswer One(int place, MatchMethod method, double score, PlaceFaults faults) => new(scope[place].Code, method, score, null, 0, gazetteer.Edition) { Faults = faults };

        PlaceAnswer Several(Found found, PlaceFaults faults) => new(null, MatchMethod.Ambiguous, 0.5, scope[found.Place].Code, 0.5, gazetteer.Edition) { Faults = faults };

        PlaceAnswer Elsewhere(string code, PlaceFaults faults) => new(null, MatchMethod.OtherLevel, 0.5, code, 0.5, gazetteer.Edition) { Faults = faults };

        PlaceAnswer Nothing(PlaceFaults faults) => new(null, MatchMethod.None, 0, null, 0, gazetteer.Edition) { Faults = faults };
    }
}
