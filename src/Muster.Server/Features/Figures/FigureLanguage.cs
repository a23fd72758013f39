using System.Globalization;

namespace Muster.Server.Features.Figures;

/// <summary>Draws in the figure's own language, whatever the reader's: a sheet in Arabic for the ministry, made by an officer who reads French.</summary>
static class FigureLanguage
{
    static readonly CultureInfo Arabic = OfArabic();

    /// <summary>Does something in a language; null leaves the reader's.</summary>
    public static async Task<T> InAsync<T>(string? language, Func<Task<T>> work)
    {
        // Set inside an asynchronous method, a culture is the caller's again when it ends.
        if (language is not null)
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Of(language);
        }

        return await work();
    }

    public static CultureInfo Of(string language) => language == "ar" ? Arabic : CultureInfo.GetCultureInfo(language);

    /// <summary>Arabic with Latin digits and their separators, as the field's Arabic maps are written.</summary>
    static CultureInfo OfArabic()
    {
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("ar").Clone();
        culture.NumberFormat = (NumberFormatInfo)CultureInfo.GetCultureInfo("en").NumberFormat.Clone();
        culture.DateTimeFormat.Calendar = new GregorianCalendar();
        return CultureInfo.ReadOnly(culture);
    }
}
