namespace Muster.Tabular.Matching;

/// <summary>ISO 3166-1 alpha-2 and alpha-3 codes, and XK/XKX that the field uses for Kosovo: admin 0 is <c>HT</c> in one table and <c>HTI</c> in another (pcodes.md 1).</summary>
public static class CountryCodes
{
    /// <summary>Five letters a country: two of alpha-2, three of alpha-3.</summary>
    const string Pairs =
        "ADANDAEAREAFAFGAGATGAIAIAALALBAMARMAOAGOAQATAARARGASASMATAUTAUAUSAWABWAXALAAZAZEBABIHBBBRBBDBGDBEBELBFBFABGBGRBHBHRBIBDIBJBENBLBLMBMBMUBNBRNBOBOLBQBES" +
        "BRBRABSBHSBTBTNBVBVTBWBWABYBLRBZBLZCACANCCCCKCDCODCFCAFCGCOGCHCHECICIVCKCOKCLCHLCMCMRCNCHNCOCOLCRCRICUCUBCVCPVCWCUWCXCXRCYCYPCZCZEDEDEUDJDJIDKDNKDMDMA" +
        "DODOMDZDZAECECUEEESTEGEGYEHESHERERIESESPETETHFIFINFJFJIFKFLKFMFSMFOFROFRFRAGAGABGBGBRGDGRDGEGEOGFGUFGGGGYGHGHAGIGIBGLGRLGMGMBGNGINGPGLPGQGNQGRGRCGSSGS" +
        "GTGTMGUGUMGWGNBGYGUYHKHKGHMHMDHNHNDHRHRVHTHTIHUHUNIDIDNIEIRLILISRIMIMNININDIOIOTIQIRQIRIRNISISLITITAJEJEYJMJAMJOJORJPJPNKEKENKGKGZKHKHMKIKIRKMCOMKNKNA" +
        "KPPRKKRKORKWKWTKYCYMKZKAZLALAOLBLBNLCLCALILIELKLKALRLBRLSLSOLTLTULULUXLVLVALYLBYMAMARMCMCOMDMDAMEMNEMFMAFMGMDGMHMHLMKMKDMLMLIMMMMRMNMNGMOMACMPMNPMQMTQ" +
        "MRMRTMSMSRMTMLTMUMUSMVMDVMWMWIMXMEXMYMYSMZMOZNANAMNCNCLNENERNFNFKNGNGANINICNLNLDNONORNPNPLNRNRUNUNIUNZNZLOMOMNPAPANPEPERPFPYFPGPNGPHPHLPKPAKPLPOLPMSPM" +
        "PNPCNPRPRIPSPSEPTPRTPWPLWPYPRYQAQATREREUROROURSSRBRURUSRWRWASASAUSBSLBSCSYCSDSDNSESWESGSGPSHSHNSISVNSJSJMSKSVKSLSLESMSMRSNSENSOSOMSRSURSSSSDSTSTPSVSLV" +
        "SXSXMSYSYRSZSWZTCTCATDTCDTFATFTGTGOTHTHATJTJKTKTKLTLTLSTMTKMTNTUNTOTONTRTURTTTTOTVTUVTWTWNTZTZAUAUKRUGUGAUMUMIUSUSAUYURYUZUZBVAVATVCVCTVEVENVGVGBVIVIR" +
        "VNVNMVUVUTWFWLFWSWSMYEYEMYTMYTZAZAFZMZMBZWZWEXKXKX";

    static readonly Dictionary<string, string> ToAlpha3 = Read(2, 3);
    static readonly Dictionary<string, string> ToAlpha2 = Read(3, 2);

    /// <summary>Alpha-3 of an alpha-2 or alpha-3 code in any letter case; null where it is neither.</summary>
    public static string? Alpha3(ReadOnlySpan<char> code) => Find(code, 2, ToAlpha3, ToAlpha2);

    /// <summary>Alpha-2 of an alpha-2 or alpha-3 code in any letter case; null where it is neither.</summary>
    public static string? Alpha2(ReadOnlySpan<char> code) => Find(code, 3, ToAlpha2, ToAlpha3);

    static string? Find(ReadOnlySpan<char> code, int otherLength, Dictionary<string, string> fromOther, Dictionary<string, string> fromSame)
    {
        Span<char> upper = stackalloc char[3];
        if (code.Length is not (2 or 3))
        {
            return null;
        }

        upper = upper[..code.ToUpperInvariant(upper)];
        if (upper.Length == otherLength)
        {
            return fromOther.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(upper, out var found) ? found : null;
        }

        return fromSame.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(upper, out _) ? upper.ToString() : null;
    }

    static Dictionary<string, string> Read(int keyLength, int valueLength)
    {
        var codes = new Dictionary<string, string>(Pairs.Length / 5);
        for (var at = 0; at < Pairs.Length; at += 5)
        {
            var (key, value) = keyLength == 2 ? (Pairs.Substring(at, 2), Pairs.Substring(at + 2, valueLength)) : (Pairs.Substring(at + 2, 3), Pairs.Substring(at, valueLength));
            codes[key] = value;
        }

        return codes;
    }
}
