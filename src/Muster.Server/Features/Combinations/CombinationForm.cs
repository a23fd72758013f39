using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Tables;

namespace Muster.Server.Features.Combinations;

/// <summary>What is asked when two datasets are put together; the same fields in the page's address, its form and the API's JSON.</summary>
public sealed record CombinationForm
{
    /// <summary><c>join</c> or <c>append</c>.</summary>
    public string Kind { get; init; } = "join";

    /// <summary>Short name of the second dataset.</summary>
    public string? With { get; init; }

    /// <summary>Headers of the key in the first table; with <see cref="RightKeys"/> in pairs. None: the keys proposed.</summary>
    public IReadOnlyList<string> LeftKeys { get; init; } = [];

    /// <summary>Headers of the key in the second table.</summary>
    public IReadOnlyList<string> RightKeys { get; init; } = [];

    /// <summary>True to leave out rows without a partner.</summary>
    public bool OnlyMatched { get; init; }

    /// <summary>Headers of the second table to bring along; none brings all but the key.</summary>
    public IReadOnlyList<string> Take { get; init; } = [];

    /// <summary>True to let a row become several.</summary>
    public bool AllowRepeats { get; init; }

    /// <summary>Header of the column that names the dataset each row came from, when appending; empty for none.</summary>
    public string? SourceColumn { get; init; }

    /// <summary>Title of the new dataset.</summary>
    public string? Title { get; init; }

    /// <summary>Short name of a dataset that gets the result as its next version, instead of a new one.</summary>
    public string? Into { get; init; }

    /// <summary>Higher than inherited, where wanted.</summary>
    public Sensitivity? Sensitivity { get; init; }

    /// <summary>Narrower than inherited, where wanted.</summary>
    public Audience? Audience { get; init; }

    internal bool IsAppend => Kind == "append";

    [JsonIgnore]
    internal IReadOnlyList<(string Left, string Right)> Keys => [.. LeftKeys.Zip(RightKeys).Where(pair => pair.First.Length > 0 && pair.Second.Length > 0)];

    internal string ToJson() => JsonSerializer.Serialize(this, TableColumn.Json);

    internal static CombinationForm Of(Derivation derivation) => JsonSerializer.Deserialize<CombinationForm>(derivation.RecipeJson, TableColumn.Json) ?? new();

    /// <summary>Reads the fields of an address or a form.</summary>
    internal static CombinationForm Read(Func<string, StringValues> field)
    {
        return new CombinationForm
        {
            Kind = One("kind") == "append" ? "append" : "join",
            With = One("with"),
            LeftKeys = Many("left"),
            RightKeys = Many("right"),
            OnlyMatched = One("keep") == "matched",
            Take = [.. Many("take").Where(header => header.Length > 0)],
            AllowRepeats = One("repeats") is "true" or "on",
            SourceColumn = One("source"),
            Title = One("title"),
            Into = One("into"),
            Sensitivity = Enum.TryParse<Sensitivity>(One("sensitivity"), true, out var sensitivity) ? sensitivity : null,
            Audience = Enum.TryParse<Audience>(One("audience"), true, out var audience) ? audience : null,
        };

        string? One(string name) => field(name).ToString().Trim() is { Length: > 0 } text ? text : null;
        IReadOnlyList<string> Many(string name) => [.. field(name).Select(text => text ?? "")];
    }

    /// <summary>The same as an address.</summary>
    internal string Address(string path)
    {
        var parts = new List<KeyValuePair<string, string?>> { new("kind", Kind), new("with", With) };
        parts.AddRange(Keys.SelectMany(pair => new KeyValuePair<string, string?>[] { new("left", pair.Left), new("right", pair.Right) }));
        parts.AddRange(Take.Select(header => new KeyValuePair<string, string?>("take", header)));
        if (OnlyMatched)
        {
            parts.Add(new("keep", "matched"));
        }

        if (SourceColumn is not null)
        {
            parts.Add(new("source", SourceColumn));
        }

        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.AddQueryString(path, parts);
    }
}
