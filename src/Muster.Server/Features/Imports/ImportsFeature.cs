using Muster.Server.Errors;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports.Uploading;
using Muster.Server.Features.Jobs;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Imports;

/// <summary>Every route of imports on one screen.</summary>
static class ImportsFeature
{
    const string List = "/operations/{operation}/imports";
    const string One = List + "/{import}";
    const string Uploads = "/operations/{operation}/uploads";
    const string OneUpload = Uploads + "/{upload:guid}";

    public static void AddImports(this IServiceCollection services)
    {
        services.AddScoped<ImportGate>();
        services.AddScoped<ImportPlaces>();
        services.AddScoped<RememberedMeanings>();
        services.AddScoped<ImportDesk>();
        services.AddSingleton<StepPreviewShelf>();
        services.AddScoped<StepPreviews>();
        services.AddScoped<ImportViews>();
        services.AddScoped<ImportRefusals>();
        services.AddScoped<UploadFile>();
        services.AddScoped<UploadDesk>();
        services.AddHostedService<UploadSweep>();
        services.AddScoped<ImportExports>();
        services.AddScoped<MeaningText>();
        services.AddScoped<StepText>();
        services.AddScoped<RowHistory>();
        services.AddScoped<JobHandler, ExamineImport>();
        services.AddScoped<JobHandler, StoreImport>();
        services.AddScoped<OperationPanelSource, ImportsPanel>();
    }

    public static void MapImports(this IEndpointRouteBuilder routes)
    {
        MapPages(routes);
        MapApi(routes);
        MapUploads(routes);
    }

    static void MapPages(IEndpointRouteBuilder routes)
    {
        routes.MapGet(List, ListImports.Page).Behind<OperationGate>(Need.Contribute);
        routes.MapGet(List + "/new", UploadFile.Page).Behind<OperationGate>(Need.Contribute);
        routes.MapPost(List, UploadFile.FromForm).Behind<OperationGate>(Need.Contribute).ChecksFormItself().RequireRateLimiting("upload");
        routes.MapGet(One, ShowImport.Page).Behind<ImportGate>(Need.Read);
        routes.MapGet(One + "/progress", ShowImport.Progress).Behind<ImportGate>(Need.Read);
        routes.MapGet(One + "/file", ShowImport.Download).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/choices", ChooseReading.FromForm).Behind<ImportGate>(Need.Contribute);
        routes.MapPost(One + "/check", ChooseReading.CheckAgain).Behind<ImportGate>(Need.Contribute);
        routes.MapGet(One + "/columns", TagColumns.Page).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/columns", TagColumns.Save).Behind<ImportGate>(Need.Contribute);
        routes.MapGet(One + "/findings", ReviewFindings.Page).Behind<ImportGate>(Need.Read);
        MapReports(routes, One);
        routes.MapGet(One + "/places", MatchPlaces.Page).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/places", MatchPlaces.Settle).Behind<ImportGate>(Need.Contribute);
        routes.MapPost(One + "/places/all", MatchPlaces.SettleAll).Behind<ImportGate>(Need.Contribute);
        routes.MapPost(One + "/places/codes", MatchPlaces.AddCodes).Behind<ImportGate>(Need.Contribute);
        routes.MapGet(One + "/places/{question:long}", MatchPlaces.ChoosePage).Behind<ImportGate>(Need.Read);
        routes.MapGet(One + "/repairs", TakeStep.Page).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/steps", TakeStep.FromForm).Behind<ImportGate>(Need.Contribute);
        routes.MapPost(One + "/steps/preview", PreviewStep.FromForm).Behind<ImportGate>(Need.Contribute);
        routes.MapGet(One + "/values", MapColumnValues.Page).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/values", MapColumnValues.FromForm).Behind<ImportGate>(Need.Contribute);
        routes.MapGet(One + "/cell", EditOneCell.Page).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/steps/{step:guid}/undo", TakeStep.UndoFromForm).Behind<ImportGate>(Need.Contribute);
        routes.MapPost(One + "/replay", ReplayImport.FromForm).Behind<ImportGate>(Need.Contribute);
        routes.MapGet(One + "/difference", ShowDifference.Page).Behind<ImportGate>(Need.Read);
        routes.MapGet(One + "/queued.csv", ShowDifference.DownloadQueued).Behind<ImportGate>(Need.Read);
        routes.MapGet(One + "/acceptance", AcceptImport.Page).Behind<ImportGate>(Need.Read);
        routes.MapPost(One + "/acceptance", AcceptImport.FromForm).Behind<ImportGate>(Need.Steer);
        routes.MapPost(One + "/discard", DiscardImport.FromForm).Behind<ImportGate>(Need.Contribute);
    }

    static void MapApi(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api" + List, ListImports.Handle).Behind<OperationGate>(Need.Contribute);
        routes.MapPost("/api" + List, UploadFile.FromScript).Behind<OperationGate>(Need.Contribute).RequireRateLimiting("upload");
        routes.MapGet("/api" + One, ShowImport.Handle).Behind<ImportGate>(Need.Read);
        routes.MapDelete("/api" + One, DiscardImport.Handle).Behind<ImportGate>(Need.Contribute);
        routes.MapGet("/api" + One + "/columns", TagColumns.List).Behind<ImportGate>(Need.Read);
        routes.MapGet("/api" + One + "/choices", ChooseReading.Show).Behind<ImportGate>(Need.Read);
        routes.MapPut("/api" + One + "/choices", ChooseReading.Handle).Behind<ImportGate>(Need.Contribute);
        routes.MapGet("/api" + One + "/findings", ReviewFindings.Handle).Behind<ImportGate>(Need.Read);
        MapReports(routes, "/api" + One);
        routes.MapGet("/api" + One + "/places", MatchPlaces.Handle).Behind<ImportGate>(Need.Read);
        routes.MapGet("/api" + One + "/steps", TakeStep.List).Behind<ImportGate>(Need.Read);
        routes.MapPost("/api" + One + "/steps", TakeStep.Handle).Behind<ImportGate>(Need.Contribute);
        routes.MapPost("/api" + One + "/steps/preview", PreviewStep.Handle).Behind<ImportGate>(Need.Contribute);
        routes.MapGet("/api" + One + "/values", MapColumnValues.Handle).Behind<ImportGate>(Need.Read);
        routes.MapDelete("/api" + One + "/steps/{step:guid}", TakeStep.Undo).Behind<ImportGate>(Need.Contribute);
        routes.MapPost("/api" + One + "/replay", ReplayImport.Handle).Behind<ImportGate>(Need.Contribute);
        routes.MapGet("/api" + One + "/changes", ShowDifference.Changes).Behind<ImportGate>(Need.Read);
        routes.MapGet("/api" + One + "/set-aside", ShowDifference.SetAside).Behind<ImportGate>(Need.Read);
        routes.MapGet("/api" + One + "/queued.csv", ShowDifference.DownloadQueued).Behind<ImportGate>(Need.Read);
        routes.MapPost("/api" + One + "/acceptance", AcceptImport.Handle).Behind<ImportGate>(Need.Steer);
    }

    static void MapUploads(IEndpointRouteBuilder routes)
    {
        routes.MapPost(OneUpload + "/discard", ResumeUpload.DropFromForm).Behind<OperationGate>(Need.Contribute);
        routes.MapMethods("/api" + Uploads, ["OPTIONS"], ResumeUpload.Options).Behind<OperationGate>(Need.Contribute);
        routes.MapGet("/api" + Uploads, ResumeUpload.List).Behind<OperationGate>(Need.Contribute);
        routes.MapPost("/api" + Uploads, ResumeUpload.Begin).Behind<OperationGate>(Need.Contribute);
        routes.MapMethods("/api" + OneUpload, ["GET", "HEAD"], ResumeUpload.Ask).Behind<OperationGate>(Need.Contribute);
        routes.MapPatch("/api" + OneUpload, ResumeUpload.Add).Behind<OperationGate>(Need.Contribute).RequireRateLimiting("upload");
        routes.MapDelete("/api" + OneUpload, ResumeUpload.Drop).Behind<OperationGate>(Need.Contribute);
    }

    static void MapReports(IEndpointRouteBuilder routes, string import)
    {
        routes.MapGet(import + "/findings.csv", DownloadFindings.Csv).Behind<ImportGate>(Need.Read);
        routes.MapGet(import + "/findings.html", DownloadFindings.Html).Behind<ImportGate>(Need.Read);
        routes.MapGet(import + "/findings.json", DownloadFindings.Json).Behind<ImportGate>(Need.Read);
        routes.MapGet(import + "/findings.xlsx", DownloadFindings.Xlsx).Behind<ImportGate>(Need.Read);
    }

    /// <summary>After a form: back to a page, told when somebody else was quicker; any other refusal is a page of its own.</summary>
    public static IResult Answer(Refusal? refusal, string path) => refusal switch
    {
        null => TypedResults.LocalRedirect(path),
        { Code: "changed-meanwhile" } => TypedResults.LocalRedirect(path + (path.Contains('?', StringComparison.Ordinal) ? "&" : "?") + "told=stale"),
        _ => refusal,
    };
}

/// <summary>Texts of <c>ImportsText.resx</c>.</summary>
sealed class ImportsText;

/// <summary>Why files cannot be read, in other languages than the engine's English: <c>ProblemsText.fr.resx</c>.</summary>
sealed class ProblemsText;
