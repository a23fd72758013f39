using Microsoft.AspNetCore.Http.HttpResults;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Catalogue;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Feeds;

/// <summary>How other programs read the dataset: addresses that stay, and lines to copy for spreadsheets, R, Python and the shell.</summary>
static class ShowLinks
{
    public static RazorComponentResult<LinksPage> Page(DatasetScope scope, Addresses addresses, HttpContext context)
    {
        var view = scope.Version is { } version ? Read(context, version) : new TableView();
        var isPublic = scope.Dataset is { Sensitivity: Sensitivity.Low, Audience: Audience.Public } && scope.Operation.Operation.Audience == Audience.Public;
        var feed = $"{scope.Operation.Operation.Slug}/{scope.Dataset.Slug}";
        return new(new
        {
            Scope = scope,
            Links = new TableLinks(
                addresses.Of(view.FilterAddress($"/api{scope.Path}/data.csv")),
                addresses.Of(view.FilterAddress($"/api{scope.Path}/data.json")),
                addresses.Of(view.FilterAddress($"/api{scope.Path}/rows")),
                addresses.Of((isPublic ? "/odata/" : "/odata-signed/") + feed),
                addresses.Of(view.FilterAddress("/embed/" + feed)),
                isPublic),
        });
    }

    static TableView Read(HttpContext context, DatasetVersion version)
    {
        try
        {
            return TableView.Parse(context.Request.Query, version.Columns);
        }
        catch (TableQueryException)
        {
            // A filter of an older version's columns: the links are those of the whole table.
            return new TableView();
        }
    }
}

/// <summary>Addresses of a table.</summary>
/// <param name="Csv">CSV of the newest version.</param>
/// <param name="Json">JSON of all rows.</param>
/// <param name="Rows">JSON by pages.</param>
/// <param name="OData">OData service.</param>
/// <param name="Embed">Table to be framed.</param>
/// <param name="IsPublic">Needs no token.</param>
public sealed record TableLinks(string Csv, string Json, string Rows, string OData, string Embed, bool IsPublic)
{
    public string Curl => IsPublic ? $"curl -o data.csv '{Csv}'" : $"curl -H \"Authorization: Bearer $MUSTER_TOKEN\" -o data.csv '{Csv}'";

    public string Python => IsPublic
        ? $"import pandas as pd\ntable = pd.read_csv(\"{Csv}\", dtype=str)"
        : $"import io, os, pandas as pd, requests\nanswer = requests.get(\"{Csv}\", headers={{\"Authorization\": \"Bearer \" + os.environ[\"MUSTER_TOKEN\"]}})\nanswer.raise_for_status()\ntable = pd.read_csv(io.BytesIO(answer.content), dtype=str)";

    public string R => IsPublic
        ? $"table <- read.csv(\"{Csv}\", colClasses = \"character\", encoding = \"UTF-8\")"
        : $"library(httr2)\nanswer <- request(\"{Csv}\") |> req_auth_bearer_token(Sys.getenv(\"MUSTER_TOKEN\")) |> req_perform()\ntable <- read.csv(text = resp_body_string(answer), colClasses = \"character\")";

    public string Frame => $"<iframe src=\"{System.Net.WebUtility.HtmlEncode(Embed)}\" width=\"100%\" height=\"480\" loading=\"lazy\"></iframe>";
}
