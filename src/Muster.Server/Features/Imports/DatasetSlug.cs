using System.Security.Cryptography;
using Muster.Server.Features.Accounts;
using Muster.Server.Features.Operations;

namespace Muster.Server.Features.Imports;

/// <summary>Short names of datasets made by an import.</summary>
static class DatasetSlug
{
    const int Longest = 80;

    /// <summary>From the title; with a random ending for high and severe, so that "already in use" reveals nothing.</summary>
    public static string Of(string title, Sensitivity sensitivity)
    {
        var slug = Slug.Of(title) is { Length: > 0 } made ? made : "dataset";
        return sensitivity is Sensitivity.High or Sensitivity.Severe ? $"{slug[..Math.Min(slug.Length, Longest - 9)].TrimEnd('-')}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}" : slug;
    }

    /// <summary>The name itself, or with the first number that is free.</summary>
    public static string Free(string wanted, IReadOnlyCollection<string> taken)
    {
        var slug = wanted;
        for (var number = 2; taken.Contains(slug) || slug == "new"; number++)
        {
            slug = $"{wanted}-{number}";
        }

        return slug;
    }
}
