using System.Globalization;
using System.Text;

namespace Muster.Server.Features.Figures.Drawing;

/// <summary>Writes SVG as text: everything escaped, numbers with a point whatever the reader's language, presentation attributes only, so that no style is blocked by a strict content security policy.</summary>
sealed class SvgWriter
{
    readonly StringBuilder text = new(16 * 1024);
    readonly Stack<string> open = new();
    bool isTagOpen;

    /// <summary>Begins an element; attributes follow until its content does.</summary>
    public SvgWriter Start(string name)
    {
        CloseTag();
        text.Append('<').Append(name);
        open.Push(name);
        isTagOpen = true;
        return this;
    }

    /// <summary>An attribute of the element just begun; null leaves it out.</summary>
    public SvgWriter With(string name, string? value)
    {
        if (value is not null)
        {
            text.Append(' ').Append(name).Append("=\"");
            Escape(value);
            text.Append('"');
        }

        return this;
    }

    /// <summary>A length or coordinate, to a hundredth of a pixel.</summary>
    public SvgWriter With(string name, double value) => With(name, Number(value));

    /// <summary>Text of the element.</summary>
    public SvgWriter Text(string value)
    {
        CloseTag(lineBreak: false);
        Escape(value);
        return this;
    }

    /// <summary>Ends the innermost element.</summary>
    public SvgWriter End()
    {
        var name = open.Pop();
        if (isTagOpen)
        {
            text.Append("/>\n");
            isTagOpen = false;
        }
        else
        {
            text.Append("</").Append(name).Append(">\n");
        }

        return this;
    }

    /// <summary>An element with text and nothing else.</summary>
    public SvgWriter Element(string name, string content) => Start(name).Text(content).End();

    /// <summary>The document so far.</summary>
    public override string ToString() => open.Count == 0 ? text.ToString() : throw new InvalidOperationException($"<{open.Peek()}> was not ended.");

    /// <summary>A number as SVG reads it, without needless digits: <c>12.5</c>, <c>-0.25</c>.</summary>
    public static string Number(double value)
    {
        var rounded = Math.Round(value, 2);
        // Minus zero would be written with its sign.
        return (rounded == 0 ? 0 : rounded).ToString("0.##", CultureInfo.InvariantCulture);
    }

    void CloseTag(bool lineBreak = true)
    {
        if (isTagOpen)
        {
            text.Append(lineBreak ? ">\n" : ">");
            isTagOpen = false;
        }
    }

    void Escape(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            var letter = value[index];
            switch (letter)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '"': text.Append("&quot;"); break;
                case '\'': text.Append("&#39;"); break;
                case '\t' or '\n' or '\r': text.Append(' '); break;
                case var high when char.IsHighSurrogate(high) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]):
                    text.Append(high).Append(value[++index]);
                    break;
                // What XML 1.0 cannot hold at all (section 2.2) is left out: one such letter would make the whole figure unreadable.
                case < ' ' or '\uFFFE' or '\uFFFF': break;
                case var half when char.IsSurrogate(half): break;
                default: text.Append(letter); break;
            }
        }
    }
}
