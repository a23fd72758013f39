using Muster.Server.Features.Accounts;
using Muster.Server.Features.Imports;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Combinations;

/// <summary>Every route of tables put together: joins, appends, lineage and rounds.</summary>
static class CombinationsFeature
{
    const string One = "/operations/{operation}/datasets/{dataset}";
    const string Round = "/operations/{operation}/imports/{import}/round";

    public static void AddCombinations(this IServiceCollection services)
    {
        services.AddScoped<SourceTables>();
        services.AddScoped<ImportRows>();
        services.AddScoped<Combiner>();
        services.AddScoped<DerivedImports>();
        services.AddScoped<CombineDatasets>();
        services.AddScoped<Lineage>();
        services.AddScoped<Rounds>();
        services.AddScoped<RoundComparer>();
        services.AddScoped<NextRound>();
        services.AddScoped<AfterAcceptance, SourceImportsFollow>();
        services.AddScoped<DatasetAsideSource, LineageAside>();
        services.AddScoped<DatasetAsideSource, RoundsAside>();
    }

    public static void MapCombinations(this IEndpointRouteBuilder all)
    {
        var routes = all.MapGroup("").AddEndpointFilter(Catalogue.TableRefusals.Filter);
        routes.MapGet(One + "/combination", CombineDatasets.Page).Behind<DatasetGate>(Need.Contribute);
        routes.MapPost(One + "/combination", CombineDatasets.FromForm).Behind<DatasetGate>(Need.Steer);
        routes.MapGet(One + "/combination/unmatched.csv", CombineDatasets.Unmatched).Behind<DatasetGate>(Need.Contribute);
        routes.MapGet(One + "/lineage", ShowLineage.Page).Behind<DatasetGate>(Need.Read);
        routes.MapPost(One + "/lineage", ShowLineage.RefreshFromForm).Behind<DatasetGate>(Need.Steer);
        routes.MapGet(One + "/rounds", CompareRounds.Page).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/rounds/comparison.csv", CompareRounds.Csv).Behind<DatasetGate>(Need.Read);
        routes.MapGet(One + "/rounds/comparison.xlsx", CompareRounds.Xlsx).Behind<DatasetGate>(Need.Read);
        routes.MapGet(Round, NextRound.Page).Behind<ImportGate>(Need.Steer);
        routes.MapPost(Round, NextRound.FromForm).Behind<ImportGate>(Need.Steer);

        routes.MapGet("/api" + One + "/combination", CombineDatasets.Preview).Behind<DatasetGate>(Need.Contribute);
        routes.MapPost("/api" + One + "/combination", CombineDatasets.Handle).Behind<DatasetGate>(Need.Steer);
        routes.MapGet("/api" + One + "/lineage", ShowLineage.Handle).Behind<DatasetGate>(Need.Read);
        routes.MapPost("/api" + One + "/lineage", ShowLineage.Refresh).Behind<DatasetGate>(Need.Steer);
        routes.MapGet("/api" + One + "/rounds", CompareRounds.List).Behind<DatasetGate>(Need.Read);
        routes.MapGet("/api" + One + "/rounds/comparison", CompareRounds.Handle).Behind<DatasetGate>(Need.Read);
        routes.MapGet("/api" + Round, NextRound.Preview).Behind<ImportGate>(Need.Steer);
        routes.MapPost("/api" + Round, NextRound.Handle).Behind<ImportGate>(Need.Steer);
    }
}

/// <summary>Texts of <c>CombinationsText.resx</c>.</summary>
sealed class CombinationsText;
