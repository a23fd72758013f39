using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Localization;
using Muster.Tabular.Validating;

namespace Muster.Server.Features.Places;

/// <summary>What a load does to its edition.</summary>
public enum LoadWay
{
    /// <summary>Makes a new edition.</summary>
    New,

    /// <summary>Adds units, names and boundaries to an edition; nothing of it goes away.</summary>
    Add,

    /// <summary>Puts these files in the place of all units of an edition.</summary>
    Replace,
}

/// <summary>Where a load stands.</summary>
public enum LoadState
{
    /// <summary>The job reads, checks and saves.</summary>
    Waiting,

    /// <summary>Saved.</summary>
    Loaded,

    /// <summary>Refused; the editions are as they were before.</summary>
    Refused,
}

/// <summary>A file of a load, kept untouched as it came.</summary>
/// <param name="Name">As uploaded.</param>
/// <param name="Hash">SHA-256.</param>
/// <param name="SizeInBytes">Length.</param>
public sealed record LoadFile(string Name, string Hash, long SizeInBytes);

/// <summary>One request to load an edition from files: who, from what, with which outcome and findings.</summary>
public sealed class EditionLoad
{
    public Guid Id { get; init; } = Guid.NewGuid();

    /// <summary>ISO 3166 alpha-3.</summary>
    public required string Country { get; init; }

    /// <summary>The edition changed; chosen beforehand for a new one, so that a job begun twice makes one.</summary>
    public Guid EditionId { get; init; }

    public LoadWay Way { get; init; }
    public required string Name { get; init; }
    public DateOnly ValidOn { get; init; }
    public string? Source { get; init; }
    public string? Licence { get; init; }
    public bool MakeCurrent { get; init; }

    /// <summary>Invalid boundaries are repaired and told, instead of refused.</summary>
    public bool RepairBoundaries { get; init; }

    /// <summary>JSON of <see cref="LoadFile"/>s.</summary>
    public required string FilesJson { get; init; }

    public LoadState State { get; set; }

    /// <summary>JSON of <see cref="LoadProblem"/>, where it was refused.</summary>
    public string? ProblemJson { get; set; }

    /// <summary>JSON of the first <see cref="MostFindings"/> findings.</summary>
    public string FindingsJson { get; set; } = "[]";

    /// <summary>Findings in all.</summary>
    public int FindingCount { get; set; }

    public Guid? RequestedBy { get; init; }
    public DateTimeOffset RequestedAt { get; init; }
    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Most findings kept: the first thousand show what is wrong.</summary>
    public const int MostFindings = 1000;

    public IReadOnlyList<LoadFile> Files => ReadFiles(FilesJson);

    internal static IReadOnlyList<LoadFile> ReadFiles(string json) => JsonSerializer.Deserialize<List<LoadFile>>(json) ?? [];

    public IReadOnlyList<Finding> Findings => JsonSerializer.Deserialize<List<Finding>>(FindingsJson) ?? [];

    public LoadProblem? Problem => ProblemJson is null ? null : JsonSerializer.Deserialize<LoadProblem>(ProblemJson);

    sealed class Configuration : IEntityTypeConfiguration<EditionLoad>
    {
        public void Configure(EntityTypeBuilder<EditionLoad> builder)
        {
            builder.ToTable("EditionLoads");
            builder.Property(load => load.Country).HasMaxLength(3);
            builder.Property(load => load.Name).HasMaxLength(200);
            builder.HasIndex(load => new { load.Country, load.RequestedAt });
            builder.Ignore(load => load.Files);
            builder.Ignore(load => load.Findings);
            builder.Ignore(load => load.Problem);
        }
    }
}

/// <summary>Why a load was refused.</summary>
/// <param name="Code">Stable code.</param>
/// <param name="File">Which file, or null.</param>
/// <param name="Arguments">Values in the sentences of this code.</param>
/// <param name="What">English sentence where the engine refused; else null and the sentence stands in the resources.</param>
/// <param name="Where">Row, sheet or byte; null where not known.</param>
/// <param name="Next">English sentence on what to do, with <paramref name="What"/>.</param>
public sealed record LoadProblem(string Code, string? File, IReadOnlyList<string> Arguments, string? What = null, string? Where = null, string? Next = null)
{
    /// <summary>What is wrong, in the reader's language where the resources have the code.</summary>
    internal string Sentence(IStringLocalizer text) => What is null ? text["problem-" + Code, [.. Arguments]] : Where is null ? What : $"{What} ({Where})";

    /// <summary>What to do next.</summary>
    internal string Advice(IStringLocalizer text) => Next ?? text[$"problem-{Code}-next", [.. Arguments]];
}

/// <summary>Ends a load; nothing of it is saved.</summary>
sealed class LoadRefusedException(LoadProblem problem) : Exception(problem.Code)
{
    /// <param name="code">Stable code; its sentences are the resources <c>problem-CODE</c> and <c>problem-CODE-next</c>.</param>
    /// <param name="file">Which file, or null.</param>
    /// <param name="arguments">Values in the sentences.</param>
    public LoadRefusedException(string code, string? file, params string[] arguments) : this(new LoadProblem(code, file, arguments))
    {
    }

    public LoadProblem Problem { get; } = problem;
}
