using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Search;

/// <summary>One search box over everything the viewer may see.</summary>
static class SearchFeature
{
    public static void MapSearch(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/search", FindEverything.Page).OpenToAll();
        routes.MapGet("/api/search", FindEverything.Handle).OpenToAll();
    }
}

/// <summary>Texts of <c>SearchText.resx</c>.</summary>
sealed class SearchText;
