namespace Muster.Server.Features.Tables;

/// <summary>Stored tables and who may see them. The pages are those of Catalogue.</summary>
static class TablesFeature
{
    public static void AddTables(this IServiceCollection services)
    {
        services.AddScoped<DatasetGate>();
        services.AddSingleton<TablePool>();
        services.AddSingleton<TableStore>();
    }
}
