using Microsoft.AspNetCore.Antiforgery;

namespace Muster.Server.Errors;

/// <summary>Answers what nothing else answered: a broken assumption is logged with its cause and tells a trace id, nothing else; an empty 4xx gets words.</summary>
sealed class FailureStep(RequestDelegate next, ILogger<FailureStep> log)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }
        catch (BadHttpRequestException bad) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, bad.StatusCode);
            return;
        }
        catch (AntiforgeryValidationException) when (!context.Response.HasStarted)
        {
            await Refusals.PageExpired(context).ExecuteAsync(context);
            return;
        }
        catch (Exception failure) when (!context.Response.HasStarted)
        {
            log.LogError(failure, "{Method} {Path} failed, trace {Trace}.", context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await AnswerAsync(context, 500);
            return;
        }

        if (!context.Response.HasStarted && context.Response is { StatusCode: >= 400, ContentLength: null or 0, ContentType: null })
        {
            await Refusals.Of(context, context.Response.StatusCode).ExecuteAsync(context);
        }
    }

    static Task AnswerAsync(HttpContext context, int status)
    {
        context.Response.Clear();
        return Refusals.Of(context, status).ExecuteAsync(context);
    }
}
