using System.Diagnostics.CodeAnalysis;

namespace Muster.Tabular.Matching;

/// <summary>A place code, kept as text and never altered: <c>HT0111-01</c> keeps its hyphen (pcodes.md section 1, cod.md 2.3).</summary>
/// <remarks>The default value has no text and is no code; it never comes out of <see cref="TryParse"/>.</remarks>
public readonly record struct PCode
{
    PCode(string text) => Text = text;

    /// <summary>The code as written.</summary>
    public string Text => field ?? "";

    /// <summary>Takes 1 to 40 printable characters without outer blanks; says no to anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out PCode code)
    {
        code = default;
        if (string.IsNullOrEmpty(text) || text.Length > 40 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || text.Any(char.IsControl))
        {
            return false;
        }

        code = new PCode(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
