using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Mvc;

namespace Muster.Server.Features.Accounts;

/// <summary>Remembers the language of the pages in a cookie of this device.</summary>
static class ChooseLanguage
{
    public static IReadOnlyList<string> Languages { get; } = ["en", "fr"];

    public static RedirectHttpResult Handle([FromForm] string? language, [FromForm] string? back, HttpContext context)
    {
        if (language is not null && Languages.Contains(language))
        {
            context.Response.Cookies.Append(
                CookieRequestCultureProvider.DefaultCookieName,
                CookieRequestCultureProvider.MakeCookieValue(new RequestCulture(language)),
                new CookieOptions { MaxAge = TimeSpan.FromDays(365), HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Lax, IsEssential = true });
        }

        return TypedResults.LocalRedirect(SignIn.Local(back));
    }
}
