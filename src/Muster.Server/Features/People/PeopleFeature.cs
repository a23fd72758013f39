using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.People;

/// <summary>Every route of people, contact lists and check-in on one screen.</summary>
static class PeopleFeature
{
    const string List = "/lists/{list}";
    const string CheckIn = List + "/check-ins/{checkIn:guid}";
    const string Person = "/people/{person:guid}";

    public static void AddPeople(this IServiceCollection services)
    {
        services.AddScoped<PersonStore>();
        services.AddScoped<PersonMerger>();
        services.AddScoped<ListStore>();
        services.AddScoped<ListMembersQuery>();
        services.AddScoped<CheckInDesk>();
        services.AddScoped<CheckInMails>();
        services.AddScoped<PeopleRound>();
        services.AddScoped<ExportList>();
        services.AddScoped<ListGate>();
        services.AddScoped<PersonGate>();
        services.AddSingleton<CheckInTickets>();
        services.AddHostedService<PeopleClock>();
        services.AddScoped<OperationPanelSource, ContactsPanel>();
        services.AddScoped<Search.SearchSource, PersonSearch>();
    }

    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        MapPages(routes);
        MapApi(routes);
    }

    static void MapPages(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/operations/{operation}/contacts", Lists.OfOperation).Behind<OperationGate>(Need.Read);
        routes.MapGet("/lists", Lists.Page).ForSignedIn();
        routes.MapPost("/lists", Lists.CreateFromForm).ForSignedIn();
        routes.MapGet(List, ShowList.Page).Behind<ListGate>(Need.Read);
        routes.MapGet(List + "/members.{format}", ExportList.Handle).Behind<ListGate>(Need.Read);
        routes.MapGet(List + "/check-in", CheckInActions.Page).Behind<ListGate>(Need.Contribute);
        routes.MapPost(List + "/check-in", CheckInActions.FromForm).Behind<ListGate>(Need.Contribute);
        routes.MapPost(CheckIn + "/dates", CheckInActions.RedateFromForm).Behind<ListGate>(Need.Contribute);
        routes.MapPost(CheckIn + "/check-out", CheckInActions.CheckOutFromForm).Behind<ListGate>(Need.Contribute);
        routes.MapPost(CheckIn + "/approval", CheckInActions.Approve).Behind<ListGate>(Need.Steer);
        routes.MapPost(CheckIn + "/refusal", CheckInActions.Decline).Behind<ListGate>(Need.Steer);
        routes.MapGet(List + "/people/new", ManageList.AddPage).Behind<ListGate>(Need.Steer);
        routes.MapPost(List + "/people", ManageList.Add).Behind<ListGate>(Need.Steer);
        routes.MapGet(List + "/settings", ManageList.Page).Behind<ListGate>(Need.Steer);
        routes.MapPost(List + "/settings", ManageList.Save).Behind<ListGate>(Need.Steer);
        routes.MapPost(List + "/managers", ManageList.SetManager).Behind<ListGate>(Need.Steer);
        routes.MapGet(List + "/exports", ShowList.Exports).Behind<ListGate>(Need.Steer);

        routes.MapGet("/people", Persons.Page).ForSignedIn();
        routes.MapGet(Person, Persons.Show).Behind<PersonGate>(Need.Read);
        routes.MapGet(Person + ".vcf", Persons.Card).Behind<PersonGate>(Need.Read);
        routes.MapGet(Person + "/edit", Persons.EditPage).Behind<PersonGate>(Need.Steer);
        routes.MapPost(Person, Persons.SaveFromForm).Behind<PersonGate>(Need.Steer);
        routes.MapPost(Person + "/verification", PersonActions.Verify).Behind<PersonGate>(Need.Read);
        routes.MapPost(Person + "/connection", PersonActions.Connect).Behind<PersonGate>(Need.Read);
        routes.MapPost(Person + "/stale", PersonActions.ReportStale).Behind<PersonGate>(Need.Read);
        routes.MapPost(Person + "/merge", PersonActions.Merge).Behind<PersonGate>(Need.Read);
        routes.MapPost(Person + "/separation", PersonActions.Separate).ForOfficers();
        routes.MapPost(Person + "/flag", PersonActions.Flag).ForAdministrators();
        routes.MapGet("/me", Persons.Own).ForSignedIn();
        routes.MapGet("/me/data", OwnData.Page).ForSignedIn();
        routes.MapGet("/me/data.json", OwnData.Download).ForSignedIn();
        routes.MapPost("/me/deletion", OwnData.Delete).ForSignedIn();

        // The ticket itself says what may be done: who has the mail.
        routes.MapGet("/check-in/{ticket}", CheckInTicket.Page).OpenToAll().RequireRateLimiting("sign-in");
        routes.MapPost("/check-in/{ticket}", CheckInTicket.Act).OpenToAll().RequireRateLimiting("sign-in");
    }

    static void MapApi(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/operations/{operation}/lists", Lists.HandleOfOperation).Behind<OperationGate>(Need.Read);
        routes.MapGet("/api/lists", Lists.Handle).ForSignedIn();
        routes.MapPost("/api/lists", Lists.Create).ForSignedIn();
        routes.MapGet("/api" + List, ShowList.Handle).Behind<ListGate>(Need.Read);
        routes.MapGet("/api" + List + "/members.{format}", ExportList.Handle).Behind<ListGate>(Need.Read);
        routes.MapPost("/api" + List + "/check-ins", CheckInActions.Handle).Behind<ListGate>(Need.Contribute);
        routes.MapGet("/api" + CheckIn, CheckInActions.Show).Behind<ListGate>(Need.Read);
        routes.MapPut("/api" + CheckIn, CheckInActions.Change).Behind<ListGate>(Need.Contribute);
        routes.MapDelete("/api" + CheckIn, CheckInActions.CheckOut).Behind<ListGate>(Need.Contribute);
        routes.MapPost("/api" + List + "/people", ManageList.HandleAdd).Behind<ListGate>(Need.Steer);
        routes.MapGet("/api/people", Persons.Handle).ForSignedIn();
        routes.MapGet("/api" + Person, Persons.HandleOne).Behind<PersonGate>(Need.Read);
        routes.MapPut("/api" + Person, Persons.Save).Behind<PersonGate>(Need.Steer);
    }
}

/// <summary>Texts of <c>PeopleText.resx</c>.</summary>
sealed class PeopleText;
