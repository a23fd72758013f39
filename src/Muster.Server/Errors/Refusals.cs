using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace Muster.Server.Errors;

/// <summary>A refused request: a stable code, a status, what was wrong and what to do next. The same refusal is a page for people and ProblemDetails (RFC 9457) for scripts.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">Stable code; listed in docs/errors.md.</param>
/// <param name="Title">What is wrong, one sentence.</param>
/// <param name="Detail">Where, and what to do next.</param>
public sealed record Refusal(int Status, string Code, string Title, string? Detail = null) : IResult
{
    /// <summary>Messages by field, where a form or body was wrong.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        // What an action said of the answer it had in mind does not hold for its refusal.
        var headers = httpContext.Response.Headers;
        (headers.CacheControl, headers.ETag) = (default, default);
        return Refusals.WantsPage(httpContext.Request)
            ? new RazorComponentResult<ErrorPage>(new { Refusal = this }) { StatusCode = Status }.ExecuteAsync(httpContext)
            : TypedResults.Problem(ToProblem(httpContext)).ExecuteAsync(httpContext);
    }

    ProblemDetails ToProblem(HttpContext context)
    {
        var problem = new ProblemDetails { Status = Status, Title = Title, Detail = Detail, Instance = context.Request.Path };
        problem.Extensions["code"] = Code;
        if (Errors is not null)
        {
            problem.Extensions["errors"] = Errors;
        }

        return problem;
    }
}

/// <summary>The refusals every route shares.</summary>
static class Refusals
{
    static readonly string[] Programs = ["/api", "/odata", "/odata-signed"];

    /// <summary>True where a person with a browser waits: not at an address for programs, and HTML is accepted.</summary>
    public static bool WantsPage(HttpRequest request) =>
        !Programs.Any(path => request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase)) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers 401, 403 or 404; a person who is not signed in is sent to the sign-in page and back.</summary>
    public static Task AnswerAsync(HttpContext context, int status)
    {
        if (status == 401 && WantsPage(context.Request))
        {
            var back = HttpMethods.IsGet(context.Request.Method) ? context.Request.Path + context.Request.QueryString : "/";
            context.Response.Redirect("/account/sign-in?back=" + Uri.EscapeDataString(back));
            return Task.CompletedTask;
        }

        if (status == 401)
        {
            // Spreadsheets ask a person for a name and password only where they are told so.
            context.Response.Headers.WWWAuthenticate = context.Request.Path.StartsWithSegments("/odata-signed", StringComparison.OrdinalIgnoreCase) ? "Basic realm=\"Muster\", charset=\"UTF-8\"" : "Bearer";
        }

        return Of(context, status).ExecuteAsync(context);
    }

    /// <summary>A form without the token of its page, or with that of another session.</summary>
    public static Refusal PageExpired(HttpContext context)
    {
        var text = context.RequestServices.GetRequiredService<IStringLocalizer<ErrorsText>>();
        return new Refusal(400, "page-expired", text["page-expired"], text["page-expired-next"]);
    }

    /// <summary>The shared refusal for a status.</summary>
    public static Refusal Of(HttpContext context, int status)
    {
        var text = context.RequestServices.GetRequiredService<IStringLocalizer<ErrorsText>>();
        var code = status switch
        {
            400 => "bad-request",
            401 => "sign-in-needed",
            403 => "not-allowed",
            404 => "not-found",
            405 => "method-not-allowed",
            413 => "upload-too-large",
            415 => "media-type-unsupported",
            429 => "too-many-requests",
            _ => "failure",
        };
        return new Refusal(status, code, text[code], text[code + "-next", context.TraceIdentifier]);
    }
}

/// <summary>Texts of <c>ErrorsText.resx</c>.</summary>
sealed class ErrorsText;
