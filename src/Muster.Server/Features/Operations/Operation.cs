using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Muster.Server.Features.Accounts;

namespace Muster.Server.Features.Operations;

/// <summary>State of a response.</summary>
public enum OperationStatus
{
    /// <summary>Prepared, not begun.</summary>
    Planned,

    /// <summary>Under way.</summary>
    Active,

    /// <summary>Ended; everything stays readable.</summary>
    Closed,
}

/// <summary>A humanitarian response and the space of everything that belongs to it (capabilities.md 1.1, 1.2).</summary>
public sealed class Operation
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>Short name in addresses: lower-case letters, digits, hyphens; unique.</summary>
    public required string Slug { get; init; }

    public required string Name { get; set; }

    /// <summary>ISO 3166 alpha-3 codes, separated by a blank.</summary>
    public required string Countries { get; set; }

    public string? Disaster { get; set; }

    /// <summary>GLIDE number, for example <c>TC-2016-000108-HTI</c>.</summary>
    public string? Glide { get; set; }

    /// <summary>When it is expected to end, as a range: <c>2017-Q1</c>, <c>2017-03</c>, <c>2017</c> or a date.</summary>
    public string? ExpectedEnd { get; set; }

    public OperationStatus Status { get; set; } = OperationStatus.Active;

    /// <summary>IANA zone in which its people live: <c>America/Port-au-Prince</c>.</summary>
    public required string Zone { get; set; }

    public string? Description { get; set; }
    public Sensitivity Sensitivity { get; set; } = Sensitivity.Low;
    public Audience Audience { get; set; } = Audience.Public;

    /// <summary>May be wiped in one action.</summary>
    public bool IsDemonstration { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
    public Guid? CreatedBy { get; init; }

    /// <summary>Goes up with each save; a save names the one it saw.</summary>
    public int Revision { get; set; }

    public IReadOnlyList<string> CountryCodes => Countries.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    sealed class Configuration : IEntityTypeConfiguration<Operation>
    {
        public void Configure(EntityTypeBuilder<Operation> builder)
        {
            builder.ToTable("Operations");
            builder.HasIndex(operation => operation.Slug).IsUnique();
            builder.Property(operation => operation.Slug).HasMaxLength(80);
            builder.Property(operation => operation.Name).HasMaxLength(200);
            builder.Property(operation => operation.Glide).HasMaxLength(40);
            builder.Property(operation => operation.ExpectedEnd).HasMaxLength(20);
            builder.Property(operation => operation.Zone).HasMaxLength(60);
            builder.Property(operation => operation.Revision).IsConcurrencyToken();
            builder.Ignore(operation => operation.CountryCodes);
        }
    }
}

/// <summary>Texts that become part of an address.</summary>
static partial class Slug
{
    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    static partial Regex Form { get; }

    public static bool IsValid(string text) => text.Length is > 0 and <= 80 && Form.IsMatch(text);

    /// <summary>Lower-case Latin letters, digits and hyphens of a name: "Haïti, ouragan Matthew" gives <c>haiti-ouragan-matthew</c>. Empty where nothing is left.</summary>
    public static string Of(string name)
    {
        var folded = Fold.Text(name);
        var slug = NotSlug.Replace(folded, "-").Trim('-');
        return slug.Length <= 80 ? slug : slug[..80].TrimEnd('-');
    }

    [GeneratedRegex("[^a-z0-9]+")]
    static partial Regex NotSlug { get; }
}
