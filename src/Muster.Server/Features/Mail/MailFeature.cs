using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Mail;

/// <summary>Outgoing mail: a queue in the database, a sender, and a page for administrators. A feature that wants to write to somebody adds an <see cref="OutgoingMail"/> to what it saves.</summary>
static class MailFeature
{
    public static void AddMail(this IServiceCollection services, MusterSettings settings)
    {
        services.AddSingleton(MailSettings.Of(settings));
        services.AddSingleton<MailSender>();
        services.AddHostedService(provider => provider.GetRequiredService<MailSender>());
    }

    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/mails", ListMails.Page).ForAdministrators();
        routes.MapGet("/admin/mails/{mail:guid}", ListMails.Show).ForAdministrators();
        routes.MapPost("/admin/mails/{mail:guid}/retry", ListMails.Retry).ForAdministrators();
    }
}

/// <summary>Texts of <c>MailText.resx</c>.</summary>
sealed class MailText;
