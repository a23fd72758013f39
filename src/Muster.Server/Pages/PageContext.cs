using System.Globalization;

namespace Muster.Server.Pages;

/// <summary>What every page shows of its reader; filled by the access step, read by the layout and its parts.</summary>
sealed class PageContext(IHttpContextAccessor accessor)
{
    HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("A page is drawn for a request.");

    /// <summary>Name shown; empty for the anonymous reader.</summary>
    public string ReaderName { get; set; } = "";

    public bool IsSignedIn { get; set; }
    public bool IsAdministrator { get; set; }

    /// <summary>IANA zone in which times are shown: the operation's, else UTC.</summary>
    public string Zone { get; set; } = "UTC";

    public static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
    public static string Direction => CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft ? "rtl" : "ltr";

    /// <summary>Present address with its query, to come back to.</summary>
    public string Here => Http.Request.Path + Http.Request.QueryString;

    public string Query(string name) => Http.Request.Query[name].ToString();

    /// <summary>An instant as people of the operation read it, with its zone: "4 Oct 2016, 07:30".</summary>
    public string Local(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById(Zone));
        return local.ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture);
    }

    /// <summary>A count with the reader's group separator.</summary>
    public static string Number(long value) => value.ToString("N0", CultureInfo.CurrentCulture);
}

/// <summary>Texts of <c>PagesText.resx</c>, shared by all pages.</summary>
sealed class PagesText;
