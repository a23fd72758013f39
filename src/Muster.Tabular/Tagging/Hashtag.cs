using System.Diagnostics.CodeAnalysis;

namespace Muster.Tabular.Tagging;

/// <summary>An HXL tagspec such as <c>#adm1+code+v_pcode</c> (HXL 1.1, tagging conventions). Equal when tag and attribute set are equal, whatever the order.</summary>
public sealed class Hashtag : IEquatable<Hashtag>
{
    readonly SortedSet<string> set;

    Hashtag(string name, IReadOnlyList<string> attributes)
    {
        (Name, Attributes) = (name, attributes);
        set = new SortedSet<string>(attributes, StringComparer.Ordinal);
    }

    /// <summary>The word after the hash, lower case, without the hash.</summary>
    public string Name { get; }

    /// <summary>Attributes in the order written, lower case, without the plus; a repeated one once.</summary>
    public IReadOnlyList<string> Attributes { get; }

    /// <summary>True when the attribute is there.</summary>
    public bool Has(string attribute) => set.Contains(attribute);

    /// <summary>
    /// Reads a tagspec: <c>#</c>, a word that begins with a letter, then attributes with <c>+</c>; blanks may stand before a plus only.
    /// Anything else, <c># adm1</c>, <c>#adm1+</c>, <c>#affected+2013</c>, is no tagspec.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out Hashtag? tag)
    {
        tag = null;
        text = text.Trim();
        if (text.Length < 2 || text[0] != '#' || !TakeToken(ref text, out var name))
        {
            return false;
        }

        var attributes = new List<string>();
        while (!(text = text.TrimStart(" \t\r\n")).IsEmpty)
        {
            if (text[0] != '+' || !TakeToken(ref text, out var attribute))
            {
                return false;
            }

            if (!attributes.Contains(attribute))
            {
                attributes.Add(attribute);
            }
        }

        tag = new Hashtag(name, attributes);
        return true;
    }

    /// <summary>Tag and attributes in the order written.</summary>
    public override string ToString() => "#" + Name + string.Concat(Attributes.Select(attribute => "+" + attribute));

    /// <summary>Tag with attributes in ASCII order: the name of a column in JSON objects.</summary>
    public string ToKey() => "#" + Name + string.Concat(set.Select(attribute => "+" + attribute));

    /// <inheritdoc/>
    public bool Equals(Hashtag? other) => other is not null && Name == other.Name && set.SetEquals(other.set);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Hashtag);

    /// <inheritdoc/>
    public override int GetHashCode() => ToKey().GetHashCode(StringComparison.Ordinal);

    /// <summary>Takes the sign and the word after it off the front.</summary>
    static bool TakeToken(ref ReadOnlySpan<char> text, out string token)
    {
        var length = 1;
        while (length < text.Length && (char.IsAsciiLetterOrDigit(text[length]) || text[length] == '_'))
        {
            length++;
        }

        token = "";
        if (length == 1 || !char.IsAsciiLetter(text[1]))
        {
            return false;
        }

        token = text[1..length].ToString().ToLowerInvariant();
        text = text[length..];
        return true;
    }
}
