using System.Collections.Concurrent;
using System.Numerics;

namespace Muster.Tabular.Matching;

/// <summary>The units of one level, of the whole country or under one parent, by every form of their names. Answers once given are kept.</summary>
sealed class MatchScope
{
    /// <summary>Marks a form that several units share.</summary>
    const int Several = -1;

    /// <summary>Edits looked at for a ranking.</summary>
    const int MaxEdits = 40;

    readonly Place[] places;
    readonly Dictionary<string, int> exact = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> folded = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> aliases = new(StringComparer.Ordinal);
    readonly Dictionary<string, int> variants = new(StringComparer.Ordinal);
    readonly List<Entry> entries = [];
    readonly Lazy<CodeIndex> codes;

    /// <summary>A form to measure distances to.</summary>
    readonly record struct Entry(string Text, ulong Letters, int Place, bool IsCore, NameForms Forms);

    int kept;

    public MatchScope(Gazetteer gazetteer, IEnumerable<Place> within, IEnumerable<PlaceAlias> settled, bool hasParent)
    {
        places = [.. within.OrderBy(place => place.Code, StringComparer.Ordinal)];
        HasParent = hasParent;
        codes = new(() => new CodeIndex(places, gazetteer));
        for (var place = 0; place < places.Length; place++)
        {
            foreach (var name in places[place].Names.Values.Append(places[place].Name).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal))
            {
                AddName(name, place);
            }
        }

        foreach (var alias in settled)
        {
            var place = Array.FindIndex(places, place => place.Code == alias.Code);
            if (place >= 0)
            {
                Add(aliases, NameKey.Of(alias.Text), place);
            }
        }
    }

    /// <summary>Answers by text as written.</summary>
    public ConcurrentDictionary<string, PlaceAnswer> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>Keeps an answer while there is room.</summary>
    public void Keep(string text, PlaceAnswer answer, int most)
    {
        if (Interlocked.Increment(ref kept) <= most)
        {
            Answers[text] = answer;
        }
    }

    /// <summary>True where the units are those under one parent.</summary>
    public bool HasParent { get; }

    /// <summary>The unit where there is just one; null elsewhere.</summary>
    public int? Only => places.Length == 1 ? 0 : null;

    /// <summary>The unit of an index that the finders gave.</summary>
    public Place this[int place] => places[place];

    /// <summary>A name letter for letter.</summary>
    public Found ByExact(string text) => Look(exact, text, place => places[place].Name == text || places[place].Names.Values.Contains(text));

    /// <summary>A folded name.</summary>
    public Found ByFolded(string key) => Look(folded, key, place => FormsOf(place).Any(forms => forms.Folded == key));

    /// <summary>A settled alias.</summary>
    public Found ByAlias(string key) => Look(aliases, key, _ => false);

    /// <summary>A name joined, without words that carry no identity, or without an adjective's ending.</summary>
    public Found ByVariant(NameForms text)
    {
        foreach (var key in (ReadOnlySpan<string?>)[text.Joined, text.Core, text.Stem, text.English])
        {
            if (key is { Length: > 1 } && Look(variants, key, place => FormsOf(place).Any(forms => forms.Joined == key || forms.Core == key || forms.Stem == key || forms.English == key)) is { IsNone: false } found)
            {
                return found;
            }
        }

        return Found.None;
    }

    /// <summary>The one code that fits once lost zeros and letters are given back.</summary>
    public Found ByCode(ReadOnlySpan<char> text) => codes.Value.Find(text);

    /// <summary>Ordinal of the name of a unit that has this core; 0 where it has none.</summary>
    public int OrdinalOf(int place, NameForms text) =>
        FormsOf(place).FirstOrDefault(forms => (forms.Core ?? forms.Joined) == (text.Core ?? text.Joined))?.Ordinal ?? 0;

    /// <summary>The nearest unit and the next, by edit distance up to a limit.</summary>
    /// <param name="text">The name asked.</param>
    /// <param name="limit">Largest distance of interest.</param>
    public (Near Best, Near Next) Nearest(NameForms text, int limit)
    {
        var (best, next) = (Near.Nothing, Near.Nothing);
        var core = text.Core ?? text.Joined;
        var (joinedLetters, coreLetters) = (LettersOf(text.Joined), LettersOf(core));
        foreach (ref readonly var entry in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(entries))
        {
            var (asked, letters) = entry.IsCore ? (core, coreLetters) : (text.Joined, joinedLetters);
            if (Math.Abs(entry.Text.Length - asked.Length) > limit || BitOperations.PopCount(entry.Letters ^ letters) > 2 * limit)
            {
                continue;
            }

            var distance = EditDistance.Within(asked, entry.Text, limit);
            if (distance <= limit)
            {
                (best, next) = Rank(best, next, new Near(entry.Place, distance, entry.IsCore, Math.Max(asked.Length, entry.Text.Length)));
            }
        }

        return (best, next);
    }

    /// <summary>True where a unit has this name but for blanks.</summary>
    public bool IsJoined(int place, NameForms text) => FormsOf(place).Any(forms => forms.Joined == text.Joined);

    /// <summary>True where no figure, mark or direction tells a name apart from all of the unit's.</summary>
    public bool MayBe(int place, NameForms text) => FormsOf(place).Any(text.MayBe);

    /// <summary>Units by likeness, nearest first, down to a likeness of one half.</summary>
    public IReadOnlyList<(Place Place, double Score)> Ranked(NameForms text, int most)
    {
        var core = text.Core ?? text.Joined;
        return [.. entries
            .Select(entry => (entry.Place, Asked: entry.IsCore ? core : text.Joined, entry.Text))
            .Select(pair => (pair.Place, Score: 1 - (double)EditDistance.Within(pair.Asked, pair.Text, MaxEdits) / Math.Max(pair.Asked.Length, pair.Text.Length)))
            .GroupBy(pair => pair.Place, pair => pair.Score)
            .Select(group => (Place: places[group.Key], Score: group.Max()))
            .Where(pair => pair.Score >= 0.5)
            .OrderByDescending(pair => pair.Score).ThenBy(pair => pair.Place.Code, StringComparer.Ordinal)
            .Take(most)];
    }

    static (Near Best, Near Next) Rank(Near best, Near next, Near found)
    {
        if (found.Rank < best.Rank)
        {
            return found.Place == best.Place ? (found, next) : (found, best);
        }

        return found.Place != best.Place && found.Rank < next.Rank ? (best, found) : (best, next);
    }

    /// <summary>One bit a letter: two texts one edit apart differ in two bits at most.</summary>
    static ulong LettersOf(string text)
    {
        var bits = 0UL;
        foreach (var letter in text)
        {
            bits |= 1UL << (letter & 63);
        }

        return bits;
    }

    void AddName(string name, int place)
    {
        var forms = NameForms.Of(name);
        Add(exact, name, place);
        if (forms.Folded.Length == 0)
        {
            return;
        }

        Add(folded, forms.Folded, place);
        Add(variants, forms.Joined, place);
        entries.Add(new Entry(forms.Joined, LettersOf(forms.Joined), place, false, forms));
        if (forms.Core is { } core)
        {
            Add(variants, core, place);
            entries.Add(new Entry(core, LettersOf(core), place, true, forms));
        }

        if (forms.Stem is { } stem)
        {
            Add(variants, stem, place);
        }

        if (forms.English is { } english)
        {
            Add(variants, english, place);
        }
    }

    static void Add(Dictionary<string, int> index, string key, int place)
    {
        if (!index.TryAdd(key, place) && index[key] != place)
        {
            index[key] = Several;
        }
    }

    /// <summary>Several units are told by the first of them in code order.</summary>
    Found Look(Dictionary<string, int> index, string key, Func<int, bool> fits)
    {
        if (!index.TryGetValue(key, out var place))
        {
            return Found.None;
        }

        return place != Several ? new Found(place, false) : new Found(Math.Max(0, Enumerable.Range(0, places.Length).FirstOrDefault(fits)), true);
    }

    IEnumerable<NameForms> FormsOf(int place) => entries.Where(entry => entry.Place == place && !entry.IsCore).Select(entry => entry.Forms);
}

/// <summary>A unit found, or the first of several.</summary>
readonly record struct Found(int Place, bool IsSeveral)
{
    public static Found None { get; } = new(-1, false);

    public bool IsNone => Place < 0;

    public bool IsOne => Place >= 0 && !IsSeveral;
}

/// <summary>A unit at a distance.</summary>
readonly record struct Near(int Place, int Distance, bool IsCore, int Length)
{
    public static Near Nothing { get; } = new(-1, 99, false, 1);

    public bool IsNothing => Place < 0;

    /// <summary>Of two at one distance the whole name is nearer than the name without its type word.</summary>
    public int Rank => (2 * Distance) + (IsCore ? 1 : 0);

    public double Score => IsNothing ? 0 : Math.Max(0, 1 - (double)Distance / Length);
}
