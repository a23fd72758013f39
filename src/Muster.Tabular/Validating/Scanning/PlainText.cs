using System.Buffers;

namespace Muster.Tabular.Validating.Scanning;

/// <summary>A quick look that lets most texts pass: plain letters and figures without stray blanks fail no rule of texts that are no places.</summary>
static class PlainText
{
    static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 .,;:-_/'()&@#+éèêàçôîïûùâëöüñáíóúÉÈÀÇ");

    /// <summary>False where the text is certainly without fault.</summary>
    public static bool NeedsALook(ReadOnlySpan<char> text) =>
        !text.IsEmpty && (text[0] <= ' ' || text[^1] <= ' ' || !char.IsLetterOrDigit(text[0]) || text.ContainsAnyExcept(Plain) || text.Contains("  ", StringComparison.Ordinal));
}
