using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Primitives;

namespace Muster.Server.Features.Combinations;

/// <summary>What is asked when an import is a dataset's next round.</summary>
public sealed record NextRoundForm
{
    /// <summary>Short name of the dataset.</summary>
    public string? Dataset { get; init; }

    /// <summary><c>append</c> or <c>replace</c>.</summary>
    public string Mode { get; init; } = "append";

    /// <summary>Number of the round; null takes the next.</summary>
    public int? Number { get; init; }

    /// <summary>Label of the round, unique in the dataset; null takes "Round" and the number.</summary>
    public string? Label { get; init; }

    /// <summary>Day that it speaks of, as yyyy-MM-dd.</summary>
    public string? AsOf { get; init; }

    /// <summary>Label of the round before, where the dataset has none on record yet.</summary>
    public string? EarlierLabel { get; init; }

    /// <summary>Headers that together name a row; none takes the identifier or the deepest place code.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>True for a table whose rows have no key.</summary>
    public bool WithoutKey { get; init; }

    /// <summary>Note of the version.</summary>
    public string? Note { get; init; }

    /// <summary>Why it is taken although errors are left.</summary>
    public string? Reason { get; init; }

    [JsonIgnore]
    internal bool IsAppend => Mode != "replace";

    [JsonIgnore]
    internal DateOnly? Day => DateOnly.TryParseExact(AsOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    internal static NextRoundForm Read(Func<string, StringValues> field)
    {
        return new NextRoundForm
        {
            Dataset = One("dataset"),
            Mode = One("mode") == "replace" ? "replace" : "append",
            Number = int.TryParse(One("number"), CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null,
            Label = One("label"),
            AsOf = One("asof"),
            EarlierLabel = One("earlier"),
            Keys = [.. field("key").OfType<string>().Where(key => key.Length > 0)],
            WithoutKey = One("nokey") is "true" or "on",
            Note = One("note"),
            Reason = One("reason"),
        };

        string? One(string name) => field(name).ToString().Trim() is { Length: > 0 } text ? text : null;
    }
}
