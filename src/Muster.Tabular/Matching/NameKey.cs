namespace Muster.Tabular.Matching;

/// <summary>The folded form in which names are compared: lower case, no accents, apostrophes of all kinds deleted, other punctuation one blank (pcodes.md 2). Letters of every script stay.</summary>
/// <remarks>Works from its own table: it gives the same answer where the process runs without culture data.</remarks>
public static class NameKey
{
    const int LatinStart = 0xC0;
    const int LatinExtendedStart = 0x1E00;

    /// <summary>Base letter of U+00C0 to U+024F; a full stop where there is none.</summary>
    const string Latin =
        "aaaaaaaceeeeiiiidnooooo.ouuuuytsaaaaaaaceeeeiiiidnooooo.ouuuuyty" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll" +
        "lllnnnnnn.nnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
        "bbbb..occ.ddd.e.eff.....kkl...n.ooggpp.....ttt.uu..yyzz........w" +
        "....dddlllnnnaaiioouuuuuuuuuueaaaaeeggggkkoooo..jdddgg.wnnaaeeoo" +
        "aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylnt....ccl.s" +
        "z..b..eejjqqrryy";

    /// <summary>Base letter of U+1E00 to U+1EFF.</summary>
    const string LatinExtended =
        "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
        "mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
        "wwwwwwwwwwxxxxyyzzzzzzhtwyas..s.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
        "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

    /// <summary>Folds a text. Empty where it holds neither letter nor digit.</summary>
    public static string Of(ReadOnlySpan<char> text)
    {
        var size = RoomFor(text.Length);
        var room = size <= 512 ? stackalloc char[size] : new char[size];
        return room[..Fold(text, room)].ToString();
    }

    /// <summary>Characters that <see cref="Fold"/> may need.</summary>
    public static int RoomFor(int length) => length * 2;

    /// <summary>Folds a text into a buffer of at least <see cref="RoomFor"/> characters.</summary>
    /// <returns>Characters written.</returns>
    public static int Fold(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        var blank = false;
        foreach (var letter in text)
        {
            if (IsDeleted(letter))
            {
                continue;
            }

            var folded = FoldLetter(letter);
            if (folded == ' ')
            {
                blank = length > 0;
                continue;
            }

            if (blank)
            {
                into[length++] = ' ';
                blank = false;
            }

            into[length++] = folded;
            if (SecondLetter(letter) is var second && second != '\0')
            {
                into[length++] = second;
            }
        }

        return length;
    }

    /// <summary>Writes a text without accents, apostrophes and letter case, and with all else as it stands: what people expect a list to be sorted by.</summary>
    /// <param name="text">The text.</param>
    /// <param name="into">At least <see cref="RoomFor"/> characters.</param>
    /// <returns>Characters written.</returns>
    public static int Plain(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (IsDeleted(letter))
            {
                continue;
            }

            if (letter < 0x80)
            {
                into[length++] = letter is >= 'A' and <= 'Z' ? (char)(letter | 0x20) : letter;
                continue;
            }

            into[length++] = FoldLetter(letter) is var folded && folded == ' ' ? letter : folded;
            if (SecondLetter(letter) is var second && second != '\0')
            {
                into[length++] = second;
            }
        }

        return length;
    }

    /// <summary>The folded letter; a blank for what separates words.</summary>
    static char FoldLetter(char letter)
    {
        if (letter < 0x80)
        {
            return char.IsAsciiLetterOrDigit(letter) ? (char)(letter is >= 'A' and <= 'Z' ? letter | 0x20 : letter) : ' ';
        }

        var table = letter switch
        {
            >= (char)LatinStart and < (char)(LatinStart + 400) => Latin[letter - LatinStart],
            >= (char)LatinExtendedStart and < (char)(LatinExtendedStart + 256) => LatinExtended[letter - LatinExtendedStart],
            _ => '.',
        };
        return table != '.' ? table : FoldOther(letter);
    }

    static char FoldOther(char letter) => letter switch
    {
        'ɓ' => 'b',
        'ɗ' => 'd',
        'ɛ' => 'e',
        'ɔ' => 'o',
        'ɲ' => 'n',
        'º' => 'o',
        'ª' => 'a',
        'Ё' or 'ё' => 'е',
        'Ґ' or 'ґ' => 'г',
        'أ' or 'إ' or 'آ' or 'ٱ' => 'ا',
        'ى' or 'ئ' or 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        >= '٠' and <= '٩' => (char)('0' + (letter - '٠')),
        >= '۰' and <= '۹' => (char)('0' + (letter - '۰')),
        '\uFFFD' => letter,
        _ => IsPartOfWord(letter) ? char.ToLowerInvariant(letter) : ' ',
    };

    /// <summary>Vowel signs of Indic and Thai scripts are marks, yet part of the word.</summary>
    static bool IsPartOfWord(char letter) => char.GetUnicodeCategory(letter) is
        System.Globalization.UnicodeCategory.UppercaseLetter or System.Globalization.UnicodeCategory.LowercaseLetter or
        System.Globalization.UnicodeCategory.TitlecaseLetter or System.Globalization.UnicodeCategory.OtherLetter or
        System.Globalization.UnicodeCategory.ModifierLetter or System.Globalization.UnicodeCategory.DecimalDigitNumber or
        System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark or
        System.Globalization.UnicodeCategory.Surrogate;

    /// <summary>Apostrophes of all kinds, accents that stand alone, Arabic vowel signs and the lengthening stroke.</summary>
    static bool IsDeleted(char letter) => letter switch
    {
        '\'' or '`' => true,
        < (char)0x80 => false,
        '´' or '‘' or '’' or '‛' or '′' or 'ʹ' or 'ʻ' or 'ʼ' or 'ʽ' or 'ʾ' or 'ʿ' or 'ˈ' or 'ꞌ' or '＇' => true,
        >= '\u0300' and <= '\u036F' => true,
        >= '\u064B' and <= '\u0652' => true,
        '\u0640' or '\u0670' or '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u200E' or '\u200F' or '\uFEFF' => true,
        _ => false,
    };

    static char SecondLetter(char letter) => letter switch
    {
        < (char)0x80 => '\0',
        'ß' or 'ẞ' => 's',
        'Æ' or 'æ' or 'Œ' or 'œ' => 'e',
        'Þ' or 'þ' => 'h',
        _ => '\0',
    };
}
